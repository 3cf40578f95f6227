import FTSDocument

/// What the title of a review says of the film.
///
/// The form is `Film (Director, 2013)`, with several directors between commas, or `Film (2013)`;
/// the film's own title may hold parentheses.
struct PageTitle: Equatable {
  var film: String
  var directors: [String]
  var year: Int

  /// `nil` where the line has another form.
  init?(_ line: String) {
    guard line.hasSuffix(")"), let open = Self.opening(of: line) else { return nil }
    let inside = line[line.index(after: open)...].dropLast()
    var parts = inside.split(separator: ",", omittingEmptySubsequences: false).map { PlainText.trimmed($0) }
    guard let last = parts.popLast(), last.utf8.count == 4, let year = Int(last), (1870...2199).contains(year)
    else { return nil }
    film = PlainText.trimmed(line[..<open])
    guard !film.isEmpty else { return nil }
    directors = parts.filter { !$0.isEmpty }
    self.year = year
  }

  /// Film, directors and year as attributes.
  var attributes: [Attribute] {
    [Attribute("film", .string(film))] + directors.map { Attribute("director", .string($0)) }
      + [Attribute("year", .number(Double(year)))]
  }

  /// The parenthesis that the last one closes.
  private static func opening(of line: String) -> String.Index? {
    var depth = 0
    for index in line.indices.reversed() {
      if line[index] == ")" { depth += 1 }
      if line[index] == "(" { depth -= 1 }
      if depth == 0 { return index }
    }
    return nil
  }
}
