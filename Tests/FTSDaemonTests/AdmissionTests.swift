import Dispatch
import FTSCore
import FTSProtocol
import FTSService
import FTSTestSupport
import Glibc
import Logging
import NIOCore
import NIOHTTP1
import Synchronization
import Testing

@testable import FTSDaemon

@Suite struct AdmissionTests {
  @Test func theNewestWorkIsRefusedWhenTooMuchWaits() async {
    let pool = WorkerPool(threads: 1, queue: 1)
    let gate = DispatchSemaphore(value: 0)
    let (results, writer) = AsyncStream.makeStream(of: Int.self)
    func submit(_ number: Int) -> Bool {
      pool.submit {
        gate.wait()
        writer.yield(number)
      }
    }
    #expect(submit(1) && submit(2))
    #expect(!submit(3) && pool.load == 2)
    gate.signal()
    gate.signal()
    #expect(await results.prefix(2).reduce(into: []) { $0.append($1) } == [1, 2])
    await pool.shutDown()
    #expect(pool.load == 0)
  }

  /// Operations of each weight, which tell by whom they are asked.
  private static func endpoint(_ weight: Operation.Weight) -> Endpoint {
    Endpoint(
      "/test",
      Operation(.GET, "test", "Tells how much may be done", weight: weight) { (call) throws(Problem) in
        if weight == .varying, call.effort.isBrief { throw Problem(.deadlineExceeded, "too much") }
        return Response(json: Array(call.effort.isBrief ? "\"brief\"".utf8 : "\"whole\"".utf8))
      })
  }

  @Test(arguments: [Operation.Weight.light, .varying, .heavy])
  func whatTakesLongIsDoneByAWorker(weight: Operation.Weight) async throws {
    try await TestServer.run([Self.endpoint(weight), .health]) { test in
      let connection = try RawConnection(test.socket)
      connection.send(
        String(
          repeating: "GET /test HTTP/1.1\r\nHost: a\r\n\r\nGET /healthz HTTP/1.1\r\nHost: a\r\n\r\n",
          count: 50))
      connection.endSending()
      let answers = await connection.receive().split(separator: "HTTP/1.1 200 OK")
      #expect(answers.count == 100)
      for (place, answer) in answers.enumerated() {
        #expect(answer.hasSuffix(place % 2 == 0 ? "\"whole\"" : "}"), "in their order")
      }
    }
  }

  @Test func whatIsTooMuchIsToldToComeAgain() async throws {
    var bounds = Bounds()
    bounds.workers = 1
    bounds.queue = 0
    let gate = DispatchSemaphore(value: 0)
    let (starts, writer) = AsyncStream.makeStream(of: Void.self)
    let slow = Endpoint(
      "/slow",
      Operation(.GET, "slow", "Waits", weight: .heavy) { (_) throws(Problem) in
        writer.yield()
        gate.wait()
        return Response(json: [])
      })
    try await TestServer.run([slow, .health], bounds: bounds) { test in
      let first = try RawConnection(test.socket)
      first.send("GET /slow HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
      _ = await starts.first { true }
      let refused = try await RawConnection.get(test.socket, "/slow")
      #expect(refused.hasPrefix("HTTP/1.1 503 "))
      #expect(refused.contains("\r\nretry-after: 1\r\n") && refused.contains(#""code":"overloaded""#))
      // What is small is answered meanwhile.
      #expect(try await RawConnection.get(test.socket, "/healthz").hasPrefix("HTTP/1.1 200 "))
      gate.signal()
      #expect(await first.receive().hasPrefix("HTTP/1.1 200 "))
    }
  }

  @Test func aConnectionTooManyIsToldSo() async throws {
    var bounds = Bounds()
    bounds.connections = 2
    try await TestServer.run(bounds: bounds) { test in
      var open = [try RawConnection(test.socket), try RawConnection(test.socket)]
      for connection in open {
        connection.send("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(await connection.receive(until: "}").hasPrefix("HTTP/1.1 200 "))
      }
      let refused = try await RawConnection.get(test.socket, "/healthz")
      #expect(refused.hasPrefix("HTTP/1.1 503 ") && refused.contains(#""code":"too_many_connections""#))
      #expect(refused.contains("\r\nretry-after: 1\r\n") && refused.contains("\r\nconnection: close\r\n"))
      open.removeLast()
      var answer = ""
      while !answer.hasPrefix("HTTP/1.1 200 ") {
        answer = try await RawConnection.get(test.socket, "/healthz")
      }
    }
  }

  @Test(arguments: ["", "GET /heal", "GET /healthz HTTP/1.1\r\nHost: a\r\n"])
  func aConnectionThatSendsNothingWholeEnds(text: String) async throws {
    var bounds = Bounds()
    bounds.idleSeconds = 1
    try await TestServer.run(bounds: bounds) { test in
      let connection = try RawConnection(test.socket)
      connection.send(text)
      // Up to the end, which the server brings about.
      #expect(await connection.receive().isEmpty)
    }
  }

  @Test func aBodyThatDoesNotComeIsNotWaitedFor() async throws {
    var bounds = Bounds()
    bounds.bodySeconds = 1
    try await TestServer.run(bounds: bounds) { test in
      let answer = try await RawConnection.exchange(
        test.socket, "POST /v1/search HTTP/1.1\r\nHost: a\r\nContent-Length: 20\r\n\r\n{")
      #expect(answer.hasPrefix("HTTP/1.1 408 ") && answer.contains(#""code":"request_timeout""#))
    }
  }
}

/// Connections that ask for much at once.
@Suite struct TurnTests {
  @Test func whoSendsManyRequestsAtOnceDoesNotKeepOthersWaiting() async throws {
    let answered = Atomic(0)
    let meanwhile = Atomic(0)
    let slow = Endpoint(
      "/slow",
      Operation(.GET, "slow", "Takes a while") { (_) throws(Problem) in
        usleep(1_000)
        answered.add(1, ordering: .relaxed)
        return Response(Array("{}".utf8), contentType: "application/json")
      })
    let quick = Endpoint(
      "/quick",
      Operation(.GET, "quick", "Tells how many others were answered by now") { (_) throws(Problem) in
        meanwhile.store(answered.load(ordering: .relaxed), ordering: .relaxed)
        return Response(Array("{}".utf8), contentType: "application/json")
      })
    try await TestServer.run([slow, quick]) { test in
      let count = 1_000
      let patient = try RawConnection(test.socket)
      patient.send("GET /quick HTTP/1.1\r\nHost: a\r\n\r\n")
      _ = await patient.receive(until: "{}")
      // Two for each event loop.
      let greedy = try (0..<2 * System.coreCount).map { _ in try RawConnection(test.socket) }
      for connection in greedy {
        connection.send(String(repeating: "GET /slow HTTP/1.1\r\nHost: a\r\n\r\n", count: count))
      }
      let before = answered.load(ordering: .relaxed)
      patient.send("GET /quick HTTP/1.1\r\nHost: a\r\n\r\n")
      _ = await patient.receive(until: "{}")
      // A read brings 132 of them, and each connection has one turn or two.
      #expect(meanwhile.load(ordering: .relaxed) - before < greedy.count * count / 4)
    }
  }
}
