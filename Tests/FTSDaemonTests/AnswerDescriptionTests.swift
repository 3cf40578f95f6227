import FTSCore
import FTSDocument
import FTSProtocol
import FTSTestSupport
import Testing

@testable import FTSDaemon

/// What the description of the interface says of answers, held to the answers.
@Suite struct AnswerDescriptionTests {
  private static let documents = [
    Document(
      id: "her", title: "Her", author: "Ana", date: Timestamp("2013-12-18"), rating: 8,
      url: "https://example.org/her",
      tags: ["film"], language: "en", body: "A film about humanism and machines.",
      attributes: [
        Attribute("votes", .number(3)), Attribute("cast", .string("a")), Attribute("cast", .string("b")),
      ]),
    Document(
      id: "her#1", kind: .comment, parent: "her", thread: "her",
      body: "Humanism without people is hardly any."),
    Document(
      id: "her#2", kind: .comment, parent: "her", thread: "her",
      body: "Humanism without people is hardly any."),
    Document(id: "other", title: "Other", rating: 3, body: "Machines."),
  ]

  /// Operations and what is asked of them; of those that answer line by line, each line is one answer.
  private static let requests: [(operation: String, target: String, body: String?)] = [
    ("search", "?q=humanism&limit=1&facets=kind,author,tag,year,rating,cast", nil),
    ("search", "?q=humanism&offset=1&sort=thread-length", nil),
    ("search", "?q=machines&by=thread&explain=true&boost=rating", nil),
    ("search", "?q=her%20human*&explain=true", nil),
    ("search", "?like=her", nil),
    ("search", "?q=humanizm", nil),
    ("search", "?q=humanism&collapse=true", nil),
    ("search", "?q=(&strict=true", nil),
    ("search", "", nil),
    ("searchByBody", "", #"{"q":"film humanism"}"#),
    ("facets", "?q=humanism&facets=rating", nil),
    ("facetsByBody", "", #"{"like":"her","facets":"kind,year"}"#),
    ("explain", "?q=humanism%20of&id=her", nil),
    ("explainByBody", "", #"{"q":"+machines +(absent OR nothing)","id":"her%231"}"#),
    ("explain", "?q=%2Bmachines%20%2B(absent%20OR%20nothing)&id=her%231", nil),
    ("suggest", "?q=hum", nil),
    ("document", "her", nil),
    ("document", "her%231", nil),
    ("document", "absent", nil),
    ("putDocument", "new", #"{"body":"humanism"}"#),
    ("putDocument", "new", #"{"body":"humanism again"}"#),
    ("putDocument", "new?durability=deferred", #"{"body":"humanism once more"}"#),
    (
      "uploadDocuments", "",
      "{\"id\":\"a\",\"body\":\"x\",\"date\":\"soon\"}\n{\"id\":\"b\",\"body\":\"y\"}\nnothing\n"
    ),
    ("deleteDocument", "b", nil),
    ("deleteDocuments", "?q=again", nil),
    ("statistics", "", nil),
    ("health", "", nil),
    ("readiness", "", nil),
    ("check", "?all=true", nil),
    ("backUp", "monday", nil),
    ("compact", "", nil),
    ("watch", "?q=humanism&since=0", nil),
    ("watchByBody", "", #"{"q":"humanism","since":0}"#),
  ]

  /// What it takes a slow machine, or ten thousand documents, to bring about.
  private static let rare: Set<String> = [
    "SearchResponse.partial", "FacetsResponse.partial", "WatchEvent.cut",
  ]

  @Test func answersAreAsDescribedAndAllThatIsDescribedIsAnswered() async throws {
    let directory = try TemporaryDirectory()
    // An explanation tells the language only where there are several.
    try TestServer.add(
      Self.documents, to: directory, analyzer: "english+german", protectedWords: try WordList("Machines"))
    await Turnstile.shared.enter()
    defer { Turnstile.shared.leave() }
    let test = try await TestServer.start(
      in: directory, dictionaries: SearchDictionaries(stopWords: try WordList("of")),
      check: { _, all in
        // All is asked for above, by a backup not.
        guard all else { return CheckResponse() }
        return CheckResponse(
          findings: [CheckFindingResponse(kind: "checksum", segment: 1, damage: true, message: "bad")])
      })
    let document = try JSONTree(Self.body(of: try await RawConnection.get(test.socket, "/openapi.json")))
    var validator = SchemaValidator(document)
    var asked: Set<String> = []
    for request in Self.requests {
      let (path, method, operation) = try #require(Self.find(request.operation, in: document))
      let address = path.split(separator: "{")[0] + request.target
      let connection = try RawConnection(test.socket)
      let body = request.body ?? ""
      connection.send(
        "\(method.uppercased()) \(address) HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
          + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)")
      let answer = await Self.receive(from: connection, isEndless: request.operation.hasPrefix("watch"))
      let status = try #require(answer.split(separator: " ").dropFirst().first.map(String.init))
      let responses = operation["responses"]
      let response = try #require(responses?[status] ?? responses?["default"], "\(request) \(status)")
      let (type, content) = try #require(response["content"]?.members.first)
      #expect(answer.contains("content-type: \(type)\r\n"), "\(request): \(answer)")
      let isLines = type == "application/x-ndjson"
      let schema =
        isLines
        ? JSONTree.object(["$ref": .string(Self.lineReference(response))]) : content["schema"] ?? .null
      let values = isLines ? Self.lines(of: answer) : [Self.body(of: answer)]
      #expect(!values.isEmpty, "\(request): \(answer)")
      for value in values {
        let mismatches = validator.mismatches(try JSONTree(value), schema, request.operation)
        #expect(mismatches.isEmpty, "\(request): \(value)")
      }
      asked.insert(request.operation)
    }
    await test.server.stop()
    #expect(validator.described.subtracting(validator.met) == Self.rare)
    // What answers with metrics and with this description has no schema.
    let others = Set(Endpoint.all.flatMap(\.operations).map(\.name)).subtracting(asked)
    #expect(others == ["metrics", "description"])
  }

  private static func find(_ name: String, in document: JSONTree) -> (String, String, JSONTree)? {
    for (path, operations) in document["paths"]?.members ?? [:] {
      for (method, operation) in operations.members where operation["operationId"]?.text == name {
        return (path, method, operation)
      }
    }
    return nil
  }

  /// - Parameter isEndless: Whether it is a standing query, which is left when it has told something.
  private static func receive(from connection: RawConnection, isEndless: Bool) async -> String {
    guard isEndless else { return await connection.receive() }
    var answer = ""
    while !lines(of: answer).contains(where: { $0.hasPrefix(#"{"hit""#) }) {
      let piece = await connection.receive(until: "}\n")
      if piece.isEmpty { break }
      answer += piece
    }
    return answer
  }

  private static func body(of answer: String) -> String {
    answer.split(separator: "\r\n\r\n", maxSplits: 1).dropFirst().first.map(String.init) ?? ""
  }

  /// The objects in an answer of lines, whole ones, whatever sizes of chunks stand between them.
  private static func lines(of answer: String) -> [String] {
    body(of: answer).split(whereSeparator: \.isNewline).filter { $0.hasPrefix("{") && $0.hasSuffix("}") }.map(
      String.init)
  }

  /// The schema that the description of an answer names for its lines.
  private static func lineReference(_ response: JSONTree) -> String {
    "#/components/schemas/" + (response["description"]?.text?.split(separator: " ").last ?? "")
  }
}
