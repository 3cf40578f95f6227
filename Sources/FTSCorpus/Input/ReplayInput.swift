/// An input whose beginning can be seen before it is read.
final class ReplayInput: ByteInput {
  private let base: any ByteInput
  private(set) var head: [UInt8] = []

  init(_ base: any ByteInput) { self.base = base }

  /// Bytes handed out, not those that wait in `head`.
  var bytesRead: Int { base.bytesRead - head.count }

  func fill(to count: Int) throws(InputError) {
    while head.count < count {
      let block = try base.next()
      if block.isEmpty { return }
      head += block
    }
  }

  func next() throws(InputError) -> [UInt8] {
    guard !head.isEmpty else { return try base.next() }
    defer { head = [] }
    return head
  }
}
