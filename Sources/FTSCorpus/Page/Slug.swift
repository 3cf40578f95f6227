/// A name made of a title, fit for an id: letters and digits in lower case, one hyphen for
/// everything between.
enum Slug {
  /// Longest slug in bytes, so that ids of comments, which are longer, stay within the limit.
  static let maximumBytes = 200

  static func make(_ text: some StringProtocol) -> String {
    var slug = ""
    var wantsHyphen = false
    for character in text {
      // "Ocean's" is one word.
      if character == "'" || character == "’" || character == "‘" { continue }
      guard character.isLetter || character.isNumber else {
        wantsHyphen = true
        continue
      }
      let piece = (wantsHyphen && !slug.isEmpty ? "-" : "") + character.lowercased()
      if slug.utf8.count + piece.utf8.count > maximumBytes { break }
      slug += piece
      wantsHyphen = false
    }
    return slug
  }
}
