import Foundation
import Testing

@testable import FTSAnalysis

/// Files of the Unicode Character Database where Debian's package unicode-data puts them. Tests that need them are
/// disabled, saying so, where they are absent or of another version of Unicode than our tables.
enum UnicodeCharacterDatabase {
  private static let directory = "/usr/share/unicode/"

  static let absence: Comment =
    "Debian's unicode-data is not installed, or not of Unicode \(ScalarRanges.unicodeVersion)"

  /// Whether the file is there and of the version of our tables, as its first line tells: `# Name-15.0.0.txt`.
  static func has(_ name: String) -> Bool {
    let file = name.split(separator: "/").last!.dropLast(".txt".count)
    return (try? text(of: name))?.hasPrefix("# \(file)-\(ScalarRanges.unicodeVersion).") ?? false
  }

  /// The lines of a file that are no comments, without those at their ends.
  static func lines(of name: String) throws -> [Substring] {
    try text(of: name).split(separator: "\n").map { $0.prefix { $0 != "#" } }.filter {
      !$0.isEmpty && $0.first != "@"
    }
  }

  /// A text of scalars in hexadecimal with blanks between.
  static func text(ofCodes codes: some StringProtocol) -> String {
    var text = String.UnicodeScalarView()
    text.append(
      contentsOf: codes.split(separator: " ").compactMap { UInt32($0, radix: 16) }
        .compactMap(Unicode.Scalar.init))
    return String(text)
  }

  /// The larger files are compressed.
  private static func text(of name: String) throws -> String {
    if let text = try? String(contentsOfFile: directory + name, encoding: .utf8) { return text }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bzip2")
    process.arguments = ["-dc", directory + name + ".bz2"]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }
}
