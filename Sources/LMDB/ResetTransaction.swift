/// A read transaction at rest in the pool.
///
/// SAFETY: Sendable because a reset transaction is bound to no thread (`MDB_NOTLS`), and leaving the
/// pool hands it to one taker.
@safe struct ResetTransaction: @unchecked Sendable {
  @unsafe let pointer: OpaquePointer
}
