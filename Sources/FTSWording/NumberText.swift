/// Numbers for people: on a terminal, on a page, in a report.
public enum NumberText {
  /// `1,234,567`.
  public static func grouped(_ number: Int) -> String {
    (number < 0 ? "-" : "") + grouped(String(number.magnitude)[...])
  }

  /// `number` with exactly that many decimals, rounded half away from zero, its thousands set apart: `1,234.5`.
  public static func fixed(_ number: Double, decimals: Int) -> String {
    let scale = (0..<decimals).reduce(1.0) { scale, _ in scale * 10 }
    let scaled = (number * scale).rounded()
    guard scaled.magnitude < 1e15 else { return number.description }
    let digits = String(Int(scaled.magnitude))
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    let whole = (scaled < 0 ? "-" : "") + grouped(padded.dropLast(decimals))
    return decimals == 0 ? whole : whole + "." + padded.suffix(decimals)
  }

  /// The shortest digits, whole numbers without a fraction.
  public static func shortest(_ number: Double) -> String {
    Int(exactly: number).map { String($0) } ?? number.description
  }

  /// Three significant digits, or all of those before the point: `0.0512`, `1.23`, `45.6`, `7,890`.
  public static func significant(_ number: Double) -> String {
    if number == 0 { return "0" }
    // Where rounding to three digits reaches the next power of ten.
    let bounds = [0.09995, 0.9995, 9.995, 99.95]
    return fixed(number, decimals: bounds.count { number.magnitude < $0 })
  }

  /// With a prefix of the SI before the unit: `1.23 GB`, `45.6 kB`.
  public static func scaled(_ number: Double, unit: String) -> String {
    var number = number
    var prefix = ""
    for larger in ["k", "M", "G", "T"] where number >= 999.5 {
      number /= 1_000
      prefix = larger
    }
    return significant(number) + " " + prefix + unit
  }

  /// A size at a glance: `850 B`, `1.2 kB`, `45 MB`, in powers of ten.
  public static func bytes(_ count: Int) -> String {
    var size = Double(count)
    var unit = "B"
    for larger in ["kB", "MB", "GB", "TB"] where size >= 1_000 {
      size /= 1_000
      unit = larger
    }
    return (unit == "B" ? String(count) : fixed(size, decimals: size < 10 ? 1 : 0)) + " " + unit
  }

  /// `850 µs`, `1.2 ms`, `34.0 s`.
  public static func duration(microseconds: Int) -> String {
    switch microseconds {
    case ..<1_000: "\(microseconds) µs"
    case ..<1_000_000: fixed(Double(microseconds) / 1e3, decimals: 1) + " ms"
    default: fixed(Double(microseconds) / 1e6, decimals: 1) + " s"
    }
  }

  /// `1 result`, `2 results`.
  ///
  /// - Parameter plural: what more or less than one are called; `noun` with an *s* where it is nil.
  public static func count(_ number: Int, _ noun: String, plural: String? = nil) -> String {
    grouped(number) + " " + (number == 1 ? noun : plural ?? noun + "s")
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
