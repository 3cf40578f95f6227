import FTSTestSupport
import Foundation
import Testing

@Suite struct ServeCommandTests {
  /// Starts a daemon on the index and waits until its socket is there.
  private func serve(_ index: SmallIndex) async throws -> (process: Process, socket: String) {
    let socket = index.directory.file("s")
    let process = try Command.start(["serve", "--index", index.path, "--socket", socket]).process
    for _ in 0..<500 where !FileManager.default.fileExists(atPath: socket) {
      try await Task.sleep(for: .milliseconds(10))
    }
    return (process, socket)
  }

  private func withoutTime(_ json: String) -> String {
    json.replacing(/"took_us":\d+/, with: "\"took_us\":0")
  }

  @Test func theDaemonAndTheIndexGiveTheSameAnswers() async throws {
    let index = try await SmallIndex()
    let (process, socket) = try await serve(index)
    for query in [
      ["humanism"], ["humanism", "-machines"], ["--explain", "machines"], ["--all", "--no-total", "film"],
    ] {
      let direct = try await Command.run(["search", "--json", "--index", index.path] + query)
      let served = try await Command.run(["search", "--json", "--socket", socket] + query)
      #expect(direct.status == 0 && served.status == 0)
      #expect(withoutTime(direct.output) == withoutTime(served.output))
    }
    let nothing = try await Command.run(["search", "--socket", socket, "zeitgeist"])
    #expect(nothing.status == 1 && nothing.output.hasPrefix("Nothing found for zeitgeist"))
    process.terminate()
    #expect(await Command.status(process) == 0)
    #expect(!FileManager.default.fileExists(atPath: socket))
  }

  @Test func whatIsIndexedWhileServingIsFound() async throws {
    let index = try await SmallIndex()
    let (process, socket) = try await serve(index)
    let input = "{\"id\": \"new\", \"text\": \"zeitgeist\"}\n"
    #expect(try await Command.run(["index", "--index", index.path, "-"], input: input).status == 0)
    #expect(try await Command.run(["search", "--socket", socket, "zeitgeist"]).status == 0)
    #expect(try await Command.run(["delete", "--index", index.path, "new"]).status == 0)
    #expect(try await Command.run(["search", "--socket", socket, "zeitgeist"]).status == 1)
    process.interrupt()
    #expect(await Command.status(process) == 0)
  }

  @Test func thePageIsOnThisMachineAlone() async throws {
    let index = try await SmallIndex()
    let other = try await Command.run(["serve", "--index", index.path, "--http", "0.0.0.0:7780"])
    #expect(other.status == 64 && other.errors.contains("ftsd listens to its own machine only"))
    let checked = try await Command.run([
      "serve", "--index", index.path, "--http", "localhost:7780", "--check",
    ])
    #expect(checked.status == 0)
    #expect(checked.output.hasSuffix("\n[[listener]]  # --http\nhttp = \"localhost:7780\"\n"))
  }

  @Test func aSocketInUseIsRefused() async throws {
    let index = try await SmallIndex()
    let (process, socket) = try await serve(index)
    let second = try await Command.run(["serve", "--index", index.path, "--socket", socket])
    #expect(second.status == 75 && second.errors.contains("another ftsd serves on \(socket)"))
    let long = try await Command.run([
      "serve", "--index", index.path, "--socket", String(repeating: "a", count: 108),
    ])
    #expect(long.status == 64 && long.errors.contains("107"))
    let file = try await Command.run([
      "serve", "--index", index.path, "--socket", index.directory.file("reviews.jsonl"),
    ])
    #expect(file.status == 73 && file.errors.contains("not a socket"))
    process.terminate()
    #expect(await Command.status(process) == 0)
  }
}
