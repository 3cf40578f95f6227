/// One occurrence of a term: what indexing gathers and posting lists are encoded from.
struct Occurrence: BitwiseCopyable {
  var document: DocID
  /// Field in the upper two bits, position within the field below.
  let place: UInt32

  /// Positions past this one are told as this one.
  static let maximumPosition = 1 << 30 - 1
  /// Bytes of a position as a varint, at most.
  static let largestVarint = 5

  init(document: DocID, field: Field, position: Int) {
    self.document = document
    place = UInt32(field.rawValue) << 30 | UInt32(min(position, Self.maximumPosition))
  }

  init(document: DocID, place: UInt32) {
    self.document = document
    self.place = place
  }

  var field: Field { Field(rawValue: UInt8(place >> 30)) ?? .author }
  var position: Int { Int(place & (1 << 30 - 1)) }
}
