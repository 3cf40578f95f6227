import FTSProtocol
import FTSTestSupport
import Foundation
import Testing

@Suite struct ExplainCommandTests {
  @Test func aDocumentThatIsFoundHasARankAndAScore() async throws {
    let index = try await SmallIndex()
    let result = try await Command.run(["explain", "--index", index.path, "humanism", "her#1"])
    #expect(result.status == 0 && result.errors.isEmpty)
    #expect(result.output.hasPrefix("her#1: number 1 of 2 results for humanism\n\nclause"))
    #expect(result.output.contains("\nsum "))
  }

  @Test func oneThatIsNotHasReasons() async throws {
    let index = try await SmallIndex()
    let query = "-humanism rating:>9 (gluten OR zeitgeist)"
    let result = try await Command.run(["explain", "--index", index.path, query, "her"])
    #expect(result.status == 1 && result.errors.isEmpty)
    #expect(
      result.output == """
        her: not found, 0 results for \(query)

        -humanism: occurs in its body
        rating:>9: its rating is 8.5
        gluten zeitgeist: none of its parts matches
          gluten: does not occur in it
          zeitgeist: does not occur in it

        """)
    let json = try await Command.run(["explain", "--index", index.path, "--json", query, "her"])
    let response = try JSONDecoder().decode(ExplainResponse.self, from: Data(json.output.utf8))
    #expect(json.status == 1 && response.rank == nil && response.mismatches.count == 3)
  }

  @Test func itTellsWhichOfSeveralLanguagesADocumentIsIn() async throws {
    let directory = try TemporaryDirectory()
    let path = directory.file("index")
    let lines =
      #"{"id":"de","text":"Die Häuser am Meer"}"# + "\n" + #"{"id":"en","text":"The houses by the sea"}"#
    let indexed = try await Command.run(
      ["index", "--index", path, "--analyzer", "english+german", "-"], input: lines)
    #expect(indexed.status == 0)
    let found = try await Command.run(["explain", "--index", path, "Haus", "de"])
    #expect(found.output.hasPrefix("de: number 1 of 1 result for Haus; its language: german\n\nclause"))
    let missed = try await Command.run(["explain", "--index", path, "Haus", "en", "--json"])
    let response = try JSONDecoder().decode(ExplainResponse.self, from: Data(missed.output.utf8))
    #expect(response.rank == nil && response.language == "english")
  }

  @Test(arguments: [("humanism", 1, 0), ("zeitgeist", 0, 1)])
  func theStatusAnswersTheQuestion(query: String, whyNot: Int32, why: Int32) async throws {
    let index = try await SmallIndex()
    let arguments = ["explain", "--index", index.path, query, "her#1"]
    let asked = try await Command.run(arguments + ["--why-not"])
    let plain = try await Command.run(arguments)
    #expect(asked.status == whyNot && plain.status == why && asked.output == plain.output)
  }

  @Test(arguments: [
    (["humanism", "nobody"], 1, "no document has the id 'nobody'"),
    (["humanism"], 64, "Missing expected argument"),
    (["(", "her", "--strict-syntax"], 64, ""), (["!!", "her", "--socket", "x"], 64, "exclude each other"),
  ])
  func whatIsWrongIsSaid(arguments: [String], status: Int32, message: String) async throws {
    let index = try await SmallIndex()
    let result = try await Command.run(["explain", "--index", index.path] + arguments)
    #expect(result.status == status && result.output.isEmpty && !result.errors.isEmpty)
    #expect(message.isEmpty || result.errors.contains(message))
  }
}
