import FTSDocument

/// Dates as blogs print them: `December 30, 2013`, `30 December 2013`, either with `at 4:05 pm`
/// or `at 16:05` behind; and ISO 8601. The zone of the blog is not known: taken as UTC.
enum PageDate {
  /// `nil` unless the whole line is a date.
  static func parse(_ line: String) -> Timestamp? {
    if let timestamp = Timestamp(line), timestamp.precision.rawValue >= Timestamp.Precision.day.rawValue {
      return timestamp
    }
    var words = line.lowercased().split { $0 == " " || $0 == "," }.map(String.init)
    guard words.count >= 3, let (month, day) = monthAndDay(words[0], words[1]),
      words[2].utf8.count == 4, let year = Int(words[2])
    else { return nil }
    words.removeFirst(3)
    let date = "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    if words.first == "at" || words.first == "@" { words.removeFirst() }
    if words.isEmpty { return Timestamp(date) }
    guard let (hour, minute) = time(words) else { return nil }
    return Timestamp("\(date)T\(padded(hour, 2)):\(padded(minute, 2))")
  }

  private static func monthAndDay(_ first: String, _ second: String) -> (month: Int, day: Int)? {
    if let month = month(first), let day = day(second) { return (month, day) }
    if let day = day(first), let month = month(second) { return (month, day) }
    return nil
  }

  private static func month(_ word: String) -> Int? {
    let name = word.hasSuffix(".") ? String(word.dropLast()) : word
    let isFit = { (month: String) in month == name || (name.count >= 3 && month.hasPrefix(name)) }
    return months.firstIndex(where: isFit).map { $0 + 1 }
  }

  /// `30` or `30th`.
  private static func day(_ word: String) -> Int? {
    var digits = word
    for suffix in ["st", "nd", "rd", "th"] where word.hasSuffix(suffix) { digits.removeLast(2) }
    guard digits.utf8.count <= 2, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return Int(digits)
  }

  /// `4:05 pm`, `4:05pm` or `16:05`.
  private static func time(_ words: [String]) -> (hour: Int, minute: Int)? {
    let text = words.joined().filter { $0 != "." }
    let half = text.hasSuffix("am") ? 0 : text.hasSuffix("pm") ? 12 : nil as Int?
    let parts = (half == nil ? text[...] : text.dropLast(2)).split(separator: ":")
    guard parts.count == 2, let hour = Int(parts[0]), let minute = Int(parts[1]), (0..<60).contains(minute)
    else { return nil }
    guard let half else { return (0..<24).contains(hour) ? (hour, minute) : nil }
    return (1...12).contains(hour) ? (hour % 12 + half, minute) : nil
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
  ]
}
