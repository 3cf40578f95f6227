import SwiftProtobuf

/// Takes a CIFF file apart as its bytes come, however they are cut, and holds each message to what is said of it.
///
/// Memory is bounded by the longest message that is not passed over: by what has come of it, not by what its length says.
public struct CommonIndexReader {
  /// Longest header and longest record of a document.
  private static let recordLimit = 1 << 20
  /// Longest message that there can be.
  private static let messageLimit = Int(Int32.max)
  /// More than a posting has.
  private static let postingLimit = 32

  private let passesOverLists: Bool
  private let listLimit: Int
  /// What has come and is not read, from `start` on.
  private var buffer: [UInt8] = []
  private var start = 0
  /// Bytes still to come of a list that is passed over.
  private var passing = 0
  /// Where `start` is in the file.
  private var offset = 0
  /// Where the message that was read last, or is about to be, begins.
  private var messageOffset = 0
  /// Number of that message, from 1.
  private var number = 0
  private var header: CommonIndexHeader?

  /// - Parameters:
  ///   - passesOverLists: whether posting lists are not wanted; they are not decoded then.
  ///   - documents: how many there are indeed, where that is known. A list that is longer than it can be is refused before
  ///     it has come.
  public init(passesOverLists: Bool = false, documents: Int? = nil) {
    self.passesOverLists = passesOverLists
    listLimit =
      documents.map { min(Self.messageLimit, $0 * Self.postingLimit + Self.recordLimit) } ?? Self.messageLimit
  }

  /// Takes the next bytes of the file; call `next` until it has no more before.
  public mutating func feed(_ bytes: [UInt8]) {
    buffer.removeFirst(start)
    start = 0
    buffer += bytes
  }

  /// The next message; `nil` where it has not come whole.
  public mutating func next() throws(CommonIndexError) -> CommonIndexMessage? {
    while passOver() {
      if remaining == 0 {
        if start < buffer.count {
          (number, messageOffset) = (number + 1, offset)
          throw error("bytes behind the last message")
        }
        return nil
      }
      guard let (head, length) = try length(), buffer.count - start >= head else { return nil }
      if passesOverLists, kind == .list {
        beginMessage()
        passing = head + length
        continue
      }
      guard buffer.count - start >= head + length else { return nil }
      beginMessage()
      let message = try decode((start + head)..<(start + head + length))
      move(head + length)
      return message
    }
    return nil
  }

  /// To be called when no more bytes come.
  ///
  /// - Throws: what is missing.
  public mutating func finish() throws(CommonIndexError) {
    let isWithin = start < buffer.count || passing > 0
    guard isWithin || remaining > 0 else { return }
    let missing = header == nil ? "" : "; with it \(remaining + (passing > 0 ? 1 : 0)) were to come"
    if passing == 0 { (number, messageOffset) = (number + 1, offset) }
    throw error("the file ends \(isWithin ? "within" : "before") it" + missing)
  }

  /// An error at the message that was read last.
  public func error(_ reason: String) -> CommonIndexError {
    CommonIndexError(message: number, offset: messageOffset, kind: name, reason: reason)
  }

  // MARK: - Places

  private enum Kind { case header, list, document, nothing }

  /// Of the message behind `number`.
  private var kind: Kind { kind(of: number + 1) }

  private func kind(of number: Int) -> Kind {
    guard let header else { return .header }
    return switch number - 1 {
    case ...0: .header
    case ...header.lists: .list
    case ...(header.lists + header.documents): .document
    default: .nothing
    }
  }

  private var name: String {
    switch kind(of: number) {
    case .header: "the header"
    case .list: "a posting list"
    case .document: "the record of a document"
    case .nothing: "which is none"
    }
  }

  /// Messages still to come.
  private var remaining: Int {
    header.map { 1 + $0.lists + $0.documents - number } ?? 1
  }

  private mutating func beginMessage() {
    number += 1
    messageOffset = offset
  }

  private mutating func move(_ bytes: Int) {
    start += bytes
    offset += bytes
  }

  /// False where what has come ends within what is passed over.
  private mutating func passOver() -> Bool {
    let bytes = min(passing, buffer.count - start)
    move(bytes)
    passing -= bytes
    return passing == 0
  }

  // MARK: - Messages

  /// How many bytes say how long the next message is, and how long it is; `nil` where they have not all come.
  private mutating func length() throws(CommonIndexError) -> (head: Int, length: Int)? {
    var length = 0
    for index in 0..<5 {
      guard start + index < buffer.count else { return nil }
      let byte = Int(buffer[start + index])
      length |= (byte & 0x7F) << (7 * index)
      guard byte & 0x80 == 0 else { continue }
      let limit = kind == .list ? listLimit : Self.recordLimit
      if length > limit {
        beginMessage()
        throw error("a length of \(length) bytes, where at most \(limit) can be")
      }
      return (index + 1, length)
    }
    beginMessage()
    throw error("a length that no message can have")
  }

  /// - Parameter range: where in the buffer the message is.
  private mutating func decode(_ range: Range<Int>) throws(CommonIndexError) -> CommonIndexMessage {
    do throws(CommonIndexFlaw) {
      switch kind(of: number) {
      case .header, .nothing:
        let header = try CommonIndexHeader(parse(range))
        self.header = header
        return .header(header)
      case .list:
        return .list(try CommonIndexList(parse(range), documents: header?.documents ?? 0))
      case .document:
        let place = number - 2 - (header?.lists ?? 0)
        return .document(try CommonIndexDocument(parse(range), number: place), number: place)
      }
    } catch {
      throw self.error(error.reason)
    }
  }

  private func parse<Parsed: Message>(_ range: Range<Int>) throws(CommonIndexFlaw) -> Parsed {
    var options = BinaryDecodingOptions()
    options.discardUnknownFields = true
    do {
      // SAFETY: the range is within the buffer, and the message keeps nothing of the bytes.
      return try unsafe Parsed(serializedBytes: buffer.span.bytes.extracting(range), options: options)
    } catch {
      throw CommonIndexFlaw("not the message that belongs here")
    }
  }
}
