/// The searched fields of a document, in the order in which postings keep them.
enum Field: UInt8, CaseIterable {
  case body, title, author
}
