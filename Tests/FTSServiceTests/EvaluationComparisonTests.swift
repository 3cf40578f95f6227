import FTSTestSupport
import Testing

@testable import FTSService

@Suite struct EvaluationComparisonTests {
  /// p by trying every assignment of signs.
  private static func exactP(_ differences: [Double]) -> Double {
    let observed = differences.reduce(0, +).magnitude
    let assignments = 1 << differences.count
    let asGreat = (0..<assignments).count { signs in
      let sum = differences.enumerated().reduce(0.0) {
        $0 + (signs >> $1.offset & 1 == 0 ? $1.element : -$1.element)
      }
      return sum.magnitude >= observed - 1e-9
    }
    return Double(asGreat) / Double(assignments)
  }

  @Test(arguments: Seeds.all) func pIsThatOfAllAssignments(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for count in 0..<12 {
      let differences = (0..<count).map { _ in
        Int.random(in: 0..<10, using: &generator) < 3
          ? 0 : Double(Int.random(in: -10...20, using: &generator)) / 20
      }
      let p = RandomizationTest.p(differences)
      #expect(abs(p - Self.exactP(differences)) < 0.012, "seed \(seed), \(differences)")
    }
  }

  @Test func manyQueriesThatAllGainAreNoChance() {
    #expect(RandomizationTest.p((0..<100).map { 0.01 + Double($0) / 1_000 }) < 0.000_1)
    #expect(RandomizationTest.p((0..<100).map { $0 % 2 == 0 ? 0.5 : -0.5 }) == 1)
  }

  @Test func reportsAreComparedQueryByQuery() throws {
    var judgements = Judgements()
    for query in ["a", "b", "c"] { judgements.judge(query: query, document: "right", grade: 1) }
    let evaluation = Evaluation(
      queries: ["a", "b", "c", "unjudged"].map { EvaluationQuery(id: $0, text: "") }, judgements: judgements)
    func run(_ lines: String) throws -> EvaluationReport {
      evaluation.measure(try TRECRun(parsing: Array(lines.utf8), file: "run"))
    }
    let one = try run("a Q0 right 1 2 x\nb Q0 wrong 1 2 x\nb Q0 right 2 1 x\nunjudged Q0 right 1 1 x")
    let other = try run("a Q0 right 1 2 x\nb Q0 right 1 9 x\nc Q0 wrong 1 1 x\n")
    let comparison = EvaluationComparison(one, with: other)
    #expect((comparison.better, comparison.worse, comparison.equal) == (0, 1, 2))
    let map = try #require(comparison.rows.first { $0.measure == .averagePrecision })
    #expect(abs(map.value - 0.5) < 1e-12 && abs(map.other - 2.0 / 3) < 1e-12 && map.p == 1)
  }

  @Test func aRunIsOrderedByScoreThenRank() throws {
    let run = try TRECRun(
      parsing: Array("1 Q0 c 3 1.5 x\n1 Q0 a 1 7e0 x\n\n1\tQ0\tb\t2\t1.5\tx\r\n2 Q0 z 1 -1 x\n".utf8),
      file: "run")
    #expect(run.rankings == ["1": ["a", "b", "c"], "2": ["z"]])
  }

  @Test(arguments: [
    ("1 Q0 a 1 2", 1), ("1 Q0 a 1 2 x\n1 Q0 b one 2 x", 2), ("1 Q0 a 1 high x", 1), ("1 Q0 a 1 nan x", 1),
    ("1 Q0 a 1 2 x\n2 Q0 a 1 2 x\n1 Q0 a 2 1 x", 3),
  ])
  func namesFileAndLineOfABadRun(text: String, line: Int) {
    #expect { try TRECRun(parsing: Array(text.utf8), file: "run") } throws: {
      ($0 as? EvaluationInputError)?.line == line && "\($0)".hasPrefix("run:\(line): ")
    }
  }
}
