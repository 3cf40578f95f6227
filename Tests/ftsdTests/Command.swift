import Dispatch
import FTSTestSupport
import Foundation

/// Runs the `ftsd` that was built with the tests.
enum Command {
  struct Result {
    var status: Int32
    var output: String
    var errors: String
  }

  /// The binary lies beside the tests.
  static let path = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent().appendingPathComponent("ftsd").path

  static func start(
    _ arguments: [String], input: String = "", environment: [String: String] = [:]
  ) throws -> (process: Process, output: Pipe, errors: Pipe) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.environment = ["PATH": "/usr/bin:/bin", "HOME": "/nonexistent"].merging(environment) { $1 }
    let (output, errors, standardInput) = (Pipe(), Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    process.standardInput = standardInput
    try process.run()
    standardInput.fileHandleForWriting.write(Data(input.utf8))
    try standardInput.fileHandleForWriting.close()
    return (process, output, errors)
  }

  /// Starts a shell that has `input` for its standard input, and the arguments as `$0` and so on.
  static func startShell(
    _ script: String, _ arguments: [String], input: CInt, environment: [String: String]
  ) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", script] + arguments
    process.environment = ["PATH": "/usr/bin:/bin", "HOME": "/nonexistent"].merging(environment) { $1 }
    process.standardInput = FileHandle(fileDescriptor: input, closeOnDealloc: false)
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  /// Runs it to its end, waiting on threads that other tests do not need.
  static func run(
    _ arguments: [String], input: String = "", environment: [String: String] = [:]
  ) async throws -> Result {
    let (process, output, errors) = try start(arguments, input: input, environment: environment)
    async let outputText = text(output)
    async let errorText = text(errors)
    return Result(status: await status(process), output: await outputText, errors: await errorText)
  }

  static func status(_ process: Process) async -> Int32 {
    await onThread {
      process.waitUntilExit()
      return process.terminationStatus
    }
  }

  private static func text(_ pipe: Pipe) async -> String {
    let handle = pipe.fileHandleForReading
    return await onThread { String(decoding: handle.readDataToEndOfFile(), as: UTF8.self) }
  }

  private static func onThread<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value {
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async { continuation.resume(returning: body()) }
    }
  }
}

/// A directory with an index of three documents.
struct SmallIndex {
  let directory: TemporaryDirectory
  var path: String { directory.file("index") }

  static let source = """
    {"id": "her", "kind": "review", "title": "Her", "author": "Ana", "date": "2013-12-18", "rating": 8.5, \
    "text": "A film about humanism and machines."}
    {"id": "her#1", "kind": "comment", "parent": "her", "author": "Bo", "text": "Humanism without spoilers."}
    {"id": "other", "title": "Other", "text": "Nothing of the sort."}

    """

  init() async throws {
    directory = try TemporaryDirectory()
    try Data(Self.source.utf8).write(to: URL(fileURLWithPath: directory.file("reviews.jsonl")))
    let result = try await Command.run(["index", "--index", path, directory.file("reviews.jsonl")])
    guard result.status == 0 else { throw CommandFailed(result: result) }
  }

  struct CommandFailed: Error { var result: Command.Result }
}
