import FTSDocument
import FTSQuery
import FTSTestSupport

@testable import FTSCore

/// Makes queries of the words of real documents: unions, intersections, phrases, and all mixed.
struct RealQuery {
  private var texts: [[String]] = []

  /// Has words be taken from a document.
  mutating func add(_ document: Document) {
    let words = document.body.lowercased().split { !$0.isLetter }.map(String.init)
    if words.count > 12 { texts.append(words) }
  }

  func next(using generator: inout SeededGenerator) -> Query {
    switch generator.number(0...9) {
    case 0...3: union(&generator)
    case 4...5: intersection(&generator)
    case 6...7: phrase(&generator)
    default: mixture(&generator)
    }
  }

  /// Words in a row of one document, or any.
  private func union(_ generator: inout SeededGenerator) -> Query {
    let count = generator.number(1...generator.number(1...12))
    let words = generator.chance(0.5) ? run(count, &generator) : (0..<count).map { _ in word(&generator) }
    return Query(clauses: words.map { Query.Clause(.should, .word($0)) })
  }

  private func intersection(_ generator: inout SeededGenerator) -> Query {
    let text = text(&generator)
    return Query(
      clauses: (0..<generator.number(2...5)).map { _ in
        Query.Clause(.must, .word(text[generator.number(0...text.count - 1)]))
      })
  }

  private func phrase(_ generator: inout SeededGenerator) -> Query {
    let words = run(generator.number(2...generator.number(2...6)), &generator)
    return Query(clauses: [Query.Clause(.should, .phrase(words.joined(separator: " ")))])
  }

  private func mixture(_ generator: inout SeededGenerator) -> Query {
    let text = text(&generator)
    var clauses: [Query.Clause] = []
    for _ in 0..<generator.number(1...generator.number(2...12)) {
      let occurrence: Query.Occurrence =
        generator.chance(0.6) ? .should : generator.chance(0.6) ? .must : .mustNot
      if generator.chance(0.1), let said = clauses.randomElement(using: &generator) {
        clauses.append(Query.Clause(occurrence, said.query))
      } else if generator.chance(0.3) {
        let words = run(generator.number(2...3), &generator)
        clauses.append(Query.Clause(occurrence, .phrase(words.joined(separator: " "))))
      } else {
        // Required words are found together if they are of one document.
        let word = occurrence == .must ? text[generator.number(0...text.count - 1)] : word(&generator)
        clauses.append(Query.Clause(occurrence, .word(word)))
      }
    }
    return Query(clauses: clauses)
  }

  private func text(_ generator: inout SeededGenerator) -> [String] {
    texts[generator.number(0...texts.count - 1)]
  }

  private func word(_ generator: inout SeededGenerator) -> String {
    let text = text(&generator)
    return text[generator.number(0...text.count - 1)]
  }

  private func run(_ count: Int, _ generator: inout SeededGenerator) -> [String] {
    let text = text(&generator)
    let first = generator.number(0...text.count - count)
    return Array(text[first..<first + count])
  }
}
