import CLMDB

extension MDB_val {
  /// A view of bytes that LMDB shall only read.
  @unsafe init(_ bytes: UnsafeRawBufferPointer) {
    // SAFETY: LMDB takes keys and values through a mutable pointer but does not write to them.
    unsafe self.init(mv_size: bytes.count, mv_data: UnsafeMutableRawPointer(mutating: bytes.baseAddress))
  }

  /// The bytes LMDB points at, in the map or in a page of the write transaction.
  @unsafe var bytes: UnsafeRawBufferPointer {
    unsafe UnsafeRawBufferPointer(start: mv_data, count: mv_size)
  }
}
