/// The columns of a segment that every segment has: what is kept of its documents apart from their texts.
/// Behind them are those of the attributes, see AttributeNames.
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
  /// Dates, see ValueColumn, as are the next three.
  case dates = 5
  case ratings = 6
  case authors = 7
  case tags = 8
  /// Which documents have a parent, a title, a URL, a language; see PartColumn.
  case parts = 9
  /// Names of the attributes, see AttributeNames.
  case attributes = 10
  /// The parents of documents, see ParentColumn.
  case parents = 11
  /// The segments in which documents were first written, see BirthColumn.
  case births = 12
}
