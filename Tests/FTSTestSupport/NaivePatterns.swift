public import FTSAutomata
public import FTSQuery

/// Those of some forms that a match describes, by trying everything; words and phrases describe none.
public func forms(_ forms: some Sequence<String>, describedBy match: TextMatch) -> Set<String> {
  switch match {
  case .word, .phrase, .near: []
  case .prefix(let prefix): Set(forms.filter { $0.unicodeScalars.starts(with: prefix.unicodeScalars) })
  case .wildcard(let pattern):
    Set(forms.filter { matches(pattern.pieces[...], Array($0.unicodeScalars)[...]) })
  case .fuzzy(let word, let distance):
    Set(forms.filter { editDistance(Array(word.unicodeScalars), Array($0.unicodeScalars)) <= distance })
  case .regex(let pattern): Set(forms.filter(wholeMatch(of: pattern)))
  }
}

/// By the standard library's own, which knows all that tests write.
private func wholeMatch(of pattern: RegexPattern) -> (String) -> Bool {
  guard let regex = try? Regex(pattern.source).matchingSemantics(.unicodeScalar) else {
    preconditionFailure("no regular expression: \(pattern)")
  }
  return { ((try? regex.wholeMatch(in: $0)) ?? nil) != nil }
}

/// The optimal string alignment distance, by the table of its definition.
public func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
  var rows = [Array(0...b.count)]
  for i in a.indices {
    var row = [i + 1]
    for j in b.indices {
      var least = min(rows[i][j] + (a[i] == b[j] ? 0 : 1), rows[i][j + 1] + 1, row[j] + 1)
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { least = min(least, rows[i - 1][j - 1] + 1) }
      row.append(least)
    }
    rows.append(row)
  }
  return rows[a.count][b.count]
}

/// Whether a pattern matches, by trying every length for every gap.
public func matches(
  _ pieces: ArraySlice<WildcardPattern.Piece>, _ text: ArraySlice<Unicode.Scalar>
) -> Bool {
  guard let first = pieces.first else { return text.isEmpty }
  switch first {
  case .one: return !text.isEmpty && matches(pieces.dropFirst(), text.dropFirst())
  case .many:
    return (0...text.count).contains { matches(pieces.dropFirst(), text.dropFirst($0)) }
  case .literal(let literal):
    let scalars = literal.unicodeScalars
    return text.starts(with: scalars) && matches(pieces.dropFirst(), text.dropFirst(scalars.count))
  }
}
