/// Gathers the parents of a segment's documents, and encodes them as a `ParentColumn`.
struct ParentColumnBuilder {
  private var ids = ByteStringTable(capacity: 16)
  /// Documents with a parent and the number of its id.
  private var entries: [(document: DocID, id: UInt32)] = []

  /// Adds a document's parent; documents come in ascending order.
  mutating func append(_ parent: Blob, of document: DocID) {
    // SAFETY: the span is used within this call only, while the view is valid.
    let number = unsafe ids.intern(parent.bytes.bindMemory(to: UInt8.self).span).number
    entries.append((document, UInt32(number)))
  }

  /// - Parameter documentOf: the document of an id in the segment, or `nil`.
  func encode(_ documentOf: ([UInt8]) throws(IndexError) -> DocID?) throws(IndexError) -> [UInt8] {
    var parents: [DocID?] = []
    for number in 0..<ids.count { parents.append(try documentOf(ids.string(number))) }
    var places = [Int?](repeating: nil, count: ids.count)
    var others: [[UInt8]] = []
    var codes = ByteWriter()
    for (document, number) in entries {
      if let parent = parents[Int(number)], parent != document {
        let difference = Int(parent) - Int(document)
        codes.varint(difference << 1 ^ difference >> 63)
      } else {
        let place = places[Int(number)] ?? others.count
        if place == others.count {
          places[Int(number)] = place
          others.append(ids.string(Int(number)))
        }
        codes.varint(0)
        codes.varint(place)
      }
    }
    var writer = ByteWriter()
    writer.varint(others.count)
    for id in others { writer.sized(id) }
    writer.append(codes.bytes)
    return writer.bytes
  }
}
