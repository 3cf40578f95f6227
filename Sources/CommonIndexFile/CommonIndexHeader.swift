/// What a CIFF file says of the whole: how much is in it, and of what collection it is.
public struct CommonIndexHeader: Equatable, Sendable {
  /// The version of the format that is known here.
  public static let version = 1

  /// Posting lists in the file.
  public var lists: Int
  /// Documents in the file.
  public var documents: Int
  /// Terms of the collection; more than `lists` where only some were written.
  public var totalLists: Int
  /// Documents of the collection.
  public var totalDocuments: Int
  /// Occurrences of all terms in the collection.
  public var totalTerms: Int
  /// Mean length of the collection's documents.
  public var averageLength: Double
  /// For people: what wrote the file, and how text became terms.
  public var description: String

  /// A header of a file that has all of its collection.
  public init(lists: Int, documents: Int, totalTerms: Int, averageLength: Double, description: String) {
    self.lists = lists
    self.documents = documents
    totalLists = lists
    totalDocuments = documents
    self.totalTerms = totalTerms
    self.averageLength = averageLength
    self.description = description
  }

  /// Whether some of the collection is left out.
  public var isPartial: Bool { lists < totalLists || documents < totalDocuments }
}

extension CommonIndexHeader {
  /// - Throws: what is wrong with it.
  init(_ message: CIFFHeader) throws(CommonIndexFlaw) {
    guard message.version == Self.version else {
      throw CommonIndexFlaw("version \(message.version), where \(Self.version) is known")
    }
    lists = Int(message.numPostingsLists)
    documents = Int(message.numDocs)
    totalLists = Int(message.totalPostingsLists)
    totalDocuments = Int(message.totalDocs)
    totalTerms = Int(message.totalTermsInCollection)
    averageLength = message.averageDoclength
    description = message.description_p
    guard lists >= 0, lists <= totalLists else {
      throw CommonIndexFlaw("\(lists) posting lists of \(totalLists)")
    }
    guard documents >= 0, documents <= totalDocuments else {
      throw CommonIndexFlaw("\(documents) documents of \(totalDocuments)")
    }
    guard totalTerms >= 0, averageLength.isFinite, averageLength >= 0 else {
      throw CommonIndexFlaw("\(totalTerms) terms, \(averageLength) in a document")
    }
  }

  /// As it is in a file; its numbers have to fit there.
  var message: CIFFHeader {
    var message = CIFFHeader()
    message.version = Int32(Self.version)
    message.numPostingsLists = Int32(lists)
    message.numDocs = Int32(documents)
    message.totalPostingsLists = Int32(totalLists)
    message.totalDocs = Int32(totalDocuments)
    message.totalTermsInCollection = Int64(totalTerms)
    message.averageDoclength = averageLength
    message.description_p = description
    return message
  }
}
