/// Numbers for people.
enum NumberText {
  /// A whole number with a comma between thousands.
  static func count(_ number: Int) -> String {
    var digits = ""
    for (index, digit) in String(number).reversed().enumerated() {
      if index > 0, index % 3 == 0, digit != "-" { digits.append(",") }
      digits.append(digit)
    }
    return String(digits.reversed())
  }

  /// How many there are of something.
  static func count(_ number: Int, _ one: String, _ many: String) -> String {
    "\(count(number)) \(number == 1 ? one : many)"
  }

  /// A number with no more digits than it needs.
  static func exact(_ number: Double) -> String {
    if let whole = Int(exactly: number) { return String(whole) }
    return "\(number)"
  }

  /// A number with one digit behind the point.
  static func rounded(_ number: Double) -> String {
    exact((number * 10).rounded() / 10)
  }
}
