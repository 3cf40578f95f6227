/// The name that somebody may have meant.
enum NearestName {
  /// The nearest of the known ones, where it is near enough to be meant: a third of its letters may differ.
  static func of(_ name: String, among known: [String]) -> String? {
    let name = Array(name.utf8)
    let nearest = known.map { ($0, distance(name, Array($0.utf8))) }.min { $0.1 < $1.1 }
    guard let nearest, nearest.1 <= max(1, nearest.0.utf8.count / 3) else { return nil }
    return nearest.0
  }

  /// How many bytes must be put in, left out or exchanged to make one of the other (Levenshtein).
  private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var row = Array(0...right.count)
    for (index, byte) in left.enumerated() {
      var diagonal = index
      row[0] = index + 1
      for column in right.indices {
        let replaced = diagonal + (byte == right[column] ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = min(replaced, diagonal + 1, row[column] + 1)
      }
    }
    return row[right.count]
  }
}
