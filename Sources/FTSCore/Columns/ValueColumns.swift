/// The columns of values of a segment while it is put together, filled document by document.
struct ValueColumns {
  private var dates = ValueColumnBuilder()
  private var ratings = ValueColumnBuilder()
  private var authors = ValueColumnBuilder()
  private var tags = ValueColumnBuilder()
  private(set) var parents = ParentColumnBuilder()
  private var parts = PartColumn.Part.allCases.map { _ in [DocID]() }
  private var names = ByteStringTable(capacity: 16)
  /// By number of the name.
  private var attributes: [ValueColumnBuilder] = []

  /// Adds what the next document, encoded by DocumentCodec, has.
  mutating func append(_ bytes: Blob, document: DocID) {
    DocumentCodec.forEachValue(of: bytes) { field, value in
      switch field {
      case .date: dates.append(value, of: document)
      case .rating: ratings.append(value, of: document)
      case .author: authors.append(value, of: document)
      case .tag: tags.append(value, of: document)
      case .part(let part):
        parts[part.rawValue].append(document)
        if part == .parent, case .text(let id) = value { parents.append(id, of: document) }
      case .attribute(let name):
        // SAFETY: the span is used within this call only, while the view is valid.
        let (number, isNew) = unsafe names.intern(name.bytes.bindMemory(to: UInt8.self).span)
        if isNew { attributes.append(ValueColumnBuilder()) }
        attributes[number].append(value, of: document)
      }
    }
  }

  /// A column of every document; empty for those that are not of values.
  func encode(_ column: Column, documents: Int) -> [UInt8] {
    switch column {
    case .dates: dates.encode(documents: documents)
    case .ratings: ratings.encode(documents: documents)
    case .authors: authors.encode(documents: documents)
    case .tags: tags.encode(documents: documents)
    case .parts: PartColumn.encode(parts, documents: documents)
    case .attributes: AttributeNames.encode(names.sorted().map { names.string(Int($0.number)) })
    default: []
    }
  }

  /// Passes the column of each attribute to `body`, in order of their names.
  func forEachAttribute<Failure: Error>(
    documents: Int, _ body: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    for name in names.sorted() { try body(attributes[Int(name.number)].encode(documents: documents)) }
  }
}
