import FTSDocument
import FTSTestSupport

/// Documents with values of every kind, and with few distinct ones so that filters find something.
struct RandomValues {
  static let tags = ["comedy", "Comedy", "sci fi", "gluten free", "한국", "café", "", "a b a", "b a"]
  static let authors = ["Ann Lee", "ann", "Lee Ann", "Zoë", "Zoe\u{308}", "", "x"]
  static let names = ["film", "year", "votes", "mixed", "", "rare", "длина"]
  static let numbers = [
    0, -0.0, 1, 2, 2.5, 4, -3, 1e300, -1e300, .leastNonzeroMagnitude, 0.1, .greatestFiniteMagnitude,
    16_777_217, 2013,
  ]

  /// A date of the years 1 to 9999, before 1970 among them, at any precision.
  static func date(_ generator: inout SeededGenerator) -> Timestamp {
    let precision = Timestamp.Precision(rawValue: UInt8(generator.number(0...3))) ?? .second
    let seconds =
      switch generator.number(0...3) {
      case 0: Int64.random(in: -62_135_596_800...253_402_300_799, using: &generator)
      case 1: Int64(generator.number(-3...3)) * 86_400
      default: 1_356_998_400 + Int64.random(in: -40_000_000...40_000_000, using: &generator)
      }
    return Timestamp(seconds: seconds).truncated(to: precision)
  }

  static func number(_ generator: inout SeededGenerator) -> Double {
    generator.chance(0.8)
      ? numbers.randomElement(using: &generator) ?? 0 : Double.random(in: -10...10, using: &generator)
  }

  /// Gives a document values; how many documents have each depends on `density`.
  static func fill(_ document: inout Document, density: Double, _ generator: inout SeededGenerator) {
    func text(_ texts: [String], _ generator: inout SeededGenerator) -> String {
      generator.chance(0.8)
        ? texts.randomElement(using: &generator) ?? ""
        : "w\(generator.number(0...600)) \(generator.number(0...5))"
    }
    document.author = generator.chance(density) ? text(authors, &generator) : nil
    document.date = generator.chance(density) ? date(&generator) : nil
    document.rating = generator.chance(density) ? number(&generator) : nil
    document.url = generator.chance(density) ? "http://x.y/\(document.id)" : nil
    document.language = generator.chance(density) ? "en" : nil
    if generator.chance(density) {
      document.tags = (0..<generator.number(0...5)).map { _ in text(tags, &generator) }
    }
    for name in names where generator.chance(name == "rare" ? 0.01 : density) {
      // Mostly one value, sometimes several, also of the same name and value.
      for _ in 0..<(generator.chance(0.2) ? 3 : 1) {
        let isNumber = name == "votes" || name == "year" || (name == "mixed" && generator.chance(0.5))
        document.attributes.append(
          Attribute(
            name, isNumber ? .number(number(&generator)) : .string(text(tags + ["2", "2.5"], &generator))))
      }
    }
  }
}
