import FTSAutomata
import FTSDocument
public import FTSQuery

/// Makes queries of every node there is, as a text gives them: see `Query` for what that means.
public struct RandomQueryTree: Sendable {
  /// Groups in groups at most.
  public var depth = 5
  /// What words are made of.
  public var words = [
    "film", "review", "sci-fi", "C++", "don't", "été", "映画", "😀", "AND", "OR", "NOT", "of", "2", "3..5",
    "a:b", "::",
    "http://x.y/z:1", "-x", "--x", "+", "?", "what?", "a?b", "*", "a*", "a^2", "a~1", "(", ":)", "f(x)", "\\",
    "\"q\"",
    "“", "/usr/bin/", "/r/", "&&", "||", ">=4", "=x", "rating:4", "a b", "x,", "!", "\\x", "comment",
    "review", "a::b", "a:b:c",
  ]

  /// A maker of trees.
  public init() {}

  /// One tree.
  public func next(using generator: inout some RandomNumberGenerator) -> Query {
    query(depth, &generator)
  }

  private func query(_ depth: Int, _ generator: inout some RandomNumberGenerator) -> Query {
    let kind = Int.random(in: 0..<10, using: &generator)
    guard depth > 0, kind < 6 else { return leaf(depth, &generator) }
    switch kind {
    case 0: return boosted(depth - 1, &generator)
    case 1:
      let queries = (0..<Int.random(in: 2...4, using: &generator)).map { _ in query(depth - 1, &generator) }
      return Query(.atLeast(Int.random(in: 1...queries.count, using: &generator), queries))
    case 2: return union(depth - 1, &generator)
    default: return boolean(depth - 1, &generator)
    }
  }

  private func boosted(_ depth: Int, _ generator: inout some RandomNumberGenerator) -> Query {
    let boost = [0, 0.5, 2, 1e-7, 1_000].randomElement(using: &generator)!
    return Query(.boosted(query(depth, &generator), by: boost))
  }

  private func union(_ depth: Int, _ generator: inout some RandomNumberGenerator) -> Query {
    Query(
      clauses: (0..<Int.random(in: 2...4, using: &generator)).map { _ in
        Query.Clause(.should, query(depth, &generator))
      })
  }

  private func boolean(_ depth: Int, _ generator: inout some RandomNumberGenerator) -> Query {
    let count = Int.random(in: 1...4, using: &generator)
    guard count > 1 else { return Query(clauses: [Query.Clause(.mustNot, query(depth, &generator))]) }
    var clauses: [Query.Clause] = []
    while clauses.count < count {
      let query = query(depth, &generator)
      let occurrences: [Query.Occurrence] = [.must, .mustNot, query.isFilter ? .filter : .should]
      clauses.append(Query.Clause(occurrences.randomElement(using: &generator)!, query))
    }
    return Query(clauses: clauses)
  }

  private func leaf(_ depth: Int, _ generator: inout some RandomNumberGenerator) -> Query {
    switch Int.random(in: 0..<20, using: &generator) {
    case 0: return Query(.everything)
    case 1..<11:
      let field: TextField? = [nil, nil, .title, .body].randomElement(using: &generator)!
      return Query(.text(match(&generator), in: field))
    default: return Query(.filter(filter(depth, &generator)))
    }
  }

  private func filter(_ depth: Int, _ generator: inout some RandomNumberGenerator) -> Filter {
    switch Int.random(in: 0..<12, using: &generator) {
    case 0...2: return .contains(field(&generator), match(&generator))
    case 3: return .equals(field(&generator), word(&generator))
    case 4: return .rating(comparison(&generator) { Self.number(&$0) })
    case 5: return .number(name(&generator), comparison(&generator) { Self.number(&$0) })
    case 6...7: return .date(comparison(&generator) { Self.period(&$0) })
    case 8: return .exists(name(&generator))
    case 9: return .kind(word(&generator))
    case 10: return .thread(word(&generator))
    default:
      guard depth > 0 else { return .kind("review") }
      let inner = query(depth - 1, &generator)
      return Bool.random(using: &generator) ? .inReview(inner) : .hasComment(inner)
    }
  }

  private func field(_ generator: inout some RandomNumberGenerator) -> FilterField {
    [.author, .tag, .replyTo, .attribute(name(&generator))].randomElement(using: &generator)!
  }

  private func name(_ generator: inout some RandomNumberGenerator) -> String {
    ["film", "title", "in", "year", "is", "Helpful votes", "2024", "a.b-c_d", "-x", "comment", "é:", "名前"]
      .randomElement(using: &generator)!
  }

  private func word(_ generator: inout some RandomNumberGenerator) -> String {
    words.randomElement(using: &generator)!
  }

  private func match(_ generator: inout some RandomNumberGenerator) -> TextMatch {
    // What says something, as patterns have to.
    func wordly() -> String { "x" + word(&generator) }
    switch Int.random(in: 0..<16, using: &generator) {
    case 0...6: return .word(word(&generator))
    case 7...8: return .phrase(word(&generator) + " " + word(&generator))
    case 9...10:
      return .near(
        word(&generator) + " b", slop: Int.random(in: 0...9, using: &generator),
        isOrdered: Bool.random(using: &generator))
    case 11: return .prefix(wordly())
    case 12...13:
      let middle: WildcardPattern.Piece = Bool.random(using: &generator) ? .one : .many
      return .wildcard(
        WildcardPattern([
          .literal(wordly()), middle, .literal(word(&generator)),
          [.one, .many, .literal("y")].randomElement(using: &generator)!,
        ]))
    case 14: return .fuzzy(wordly(), distance: Int.random(in: 1...2, using: &generator))
    default:
      let sources = ["a.*b", "(a|b)+", "[^x-z]{2,3}", "\\/x", "colou?r"]
      guard let pattern = try? RegexPattern(sources.randomElement(using: &generator)!) else {
        preconditionFailure("the expressions are right")
      }
      return .regex(pattern)
    }
  }

  private func comparison<Bound, Generator: RandomNumberGenerator>(
    _ generator: inout Generator, _ bound: (inout Generator) -> Bound
  ) -> Comparison<Bound> {
    switch Int.random(in: 0..<6, using: &generator) {
    case 0: return .less(bound(&generator))
    case 1: return .atMost(bound(&generator))
    case 2: return .greater(bound(&generator))
    case 3: return .atLeast(bound(&generator))
    case 4: return .between(bound(&generator), bound(&generator))
    default:
      let value = bound(&generator)
      return .between(value, value)
    }
  }

  private static func number(_ generator: inout some RandomNumberGenerator) -> Double {
    [0, 4, -3, 2.5, 1e20, 1e-9, Double(Int.random(in: 0...9, using: &generator))]
      .randomElement(using: &generator)!
  }

  private static func period(_ generator: inout some RandomNumberGenerator) -> DatePeriod {
    let text = ["2013", "2013-05", "2013-05-17", "2013-05-17T20:15:30Z"].randomElement(using: &generator)!
    guard Bool.random(using: &generator), let timestamp = Timestamp(text) else {
      return .relative(RelativePeriod.allCases.randomElement(using: &generator)!)
    }
    return .calendar(timestamp)
  }
}
