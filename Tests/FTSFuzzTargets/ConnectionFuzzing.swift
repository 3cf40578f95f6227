import FTSCore
import FTSDaemon
import FTSDocument
import FTSProtocol
import FTSService
import FTSTestSupport
import Logging
import NIOCore
import NIOPosix

/// Whatever arrives on a connection, a daemon answers with whole HTTP messages, problems in its own form, and JSON that is JSON. Where
/// nothing is written, answers do not depend on how the bytes are cut.
///
/// The daemon is a real one, with its event loops, behind sockets in a directory of its own.
final class ConnectionFuzzing: Sendable {
  static let shared = ConnectionFuzzing()

  /// Longer inputs say no more, and take longer.
  private static let maximumBytes = 1 << 15

  private let directory: TemporaryDirectory
  private let writable: SocketPath
  private let readOnly: SocketPath
  private let server: Server

  private init() {
    do {
      directory = try TemporaryDirectory()
      let path = directory.file("index")
      let writer = try IndexWriter(path: path)
      for number in 0..<20 {
        try writer.add(
          Document(
            id: "d\(number)", kind: number % 3 == 0 ? .review : .comment,
            parent: number % 3 == 0 ? nil : "d\(number - number % 3)", author: "liam",
            rating: Double(number % 5), body: "a film of her \(number)"))
      }
      try writer.commit()
      writer.close()
      let (writable, readOnly) = (try SocketPath(directory.file("w")), try SocketPath(directory.file("r")))
      server = try MultiThreadedEventLoopGroup.singleton.next().makeFutureWithTask {
        let search = SearchService(reader: try IndexReader(path: path))
        let updater = IndexUpdater(path: path)
        return try await Server.start(
          service: search, updates: UpdateService(updater: updater, search: search),
          maintenance: MaintenanceService(path: path, backups: nil, updater: updater) { _, _ in
            CheckResponse()
          },
          listeners: [
            .socket(writable), .socket(readOnly, policy: AccessPolicy(isReadOnly: true)),
          ],
          log: LogSink(LogSettings(level: .critical), environment: [:]))
      }.wait()
      (self.writable, self.readOnly) = (writable, readOnly)
    } catch { preconditionFailure("\(error)") }
  }

  func run(_ bytes: [UInt8]) {
    // The first byte says where they go, and how long the pieces are.
    guard let first = bytes.first, bytes.count <= Self.maximumBytes else { return }
    let content = Array(bytes.dropFirst())
    let size = Int(first) + 1
    guard first % 2 == 0 else {
      _ = answers(to: content, size, on: writable)
      return
    }
    let (whole, cut) = (
      answers(to: content, max(1, content.count), on: readOnly), answers(to: content, size, on: readOnly)
    )
    // What takes too long on a busy machine is another answer.
    let busy = [503, 504]
    guard !(whole + cut).contains(where: { busy.contains($0.status) }) else { return }
    guard whole.map(\.summary) == cut.map(\.summary) else {
      fatalError(
        "\(size) bytes at a time are answered otherwise: \(whole.map(\.summary)), \(cut.map(\.summary))")
    }
  }

  private func answers(to content: [UInt8], _ size: Int, on socket: SocketPath) -> [HTTPAnswer] {
    let received: [UInt8]
    do {
      let pieces = stride(from: 0, to: content.count, by: size).lazy.map {
        content[$0..<min(content.count, $0 + size)]
      }
      received = try RawConnection(socket).exchangeBlocking(pieces) { HTTPAnswer.endsWithStream($0) }
    } catch { preconditionFailure("no connection: \(error)") }
    guard let answers = HTTPAnswer.read(received) else {
      fatalError("no HTTP: \(String(decoding: received, as: UTF8.self))")
    }
    for answer in answers where !answer.isConsistent {
      fatalError("\(answer.summary), \(answer.headers): \(String(decoding: answer.body, as: UTF8.self))")
    }
    return answers
  }
}
