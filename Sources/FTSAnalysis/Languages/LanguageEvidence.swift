/// What speaks for each of some languages in a text.
struct LanguageEvidence {
  /// Of a word that is a language's, by itself or by its letters.
  static let word = 2
  /// Of one that ends as those of a language do.
  static let ending = 1

  private var points: [Int]
  private let enough: Int

  /// - Parameter enough: points ahead of all others with which a language is certain.
  init(languages: Int, enough: Int) {
    points = [Int](repeating: 0, count: languages)
    self.enough = enough
  }

  /// - Parameter languages: a bit for each, the lowest for the first.
  mutating func add(_ weight: Int, to languages: UInt32) {
    var rest = languages
    while rest != 0 {
      points[rest.trailingZeroBitCount] += weight
      rest &= rest - 1
    }
  }

  /// The place of the language for which most speaks, of equals the first.
  var place: Int { points.indices.reduce(0) { points[$1] > points[$0] ? $1 : $0 } }

  /// Whether more of a text need not be read.
  var isCertain: Bool {
    let place = place
    return points.indices.allSatisfy { $0 == place || points[$0] + enough <= points[place] }
  }
}
