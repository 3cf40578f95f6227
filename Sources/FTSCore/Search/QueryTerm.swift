import FTSAutomata

/// What stands in one place of a clause.
enum QueryTerm: Hashable {
  /// A term of the index.
  case term([UInt8])
  /// The terms of all forms that a pattern describes, which count as one term.
  indirect case expansion(FormPattern)
  /// Terms that mean the same and count as one, ascending.
  case synonyms([[UInt8]])

  /// The terms of all forms that begin so.
  static func beginning(with form: String) -> QueryTerm {
    .expansion(.wildcard(WildcardPattern([.literal(form), .many])))
  }

  /// As a query says it, without quotes.
  var description: String {
    switch self {
    case .term(let term): String(decoding: term, as: UTF8.self)
    case .expansion(let pattern): pattern.description
    case .synonyms(let terms):
      "(" + terms.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " OR ") + ")"
    }
  }
}
