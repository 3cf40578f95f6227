/// Which documents have a parent, a title, a URL, a language: four sets, see DocumentSet, in the order of `Part`.
struct PartColumn {
  /// What a document may lack and no other column tells of.
  enum Part: Int, CaseIterable {
    case parent
    case title
    case url
    case language
  }

  private let sets: [DocumentSet]

  /// `nil` where the bytes do not hold what they announce.
  init?(_ content: Blob, blocks: Int) {
    var reader = ByteReader(content)
    sets = Part.allCases.compactMap { _ in DocumentSet(&reader, blocks: blocks) }
    if sets.count < Part.allCases.count || reader.hasOverrun || !reader.isAtEnd { return nil }
  }

  subscript(part: Part) -> DocumentSet { sets[part.rawValue] }

  /// - Parameter members: by part the documents that have it, ascending.
  static func encode(_ members: [[DocID]], documents: Int) -> [UInt8] {
    var writer = ByteWriter()
    for members in members { DocumentSet.encode(members, documents: documents, into: &writer) }
    return writer.bytes
  }
}
