import FTSProtocol

/// Writes values as JSON, each on a line, or bytes as they are, many of them with one system call.
final class PieceWriter {
  private static let pieceSize = 1 << 16

  private let writeBytes: ([UInt8]) throws(Failure) -> Void
  private var piece: [UInt8] = []
  private var failure: Failure?
  /// Whether nothing was written.
  private(set) var isEmpty = true

  /// - Parameter write: takes the pieces; standard output if it is not said.
  init(
    to write: @escaping ([UInt8]) throws(Failure) -> Void = { (bytes) throws(Failure) in
      try StandardOutput.write(bytes)
    }
  ) {
    writeBytes = write
  }

  /// False where no more can be written.
  func write(_ value: some JSONEncodable) -> Bool {
    write(bytes: JSONWriter.encode(value) + [UInt8(ascii: "\n")])
  }

  /// False where no more can be written.
  func write(bytes: [UInt8]) -> Bool {
    isEmpty = false
    piece += bytes
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
      try writeBytes(piece)
    } catch {
      failure = error
    }
    piece.removeAll(keepingCapacity: true)
  }
}
