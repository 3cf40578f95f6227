import FTSDocument
import FTSTestSupport
import Foundation

@testable import FTSCorpus

/// All events of `bytes` read in pieces of `size` bytes.
func events(
  _ bytes: [UInt8], as format: SourceFormat, pieces size: Int = SourceLimits.blockBytes,
  options: SourceOptions = SourceOptions()
) -> [SourceEvent] {
  var parser = format.parser(source: "test", options)
  var events: [SourceEvent] = []
  var start = 0
  while start < bytes.count, !parser.isFinished {
    let end = min(start + size, bytes.count)
    parser.consume(Array(bytes[start..<end]), into: &events)
    start = end
  }
  parser.finish(isCut: false, into: &events)
  return events
}

func events(_ text: String, as format: SourceFormat, options: SourceOptions = SourceOptions())
  -> [SourceEvent]
{
  events(Array(text.utf8), as: format, options: options)
}

/// All events of sources on disk.
func events(_ sources: [String], _ options: SourceOptions = SourceOptions()) -> [SourceEvent] {
  var events: [SourceEvent] = []
  DocumentReader(sources: sources, options: options).forEach { events.append($0) }
  return events
}

extension [SourceEvent] {
  var documents: [Document] { compactMap { if case .document(let document) = $0 { document } else { nil } } }
  var problems: [SourceProblem] { compactMap { if case .problem(let problem) = $0 { problem } else { nil } } }
}

extension Document {
  /// Values of all attributes of that name.
  func strings(_ name: String) -> [String] {
    attributes.compactMap {
      if $0.name == name, case .string(let value) = $0.value { value } else { nil }
    }
  }
}

extension TemporaryDirectory {
  /// Writes a file, making the directories above it; returns its path.
  @discardableResult
  func write(_ name: String, _ content: some Sequence<UInt8>) throws -> String {
    let url = URL(fileURLWithPath: file(name))
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(content).write(to: url)
    return url.path
  }
}

/// The sample corpus of the project.
enum Sample {
  static let directory = URL(fileURLWithPath: #filePath)
    .appendingPathComponent("../../../Sources/Sample").standardized.path

  static func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: directory + "/" + name)))
  }
}

/// Files as other programs write them, small ones of our own making.
enum Samples {
  static let directory = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Samples").path

  static func path(_ name: String) -> String { directory + "/" + name }

  static func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: path(name))))
  }
}
