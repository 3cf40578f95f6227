import FTSDocument

/// Values as pages have them.
enum WebPageValues {
  /// ISO 8601, or as people write it in pages and mail.
  static func date(_ text: String) -> Timestamp? {
    let text = PlainText.trimmed(text)
    return Timestamp(text) ?? PageDate.parse(text) ?? MailDate.parse(text)
  }

  /// The first number of a text: of `4.5`, `4,5`, `4/5` and `Rated 4 out of 5` the 4 and its fraction; or as many as there are stars.
  static func rating(_ text: String) -> Double? {
    let digits = text.drop { !($0.isASCII && $0.isNumber) }.prefix {
      ($0.isASCII && $0.isNumber) || ".,".contains($0)
    }
    if let number = Double(String(digits.last == "." ? digits.dropLast() : digits).replacing(",", with: ".")),
      number.isFinite
    {
      return number
    }
    let stars = text.unicodeScalars.count { $0 == "★" }
    return stars > 0 ? Double(stars) : nil
  }
}
