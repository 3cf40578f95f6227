/// The decompressed bytes of a source without their byte order mark, and a look at their beginning.
final class TextInput {
  private let base: any ByteInput
  /// The beginning, up to `SourceLimits.detectionBytes`, until it is taken.
  private(set) var head: [UInt8]
  /// An error met while looking at the beginning; thrown after the bytes that came before it.
  private(set) var failure: InputError?
  private var isAtStart = true

  /// Opens a file.
  init(path: String) throws(InputError) {
    base = try DecompressedInput.open(path)
    head = []
    try fillHead()
  }

  /// Bytes read from the file, compressed as they are there.
  var bytesRead: Int { base.bytesRead }

  /// The next bytes; empty at the end.
  func next() throws(InputError) -> [UInt8] {
    if isAtStart {
      isAtStart = false
      if !head.isEmpty {
        defer { head = [] }
        return head
      }
    }
    if let failure { throw failure }
    return try base.next()
  }

  private func fillHead() throws(InputError) {
    while head.count < SourceLimits.detectionBytes {
      let block: [UInt8]
      do throws(InputError) { block = try base.next() } catch {
        failure = error
        break
      }
      if block.isEmpty { break }
      head += block
    }
    if head.starts(with: [0xFE, 0xFF]) || head.starts(with: [0xFF, 0xFE]) {
      throw InputError(reason: "UTF-16; convert it to UTF-8")
    }
    if head.starts(with: [0xEF, 0xBB, 0xBF]) { head.removeFirst(3) }
  }
}
