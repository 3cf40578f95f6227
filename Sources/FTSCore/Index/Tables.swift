import LMDB

/// The tables of an index. All keys but those of `meta` begin with the number of a segment, so
/// that a segment is one range of keys, written in ascending order and dropped as one.
struct Tables {
  /// `settings` and `manifest`.
  let meta: Table
  /// segment · first term → blob of the term dictionary (sorted table: term → TermInfo).
  let dictionary: Table
  /// segment · first form → blob of the forms (sorted table: form → occurrences).
  let forms: Table
  /// segment · chunk number → posting lists.
  let postings: Table
  /// segment · column number → one column.
  let columns: Table
  /// segment · first id → blob of the identifiers (sorted table: id → DocID).
  let identifiers: Table
  /// segment · blob number → frames of documents.
  let documents: Table
  /// segment · superblock → set of deleted documents, 64 words.
  let deletions: Table

  static let count = 8
  static let metaName = "meta"

  init(_ environment: Environment, create: Bool) throws(LMDBError) {
    func open(_ name: String) throws(LMDBError) -> Table { try environment.table(name, create: create) }
    meta = try open(Self.metaName)
    dictionary = try open("dictionary")
    forms = try open("forms")
    postings = try open("postings")
    columns = try open("columns")
    identifiers = try open("identifiers")
    documents = try open("documents")
    deletions = try open("deletions")
  }

  /// The tables that hold data of segments. Every segment has entries in the first one, and fewest there: `WriteBatch.delete` empties it
  /// last, so that its last transaction frees little.
  var ofSegments: [Table] { [identifiers, dictionary, forms, postings, columns, documents, deletions] }
}
