/// Where one page of results ended and the next begins.
///
/// It names the last document of the page and what decides that others come behind it: no result before it is looked
/// for again. It is good for the same question to the same state of the index, and for what is relative to now the
/// moment of the first page stays now.
public struct SearchCursor: Equatable, Sendable {
  /// Raised with every change of what the text holds.
  private static let version: UInt8 = 1

  /// The years 1 to 9999.
  private static let moments: ClosedRange<Int64> = -62_135_596_800...253_402_300_799

  /// Number of the commit that was searched, and a hash of what the index consisted of.
  let generation: UInt64
  let state: UInt32
  /// Hash of what was asked.
  let question: UInt32
  /// The moment of the first page, in seconds since 1970-01-01T00:00:00Z, where results depend on it.
  let now: Int64?
  /// How many results come before the next page.
  public let rank: Int
  /// The last of them.
  let last: ScoredDocument

  init(
    generation: UInt64, state: UInt32, question: UInt32, now: Int64?, rank: Int, last: ScoredDocument
  ) {
    self.generation = generation
    self.state = state
    self.question = question
    self.now = now
    self.rank = rank
    self.last = last
  }

  /// Reads what `description` gives; `nil` where it is anything else.
  public init?(_ text: String) {
    guard let bytes = Base64URL.decode(text), bytes.count > 4 else { return nil }
    let content = Array(bytes.dropLast(4))
    let cursor: SearchCursor? = unsafe bytes.span.withUnsafeBytes { buffer in
      var reader = unsafe ByteReader(Blob(buffer))
      guard reader.byte() == Self.version else { return nil }
      let generation = UInt64(bitPattern: Int64(reader.varint()))
      let state = reader.integer(UInt32.self)
      let question = reader.integer(UInt32.self)
      let now = reader.byte() == 0 ? nil : reader.integer(Int64.self)
      let rank = reader.varint()
      let last = ScoredDocument(key: reader.integer(UInt64.self))
      guard reader.integer(UInt32.self) == Self.checksum(content), !reader.hasOverrun, reader.isAtEnd,
        rank >= 0, now.map(Self.moments.contains) ?? true
      else { return nil }
      return SearchCursor(
        generation: generation, state: state, question: question, now: now, rank: rank, last: last)
    }
    guard let cursor else { return nil }
    self = cursor
  }

  private static func checksum(_ content: [UInt8]) -> UInt32 {
    UInt32(truncatingIfNeeded: Checksum.hash(content))
  }
}

extension SearchCursor: CustomStringConvertible {
  /// Some fifty characters that an address can hold as they are.
  public var description: String {
    var writer = ByteWriter()
    writer.byte(Self.version)
    writer.varint(Int(truncatingIfNeeded: generation))
    writer.integer(state)
    writer.integer(question)
    writer.byte(now == nil ? 0 : 1)
    if let now { writer.integer(now) }
    writer.varint(rank)
    writer.integer(last.key)
    writer.integer(Self.checksum(writer.bytes))
    return Base64URL.encode(writer.bytes)
  }
}
