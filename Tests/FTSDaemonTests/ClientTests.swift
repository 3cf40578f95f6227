import FTSClient
import FTSCore
import FTSDocument
import FTSProtocol
import FTSQuery
import FTSService
import FTSTestSupport
import Testing

@Suite struct ClientTests {
  @Test func theClientGetsWhatTheServiceSays() async throws {
    try await TestServer.run { test in
      let service = SearchService(reader: try IndexReader(path: test.directory.file("index")))
      var request = SearchRequest(query: "humanism")
      request.explain = true
      var expected = try service.search(request)
      let document = try service.document(id: "a/b c&d=é")
      let statistics = try service.statistics()
      var answer = try await Client.withConnection(to: test.socket) { client throws(ClientError) in
        let answers = (try await client.document(id: document.id), try await client.statistics())
        #expect(answers.0 == document && answers.1 == statistics)
        let health = try await client.health()
        #expect(health.status == "ok" && health.documents == statistics.documents)
        return try await client.search(request)
      }
      (answer.tookMicroseconds, expected.tookMicroseconds) = (0, 0)
      #expect(answer == expected)
      #expect(answer.json() == expected.json())
    }
  }

  @Test func explanationsArrive() async throws {
    try await TestServer.run { test in
      let service = SearchService(reader: try IndexReader(path: test.directory.file("index")))
      for query in ["humanism", "humanism -humanism", "zeitgeist OR nothing"] {
        let request = ExplainRequest(query: query, id: "a/b c&d=é")
        var expected = try service.explain(request)
        var answer = try await Client.withConnection(to: test.socket) { client throws(ClientError) in
          try await client.explain(request)
        }
        (answer.tookMicroseconds, expected.tookMicroseconds) = (0, 0)
        #expect(answer == expected)
      }
    }
  }

  @Test func theClientCompletesWhatTheServiceDoes() async throws {
    try await TestServer.run { test in
      let service = SearchService(reader: try IndexReader(path: test.directory.file("index")))
      var request = SuggestRequest(query: "50 % & h")
      request.limit = 2
      var expected = try service.suggest(request)
      var answer = try await Client.withConnection(to: test.socket) { client throws(ClientError) in
        try await client.suggest(request)
      }
      (answer.tookMicroseconds, expected.tookMicroseconds) = (0, 0)
      #expect(answer == expected && answer.suggestions.first?.text == "50 % & humanism")
    }
  }

  @Test func problemsArriveAsProblems() async throws {
    try await TestServer.run { test in
      let socket = test.socket
      await #expect {
        try await Client.withConnection(to: socket) { client throws(ClientError) in
          _ = try await client.document(id: "nobody")
        }
      } throws: { error in
        guard case .problem(let problem) = error as? ClientError else { return false }
        return problem.code == .documentNotFound && problem.detail.contains("nobody")
      }
    }
  }

  @Test func aCommitIsFoundByTheNextRequest() async throws {
    try await TestServer.run { test in
      let directory = test.directory
      let before = try await total(of: "zeitgeist", test)
      try TestServer.add([Document(id: "new", body: "The zeitgeist.")], to: directory)
      let after = try await total(of: "zeitgeist", test)
      #expect(before == 0 && after == 1)
    }
  }

  private func total(of query: String, _ test: TestServer) async throws -> Int? {
    try await Client.withConnection(to: test.socket) { client throws(ClientError) in
      try await client.search(SearchRequest(query: query)).total
    }
  }

  @Test func manyClientsAtOnceAllGetTheirAnswers() async throws {
    try await TestServer.run { test in
      let socket = test.socket
      try await withThrowingTaskGroup(of: Int.self) { group in
        for index in 0..<8 {
          group.addTask {
            try await Client.withConnection(to: socket) { client throws(ClientError) in
              var right = 0
              for round in 0..<50 {
                let query = (index + round) % 2 == 0 ? "humanism" : "machines"
                let answer = try await client.search(SearchRequest(query: query))
                if answer.query == query, answer.total == (query == "humanism" ? 2 : 1) { right += 1 }
              }
              return right
            }
          }
        }
        for try await right in group { #expect(right == 50) }
      }
    }
  }
}

/// What the client asks besides searching.
@Suite struct ClientOperationTests {
  @Test func facetsArrive() async throws {
    try await TestServer.run { test in
      let service = SearchService(reader: try IndexReader(path: test.directory.file("index")))
      var search = SearchRequest(query: "humanism")
      search.facets = [try #require(Facet("kind")), try #require(Facet("author:1"))]
      let request = FacetsRequest(search)
      var expected = try service.facets(request)
      var answer = try await Client.withConnection(to: test.socket) { client throws(ClientError) in
        try await client.facets(request)
      }
      (answer.tookMicroseconds, expected.tookMicroseconds) = (0, 0)
      #expect(answer == expected && answer.facets.count == 2)
    }
  }

  @Test func maintenanceIsAskedFor() async throws {
    try await TestServer.run { test in
      try await Client.withConnection(to: test.socket) { client throws(ClientError) in
        var replacing = BackupRequest()
        replacing.replace = true
        #expect(try await client.check().sound)
        let backup = try await client.backUp("a-day", replacing)
        #expect(backup.name == "a-day")
      }
    }
  }

  @Test func aStandingQueryIsToldUntilNoMoreIsWanted() async throws {
    try await TestServer.run { test in
      var events: [WatchEvent] = []
      try await Client.watch(WatchRequest(SearchRequest(query: "humanism")), at: test.socket) { event in
        events.append(event)
        if events.count == 1 {
          try? TestServer.add([Document(id: "new", body: "humanism")], to: test.directory)
        }
        return events.count < 3
      }
      guard case .position(let begin, isCut: false) = events[0], case .hit(let hit) = events[1],
        case .position(let end, isCut: false) = events[2]
      else {
        Issue.record("\(events)")
        return
      }
      #expect(hit.id == "new" && begin < end)
    }
  }

  @Test func aStandingQueryThatIsNoneIsAProblem() async throws {
    try await TestServer.run { test in
      await #expect(throws: ClientError.self) {
        try await Client.watch(WatchRequest(SearchRequest(query: "")), at: test.socket) { _ in true }
      }
    }
  }
}
