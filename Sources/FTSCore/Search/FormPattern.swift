import FTSAutomata

/// Which forms are meant: words as people wrote them, made comparable but not stemmed.
enum FormPattern: Hashable {
  case wildcard(WildcardPattern)
  /// Forms that at most so many edits make of this one.
  case fuzzy(String, distance: Int)
  case regex(RegexPattern)

  /// A filter of the forms.
  var filter: KeyFilter {
    switch self {
    case .wildcard(let pattern): KeyFilter(Automaton(pattern))
    case .fuzzy(let form, let distance): KeyFilter(Automaton(editsOf: form, distance: distance))
    case .regex(let pattern): KeyFilter(Automaton(pattern))
    }
  }

  /// As a query says it.
  var description: String {
    switch self {
    case .wildcard(let pattern): pattern.description
    case .fuzzy(let form, let distance): "\(form)~\(distance)"
    case .regex(let pattern): "/\(pattern)/"
    }
  }
}
