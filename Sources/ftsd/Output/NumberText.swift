/// Numbers for people.
enum NumberText {
  /// `1,234,567`.
  static func grouped(_ number: Int) -> String {
    var digits = String(number.magnitude)
    var index = digits.endIndex
    while digits.distance(from: digits.startIndex, to: index) > 3 {
      index = digits.index(index, offsetBy: -3)
      digits.insert(",", at: index)
    }
    return (number < 0 ? "-" : "") + digits
  }

  /// `number` with exactly that many decimals, rounded half away from zero.
  static func fixed(_ number: Double, decimals: Int) -> String {
    let scale = (0..<decimals).reduce(1.0) { scale, _ in scale * 10 }
    let scaled = (number * scale).rounded()
    guard scaled.magnitude < 1e15 else { return number.description }
    let digits = String(Int(scaled.magnitude))
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    let sign = scaled < 0 ? "-" : ""
    return decimals == 0 ? sign + padded : sign + padded.dropLast(decimals) + "." + padded.suffix(decimals)
  }

  /// The shortest digits, whole numbers without a fraction.
  static func shortest(_ number: Double) -> String {
    let text = number.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// `1.2 kB`, in powers of ten.
  static func bytes(_ count: Int) -> String {
    var size = Double(count)
    var unit = "B"
    for larger in ["kB", "MB", "GB", "TB"] where size >= 1_000 {
      size /= 1_000
      unit = larger
    }
    return (unit == "B" ? String(count) : fixed(size, decimals: size < 10 ? 1 : 0)) + " " + unit
  }

  /// `850 µs`, `1.2 ms`, `34 s`.
  static func duration(microseconds: Int) -> String {
    switch microseconds {
    case ..<1_000: "\(microseconds) µs"
    case ..<1_000_000: fixed(Double(microseconds) / 1e3, decimals: 1) + " ms"
    default: fixed(Double(microseconds) / 1e6, decimals: 1) + " s"
    }
  }

  /// `1 result`, `2 results`.
  static func count(_ number: Int, _ noun: String, plural: String? = nil) -> String {
    grouped(number) + " " + (number == 1 ? noun : plural ?? noun + "s")
  }
}
