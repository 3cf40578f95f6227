/// Looks keys up in one blob of a term dictionary, for the micro benchmarks. See `EngineLoops` for
/// why it stands here.
package struct DictionaryLoop {
  private var blob: [UInt8] = []

  /// The blob of `keys`, ascending, each with its place among them as value. There must be no more
  /// than fit into one.
  package init(keys: [[UInt8]]) throws(IndexError) {
    var blobs: [[UInt8]] = []
    var writer = SortedTableWriter { _, content in blobs.append(content) }
    for (number, key) in keys.enumerated() {
      var value = ByteWriter()
      value.integer(UInt32(number))
      try writer.append(key: key, value: value.bytes)
    }
    try writer.finish()
    precondition(blobs.count == 1, "\(keys.count) keys fill \(blobs.count) blobs")
    blob = blobs[0]
  }

  /// The sum of the values of those of `keys` that are in the dictionary.
  package func lookUp(_ keys: [[UInt8]]) -> UInt64 {
    unsafe blob.withUnsafeBytes { bytes in
      // SAFETY: the views of blob and key are used within these closures only.
      guard let table = SortedTableBlob(unsafe Blob(bytes)) else { return 0 }
      return keys.reduce(0) { sum, key in
        let value = unsafe key.withUnsafeBytes { table.value(of: unsafe Blob($0)) }
        return sum &+ UInt64(value?.load(UInt32.self, at: 0) ?? 0)
      }
    }
  }
}
