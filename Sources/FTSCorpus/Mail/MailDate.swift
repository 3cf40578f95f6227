import FTSDocument

/// Dates of mail: `Mon, 30 Dec 2013 18:05:00 +0100 (CET)` (RFC 5322, with the years and zones of its section 4.3), and
/// `Mon Dec 30 18:05:00 2013` as in the lines that separate messages.
enum MailDate {
  /// The date of a line that separates messages, `From ann@example.org Mon Dec 30 18:05:00 2013`: it begins with the day of the
  /// week, since the sender before it may be any words.
  static func parse(envelope line: String) -> Timestamp? {
    let words = line.split(whereSeparator: \.isWhitespace)
    guard let weekday = words.lastIndex(where: { weekdays.contains($0.lowercased()) }) else { return nil }
    return parse(words[weekday...].joined(separator: " "))
  }

  /// `nil` where day, month, year or time are missing, or something else is there. Without a zone, or with one that is not known, in UTC.
  static func parse(_ text: String) -> Timestamp? {
    var day: Int?
    var month: Int?
    var year: Int?
    var time: String?
    var zone = "Z"
    for word in text.split(whereSeparator: { $0.isWhitespace || $0 == "," }) {
      if word.hasPrefix("(") { break }
      if time == nil, word.utf8.contains(UInt8(ascii: ":")) {
        time = clock(word)
      } else if word.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(word) {
        if day == nil, word.utf8.count <= 2 {
          day = number
        } else if year == nil, word.utf8.count <= 4 {
          year = fullYear(number, digits: word.utf8.count)
        }
      } else if month == nil, let index = months.firstIndex(where: { word.lowercased().hasPrefix($0) }) {
        month = index + 1
      } else if time != nil {
        // Halves of the day are no zones.
        guard !["am", "pm"].contains(word.lowercased()) else { return nil }
        zone = offset(word) ?? zone
      } else if !weekdays.contains(word.lowercased().prefix(3).description) {
        return nil
      }
    }
    guard let day, let month, let year, let time else { return nil }
    return Timestamp("\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))T\(time)\(zone)")
  }

  /// `18:05` or `18:05:00`, with two digits each.
  private static func clock(_ word: Substring) -> String? {
    let parts = word.split(separator: ":").map { Int($0) }
    guard (2...3).contains(parts.count) else { return nil }
    var text: [String] = []
    for part in parts {
      guard let part, (0...60).contains(part) else { return nil }
      text.append(padded(part, 2))
    }
    return text.joined(separator: ":")
  }

  /// Years of two digits are of 1950 to 2049, those of three count from 1900 (RFC 5322, section 4.3).
  private static func fullYear(_ number: Int, digits: Int) -> Int {
    switch digits {
    case 4: number
    case 3: number + 1900
    default: number < 50 ? number + 2000 : number + 1900
    }
  }

  private static func offset(_ word: Substring) -> String? {
    if let sign = word.utf8.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
      // Beyond a day it is no zone.
      guard word.utf8.count == 5, let number = Int(word.dropFirst()), number % 100 < 60, number < 2400
      else { return nil }
      return String(word)
    }
    return zones[word.lowercased()]
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  private static let weekdays: Set<String> = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

  private static let zones = [
    "gmt": "Z", "ut": "Z", "utc": "Z", "z": "Z", "est": "-0500", "edt": "-0400", "cst": "-0600",
    "cdt": "-0500", "mst": "-0700", "mdt": "-0600", "pst": "-0800", "pdt": "-0700",
  ]
}
