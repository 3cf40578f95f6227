/// Where a value lies: its table and its key. It is part of the value's checksum, so that a sound value that is found in
/// another's place, after a write that went astray or with a damaged key, is not taken for what belongs there.
struct BlobPlace {
  let hash: UInt64

  /// - Parameter table: the name of the table.
  init(_ key: Blob, in table: String) {
    // Those of `meta` are sealed by their content alone: whatever the version, it must be able to read which one it is.
    hash = table == Tables.metaName ? 0 : Checksum.hash(key, seed: Checksum.hash(table))
  }
}
