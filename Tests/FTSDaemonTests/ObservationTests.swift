import FTSProtocol
import FTSTestSupport
import Foundation
import NIOHTTP1
import Testing

@testable import FTSDaemon

/// What the daemon says of itself.
@Suite struct ObservationTests {
  @Test func whatWasAnsweredIsCounted() async throws {
    try await TestServer.run { test in
      for _ in 0..<3 { _ = try await RawConnection.get(test.socket, "/v1/search?q=humanism") }
      _ = try await RawConnection.get(test.socket, "/v1/search?q=")
      _ = try await RawConnection.get(test.socket, "/nowhere")
      let metrics = try await RawConnection.get(test.socket, "/metrics")
      let lines = metrics.split(separator: "\n").map(String.init)
      for line in [
        #"ftsd_requests_total{operation="search",status="200"} 3"#,
        #"ftsd_requests_total{operation="search",status="400"} 1"#,
        #"ftsd_requests_total{operation="",status="404"} 1"#,
        #"ftsd_problems_total{code="invalid_query"} 1"#, #"ftsd_problems_total{code="not_found"} 1"#,
        #"ftsd_request_duration_seconds_bucket{operation="search",le="+Inf"} 4"#,
        #"ftsd_request_duration_seconds_count{operation="search"} 4"#, "ftsd_partial_total 0",
        "ftsd_connections 1", "ftsd_queue_length 0", "ftsd_index_generation 1", "ftsd_index_segments 1",
        "ftsd_index_oldest_reader_commits 0",
      ] { #expect(lines.contains(line), "\(line)") }
      // Every metric is introduced by its type, and once.
      let types = lines.filter { $0.hasPrefix("# TYPE ") }.map { $0.split(separator: " ")[2] }
      #expect(Set(types).count == types.count)
      for line in lines where line.hasPrefix("ftsd_") {
        let name = line.prefix { $0 != "{" && $0 != " " }
        #expect(types.contains { name == $0 || name.hasPrefix("\($0)_") }, "\(line)")
      }
    }
  }

  @Test func bucketsHoldWhatIsNoLonger() {
    var histogram = Metrics.Histogram()
    for seconds in [0.000_1, 0.000_2, 0.7, 60] { histogram.add(seconds) }
    #expect(histogram.counts.reduce(0, +) == 4 && histogram.counts[0] == 1 && histogram.counts.last == 1)
    #expect(histogram.sum == 0.000_1 + 0.000_2 + 0.7 + 60)
  }

  /// The description is made of the table; here it is held to what the daemon does.
  @Test func theDescriptionIsOfWhatIsAnswered() async throws {
    try await TestServer.run { test in
      let answer = try await RawConnection.get(test.socket, "/openapi.json")
      let body = answer.split(separator: "\r\n\r\n", maxSplits: 1)[1]
      let document = try #require(
        try JSONSerialization.jsonObject(with: Data(body.utf8)) as? [String: Any])
      let paths = try #require(document["paths"] as? [String: [String: Any]])
      #expect(Set(paths.keys) == Set(Endpoint.all.map(\.path.text)))
      for (path, operations) in paths {
        let address = path.replacingOccurrences(of: "{id}", with: "her").replacingOccurrences(
          of: "{name}", with: "her")
        for (method, operation) in operations where method != "parameters" {
          let operation = try #require(operation as? [String: Any])
          let parameters = operation["parameters"] as? [[String: Any]] ?? []
          #expect(operation["operationId"] is String && operation["responses"] is [String: Any])
          for parameter in parameters {
            // Whatever its value, the name is known.
            let name = try #require(parameter["name"] as? String)
            // Some answers have no end.
            let connection = try RawConnection(test.socket)
            connection.send(
              "\(method.uppercased()) \(address)?\(name)=1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            let answer = await connection.receive(until: "}")
            #expect(
              !answer.contains("unknown_parameter") && !answer.contains(#""code":"not_found""#),
              "\(path) \(name)")
          }
          let content = (operation["requestBody"] as? [String: Any])?["content"] as? [String: [String: Any]]
          let schema = content?["application/json"]?["schema"] as? [String: Any]
          for name in (schema?["properties"] as? [String: Any] ?? [:]).keys {
            let body = "{\"\(name)\":1}"
            let answer = try await RawConnection.exchange(
              test.socket,
              "\(method.uppercased()) \(address) HTTP/1.1\r\nHost: a\r\nContent-Length: \(body.utf8.count)\r\n"
                + "Connection: close\r\n\r\n\(body)")
            #expect(!answer.contains("unknown_parameter"), "\(path) \(name)")
          }
        }
      }
    }
  }
}
