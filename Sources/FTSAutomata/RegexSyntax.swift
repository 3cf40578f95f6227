/// What a regular expression is made of.
indirect enum RegexSyntax: Equatable, Sendable {
  /// One scalar of a set.
  case scalar(ScalarSet)
  /// One after the other; of none, the empty text.
  case sequence([RegexSyntax])
  /// One of several, at least one.
  case alternatives([RegexSyntax])
  /// At least `least` times, at most `most`; without `most`, any number.
  case repetition(RegexSyntax, least: Int, most: Int?)

  /// Ranges of scalars once repetitions are written out, which is what an automaton's size goes by.
  var size: Int {
    switch self {
    case .scalar(let set): set.ranges.count
    case .sequence(let parts), .alternatives(let parts): parts.reduce(1) { $0.saturatingAdd($1.size) }
    case .repetition(let part, let least, let most):
      part.size.saturatingMultiply(max(1, most ?? least + 1)).saturatingAdd(1)
    }
  }
}

extension Int {
  fileprivate func saturatingAdd(_ other: Int) -> Int {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? .max : sum
  }

  fileprivate func saturatingMultiply(_ other: Int) -> Int {
    let (product, overflow) = multipliedReportingOverflow(by: other)
    return overflow ? .max : product
  }
}

extension NFA {
  /// Reads what an expression describes.
  mutating func expression(_ syntax: RegexSyntax, next: NodeID) -> NodeID {
    switch syntax {
    case .scalar(let set): return scalar(in: set, next: next)
    case .sequence(let parts):
      var entry = next
      for part in parts.reversed() { entry = expression(part, next: entry) }
      return entry
    case .alternatives(let parts):
      return split(parts.map { expression($0, next: next) })
    case .repetition(let part, let least, let most):
      var entry = next
      if let most {
        for _ in least..<most { entry = split([expression(part, next: entry), next]) }
      } else {
        entry = loop(next: next) { $0.expression(part, next: $1) }
      }
      for _ in 0..<least { entry = expression(part, next: entry) }
      return entry
    }
  }
}
