/// The columns of a segment: what is kept of every document in an array of its own.
enum Column: UInt8, CaseIterable {
  /// u8 per document: code of the weighted length, see LengthCode.
  case lengths = 0
  /// The kinds of documents with a bit set each, see KindColumn.
  case kinds = 1
  /// u64 per document: hash of the id of its thread's review. All documents of a thread have
  /// the same, in whichever segment they are.
  case threads = 2
  /// u64 per block: which documents are the review of their own thread.
  case roots = 3
  /// Where each frame of stored documents is, see FrameDirectory.
  case frames = 4
}
