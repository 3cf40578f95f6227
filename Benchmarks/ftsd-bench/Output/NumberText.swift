/// Numbers for people.
enum NumberText {
  /// `number` with exactly that many decimals, its thousands set apart: `1,234.5`.
  static func fixed(_ number: Double, decimals: Int) -> String {
    let scale = (0..<decimals).reduce(1.0) { scale, _ in scale * 10 }
    let scaled = (number * scale).rounded()
    guard scaled.magnitude < 1e15 else { return number.description }
    let digits = String(Int(scaled.magnitude))
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    let whole = (scaled < 0 ? "-" : "") + grouped(padded.dropLast(decimals))
    return decimals == 0 ? whole : whole + "." + padded.suffix(decimals)
  }

  /// `1,234,567`.
  static func grouped(_ number: Int) -> String {
    (number < 0 ? "-" : "") + grouped(String(number.magnitude)[...])
  }

  /// Three significant digits, or all of those before the point: `0.0512`, `1.23`, `45.6`, `7,890`.
  static func significant(_ number: Double) -> String {
    if number == 0 { return "0" }
    // Where rounding to three digits reaches the next power of ten.
    let bounds = [0.09995, 0.9995, 9.995, 99.95]
    return fixed(number, decimals: bounds.count { number.magnitude < $0 })
  }

  /// With a prefix of the SI before the unit: `1.23 GB`, `45.6 kB`.
  static func scaled(_ number: Double, unit: String) -> String {
    var number = number
    var prefix = ""
    for larger in ["k", "M", "G", "T"] where number >= 999.5 {
      number /= 1_000
      prefix = larger
    }
    return significant(number) + " " + prefix + unit
  }

  private static func grouped(_ digits: Substring) -> String {
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return text
  }
}
