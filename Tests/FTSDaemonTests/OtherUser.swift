import Dispatch
import FTSProtocol
import Foundation

/// Asks as another user of the system, who need not have a name. Only root can.
struct OtherUser {
  var user: uid_t
  var groups: [gid_t]

  private static let setpriv = "/usr/bin/setpriv"
  private static let curl = "/usr/bin/curl"

  static var isAvailable: Bool {
    [setpriv, curl].allSatisfy { FileManager.default.isExecutableFile(atPath: $0) }
  }

  /// The answer with its head; empty where the socket does not let this user connect.
  func get(_ socket: SocketPath, _ target: String) async throws -> String {
    // The temporary directory of a test is its owner's alone.
    let directory = URL(fileURLWithPath: socket.path).deletingLastPathComponent().path
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: directory)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Self.setpriv)
    let supplementary =
      groups.isEmpty ? ["--clear-groups"] : ["--groups", groups.map(String.init).joined(separator: ",")]
    process.arguments =
      ["--reuid", "\(user)", "--regid", "\(user)"] + supplementary
      + [Self.curl, "-s", "-i", "-m", "10", "--unix-socket", socket.path, "http://localhost" + target]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    return await withCheckedContinuation { continuation in
      DispatchQueue.global().async {
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        continuation.resume(returning: String(decoding: data, as: UTF8.self))
      }
    }
  }
}
