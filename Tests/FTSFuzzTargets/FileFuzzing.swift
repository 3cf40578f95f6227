import FTSCorpus
import FTSDocument
import FTSTestSupport
import FoundationEssentials

/// A file yields documents and problems, whatever it is: what it is told by its content, and read as that, decompressed where need be.
final class FileFuzzing: Sendable {
  static let shared = FileFuzzing()

  private let directory: TemporaryDirectory

  private init() {
    do { directory = try TemporaryDirectory() } catch { preconditionFailure("\(error)") }
  }

  func run(_ bytes: [UInt8]) {
    let path = directory.file(UUID().uuidString)
    let url = URL(fileURLWithPath: path)
    do { try Data(bytes).write(to: url) } catch { preconditionFailure("\(error)") }
    defer { try? FileManager.default.removeItem(at: url) }
    var isTold = false
    DocumentReader(sources: [path]).forEach { event in
      isTold = true
      switch event {
      case .document(let document): precondition(!document.id.isEmpty, "a document without an id")
      case .problem(let problem): precondition("\(problem)".contains(path), "a problem without its place")
      }
    }
    // What has only records that are passed over says nothing.
    precondition(isTold || !bytes.isEmpty, "an empty file is a problem")
  }
}
