/// How often a form occurs in the documents of a segment, deleted ones included until a merge drops the form: what
/// the table of forms says of it.
enum FormOccurrences {
  /// No segment has as many; damaged bytes may say otherwise.
  static let greatest = 1 << 40
  /// The most bytes of a form.
  static let longestForm = 255

  /// `nil` where the bytes are no such number.
  static func decode(_ value: Blob) -> Int? {
    var reader = ByteReader(value)
    let occurrences = reader.varint()
    return reader.hasOverrun || !reader.isAtEnd || !(1...greatest).contains(occurrences) ? nil : occurrences
  }
}
