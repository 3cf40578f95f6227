import Glibc

/// The bytes of a file that is no text, decompressed where it is one of gzip or zstd, block after block. It can be opened as often as
/// need be: it is a regular file.
public final class SourceBytes {
  private let path: String
  private let input: any ByteInput

  /// Opens a file.
  ///
  /// - Throws: why it cannot be.
  public init(path: String) throws(SourceProblem) {
    self.path = path
    guard path != "-", !Self.isSpecial(path) else {
      throw SourceProblem(source: path, reason: "no file; it is read several times", severity: .fileSkipped)
    }
    do { input = try DecompressedInput.open(path) } catch { throw Self.problem(error, path) }
  }

  /// The next bytes; empty at the end.
  public func next() throws(SourceProblem) -> [UInt8] {
    do { return try input.next() } catch { throw Self.problem(error, path) }
  }

  /// Whether something is there that is no regular file.
  private static func isSpecial(_ path: String) -> Bool {
    var status = stat()
    // SAFETY: `stat` reads the path, up to the zero byte at its end, and fills the structure it is passed.
    return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG
  }

  private static func problem(_ error: InputError, _ path: String) -> SourceProblem {
    SourceProblem(source: path, location: error.location, reason: error.reason, severity: .fileSkipped)
  }
}
