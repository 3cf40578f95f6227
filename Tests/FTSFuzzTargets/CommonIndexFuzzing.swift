import CommonIndexFile
import FTSCorpus
import FTSDocument
import FTSService
import FTSTestSupport
import FoundationEssentials

/// A CIFF file is read or refused, with a place that it has, however its bytes are cut; what was read is written as what is read again;
/// and documents are made of it, always the same, however little memory there is.
final class CommonIndexFuzzing: Sendable {
  static let shared = CommonIndexFuzzing()

  private let directory: TemporaryDirectory

  private init() {
    do { directory = try TemporaryDirectory() } catch { preconditionFailure("\(error)") }
  }

  func run(_ bytes: [UInt8]) {
    // The first byte says how long the pieces are.
    guard let first = bytes.first else { return }
    let content = Array(bytes.dropFirst())
    let whole = Self.read(content, pieces: .max)
    precondition(Self.read(content, pieces: Int(first) + 1) == whole, "it depends on where the bytes are cut")
    switch whole.error {
    case let error?:
      precondition(
        0...content.count ~= error.offset && error.message == whole.messages.count + 1, "\(error)")
    case nil:
      let written = whole.messages.flatMap { $0.encoded ?? [] }
      precondition(Self.read(written, pieces: .max) == whole, "written as something else")
    }
    makeDocuments(of: content, isSound: whole.error == nil)
  }

  private struct Reading: Equatable {
    var messages: [CommonIndexMessage] = []
    var error: CommonIndexError?
  }

  private static func read(_ bytes: [UInt8], pieces: Int) -> Reading {
    var reader = CommonIndexReader()
    var reading = Reading()
    var rest = bytes[...]
    do throws(CommonIndexError) {
      while !rest.isEmpty {
        reader.feed(Array(rest.prefix(pieces)))
        rest = rest.dropFirst(pieces)
        while let message = try reader.next() { reading.messages.append(message) }
      }
      try reader.finish()
    } catch { reading.error = error }
    return reading
  }

  private func makeDocuments(of bytes: [UInt8], isSound: Bool) {
    let path = directory.file(UUID().uuidString)
    let url = URL(fileURLWithPath: path)
    do { try Data(bytes).write(to: url) } catch { preconditionFailure("\(error)") }
    defer { try? FileManager.default.removeItem(at: url) }
    do throws(SourceProblem) {
      let contents = try CommonIndexImport(path: path)
      // It may be sound only once it is decompressed.
      precondition(isSound || [0x1F, 0x28].contains(bytes.first), "documents of a file that is not sound")
      var ids: [[String]] = []
      for memory in [1, 1 << 20] {
        var own: [String] = []
        try contents.forEach(memory: memory) { document in
          own += [document.id, document.body]
          return true
        }
        ids.append(own)
      }
      precondition(ids[0] == ids[1] && ids[0].count == 2 * contents.documents, "it depends on the memory")
    } catch {
      precondition("\(error)".hasPrefix(path + ": "), "a problem without its place")
    }
  }
}
