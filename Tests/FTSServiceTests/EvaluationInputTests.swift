import FTSService
import Testing

@Suite struct EvaluationInputTests {
  @Test func readsQueriesOfEveryForm() throws {
    let text = """
      {"_id": "1", "text": "what \\"is\\" it"}

      2\ttab: and colon
      3:colon only\r
      """
    #expect(
      try EvaluationQuery.parse(Array(text.utf8), file: "q") == [
        EvaluationQuery(id: "1", text: "what \"is\" it"), EvaluationQuery(id: "2", text: "tab: and colon"),
        EvaluationQuery(id: "3", text: "colon only"),
      ])
  }

  @Test(arguments: [
    ("1:a\nno separator", 2), (":no id", 1), ("1:a\n1:b", 2), ("{\"_id\": 1, \"text\": \"\"}", 1),
    ("{\"_id\"", 1),
  ])
  func namesFileAndLineOfABadQuery(text: String, line: Int) {
    #expect { try EvaluationQuery.parse(Array(text.utf8), file: "queries") } throws: { error in
      let error = error as? EvaluationInputError
      return error?.file == "queries" && error?.line == line
        && error?.description.hasPrefix("queries:\(line): ") == true
    }
  }

  @Test func readsJudgementsOfBothForms() throws {
    let beir = try Judgements(
      parsing: Array("query-id\tcorpus-id\tscore\n1\td1\t2\n1\td2\t0\n2\td1\t1\n".utf8), file: "j")
    let trec = try Judgements(parsing: Array("1 0 d1 2\n1 0 d2 0\r\n\n2 0 d1 1".utf8), file: "j")
    #expect(beir == trec)
    #expect(beir.grades == ["1": ["d1": 2, "d2": 0], "2": ["d1": 1]])
  }

  @Test(arguments: [("1 d1", 1), ("1 d1 1\n1 d2 x", 2), ("1 0 d1 1 5", 1)])
  func namesFileAndLineOfABadJudgement(text: String, line: Int) {
    #expect(throws: EvaluationInputError.self) { try Judgements(parsing: Array(text.utf8), file: "qrels") }
    #expect { try Judgements(parsing: Array(text.utf8), file: "qrels") } throws: {
      ($0 as? EvaluationInputError)?.line == line
    }
  }
}
