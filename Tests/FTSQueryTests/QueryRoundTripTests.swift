import FTSQuery
import FTSTestSupport
import Testing

@Suite struct QueryRoundTripTests {
  @Test(arguments: Seeds.all) func `a query is read from its description`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let trees = RandomQueryTree()
    for round in 0..<20_000 {
      let query = trees.next(using: &generator)
      let text = query.description
      guard text.utf8.count <= QueryLimits.bytes else { continue }
      let read = try QueryParser.parse(text)
      if read != query {
        Issue.record("seed \(seed), round \(round): \(text)\nis read as \(read)\n\(query.node)")
        return
      }
    }
  }
}
