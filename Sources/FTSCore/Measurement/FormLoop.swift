import FTSAutomata

/// Holds words against a table of forms, for the micro benchmarks. See `EngineLoops` for why it stands here.
package final class FormLoop {
  private let memory: [BlobMemory]
  private var table: SortedTable

  /// - Parameter forms: ascending.
  package init(_ forms: [[UInt8]]) throws(IndexError) {
    var blobs: [(firstKey: [UInt8], content: [UInt8])] = []
    var writer = SortedTableWriter { firstKey, content in blobs.append((firstKey, content)) }
    for form in forms { try writer.append(key: form, value: [1]) }
    try writer.finish()
    memory = blobs.flatMap { [BlobMemory($0.firstKey), BlobMemory($0.content)] }
    table = SortedTable()
    for index in stride(from: 0, to: memory.count, by: 2) {
      table.append(firstKey: memory[index].blob, content: SealedBlob(sealing: memory[index + 1].blob))
    }
  }

  /// How many forms a word's edits make, and of how many bytes, folded into one.
  package func count(editsOf word: String, distance: Int) -> UInt64 {
    var filter = FormPattern.fuzzy(word, distance: distance).filter
    var result: UInt64 = 0
    try? table.forEachMatch(&filter) { form, _ in result &+= 1 << 32 | UInt64(form.count) }
    return result
  }
}
