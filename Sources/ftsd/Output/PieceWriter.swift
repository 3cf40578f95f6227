import FTSProtocol

/// Writes values to standard output as JSON, each on a line, many of them with one system call.
final class PieceWriter {
  private static let pieceSize = 1 << 16

  private var piece: [UInt8] = []
  private var failure: Failure?
  /// Whether nothing was written.
  private(set) var isEmpty = true

  /// False where no more can be written.
  func write(_ value: some JSONEncodable) -> Bool {
    isEmpty = false
    piece += JSONWriter.encode(value)
    piece.append(UInt8(ascii: "\n"))
    if piece.count >= Self.pieceSize { flush() }
    return failure == nil
  }

  /// Writes what is left.
  ///
  /// - Throws: what has gone wrong since the beginning.
  func finish() throws(Failure) {
    flush()
    if let failure { throw failure }
  }

  private func flush() {
    guard failure == nil else { return }
    do throws(Failure) {
      try StandardOutput.write(piece)
    } catch {
      failure = error
    }
    piece.removeAll(keepingCapacity: true)
  }
}
