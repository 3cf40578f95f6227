import FTSDocument
import FTSTestSupport
import Glibc

@testable import FTSCore

/// Passes a view of a copy of `bytes` to `body`. Behind the last byte lies a page that no one may
/// read: reading past the end of the view ends the process.
func withBlob<R>(_ bytes: [UInt8], _ body: (Blob) throws -> R) rethrows -> R {
  let page = sysconf(Int32(_SC_PAGESIZE))
  let size = (bytes.count + page - 1) / page * page
  // SAFETY: memory of its own, as large as the bytes in whole pages and one page more; it is given
  // back when the closure, within which alone the view is used, has returned.
  let memory = unsafe mmap(nil, size + page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
  guard let memory = unsafe memory, unsafe memory != MAP_FAILED else { preconditionFailure("no memory") }
  defer { unsafe munmap(memory, size + page) }
  let start = unsafe memory + size - bytes.count
  unsafe bytes.withUnsafeBytes {
    unsafe UnsafeMutableRawBufferPointer(start: start, count: $0.count).copyMemory(from: $0)
  }
  precondition(unsafe mprotect(memory + size, page, PROT_NONE) == 0)
  return try body(unsafe Blob(UnsafeRawBufferPointer(start: start, count: bytes.count)))
}

extension IndexWriter {
  /// Adds documents to the index at `path`, which is made where there is none, and commits once.
  static func write(
    _ documents: some Sequence<Document>, to path: String, analyzer: String? = nil
  ) throws(IndexError) {
    let writer = try IndexWriter(path: path, analyzer: analyzer)
    defer { writer.close() }
    for document in documents { try writer.add(document) }
    try writer.commit()
  }
}

extension SeededGenerator {
  /// True with the probability given.
  mutating func chance(_ probability: Double) -> Bool { Double.random(in: 0..<1, using: &self) < probability }

  /// A number from `range`.
  mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

  /// So many random bytes.
  mutating func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8.random(in: 0...255, using: &self) }
  }

  /// Any set of lanes: few, some, nearly all or all.
  mutating func lanes() -> UInt64 {
    switch number(0...4) {
    case 0: .max
    case 1: next() & next() & next()
    case 2: next() | next() | next()
    case 3: 1 << UInt64(number(0...63))
    default: next()
    }
  }
}
