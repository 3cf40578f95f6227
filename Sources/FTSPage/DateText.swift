/// Dates for people.
enum DateText {
  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
  ]

  /// `17 February 2019`, `February 2019` or `2019`, of a date in ISO 8601; the text itself where it is none.
  static func of(_ text: String) -> String {
    let parts = text.prefix { $0 != "T" }.split(separator: "-", omittingEmptySubsequences: false)
    guard let year = parts.first, parts.count <= 3, year.utf8.count == 4,
      parts.allSatisfy({ $0.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } })
    else { return text }
    guard parts.count > 1 else { return String(year) }
    guard let month = Int(parts[1]), (1...12).contains(month) else { return text }
    guard parts.count > 2 else { return "\(months[month - 1]) \(year)" }
    guard let day = Int(parts[2]) else { return text }
    return "\(day) \(months[month - 1]) \(year)"
  }
}
