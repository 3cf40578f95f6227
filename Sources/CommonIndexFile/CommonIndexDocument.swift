/// What is known of a document beside its postings. Its number is its place in the file, from 0.
public struct CommonIndexDocument: Equatable, Sendable {
  /// What the collection calls it.
  public var id: String
  /// How long it is to be taken for, in terms.
  public var length: Int

  /// A document of these parts; the length is at most `Int32.max`.
  public init(id: String, length: Int) {
    self.id = id
    self.length = length
  }
}

extension CommonIndexDocument {
  /// - Parameter number: of its place.
  /// - Throws: what is wrong with it.
  init(_ message: CIFFDocRecord, number: Int) throws(CommonIndexFlaw) {
    guard message.docid == number else {
      throw CommonIndexFlaw("docid is \(message.docid), where \(number) is next")
    }
    guard message.doclength >= 0 else { throw CommonIndexFlaw("a doclength of \(message.doclength)") }
    self.init(id: message.collectionDocid, length: Int(message.doclength))
  }

  func message(number: Int) -> CIFFDocRecord {
    var message = CIFFDocRecord()
    message.docid = Int32(number)
    message.collectionDocid = id
    message.doclength = Int32(length)
    return message
  }
}
