import CommonIndexFile
import FTSTestSupport
import Testing

@Suite struct CommonIndexReaderTests {
  private static let small = NaiveCommonIndex(
    lists: [.init("a", [0: 2, 2: 1]), .init("ab", [1: 300]), .init("é", [0: 1, 1: 1, 2: 1])],
    documents: [.init("x", length: 3), .init("y", length: 301), .init("", length: 2)])

  /// All messages of a file that comes in pieces, or what is wrong with it.
  private static func read(
    _ bytes: [UInt8], pieces: Int = .max, passesOverLists: Bool = false, documents: Int? = nil
  ) throws(CommonIndexError) -> [CommonIndexMessage] {
    var reader = CommonIndexReader(passesOverLists: passesOverLists, documents: documents)
    var messages: [CommonIndexMessage] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      reader.feed(Array(rest.prefix(pieces)))
      rest = rest.dropFirst(pieces)
      while let message = try reader.next() { messages.append(message) }
    }
    try reader.finish()
    return messages
  }

  private static func error(_ bytes: [UInt8], documents: Int? = nil) -> String? {
    do {
      _ = try read(bytes, documents: documents)
      return nil
    } catch { return error.description }
  }

  @Test(
    "what is written by hand is read, and written as the same bytes, however it is cut", arguments: Seeds.all)
  func messagesAreKept(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    for naive in [Self.small, .random(documents: 50, using: &generator), .init(lists: [], documents: [])] {
      let messages = try Self.read(naive.bytes)
      #expect(messages.flatMap { $0.encoded ?? [] } == naive.bytes, "seed \(seed)")
      for size in [1, 2, 7, 100] {
        #expect(try Self.read(naive.bytes, pieces: size) == messages)
        let records = try Self.read(naive.bytes, pieces: size, passesOverLists: true)
        #expect(records == messages.filter { if case .list = $0 { false } else { true } })
      }
    }
  }

  @Test("messages say what was written")
  func content() throws {
    let messages = try Self.read(Self.small.bytes)
    guard case .header(let header) = messages[0], case .list(let list) = messages[1] else {
      Issue.record("\(messages)")
      return
    }
    #expect(header.lists == 3 && header.documents == 3 && header.totalTerms == 306 && !header.isPartial)
    #expect(header.averageLength == 102 && header.description == "by hand")
    #expect(
      list
        == CommonIndexList(
          term: "a", postings: [.init(document: 0, frequency: 2), .init(document: 2, frequency: 1)]))
    #expect(messages[5] == .document(CommonIndexDocument(id: "y", length: 301), number: 1))
  }

  @Test("numbers of the header that are below zero are refused", arguments: 2...6)
  func numbersBelowZero(field: UInt8) {
    let message: [UInt8] = [0x08, 1, field << 3] + [UInt8](repeating: 0xFF, count: 9) + [1]
    let found = Self.error([UInt8(message.count)] + message) ?? "nothing"
    #expect(found.hasPrefix("message 1 at byte 0, the header: ") && found.contains("-1"), "\(found)")
  }

  @Test("a file that ends too early is told so, with the message and where it begins")
  func truncated() {
    let messages = Self.small.messages
    var ends: [Int: Int] = [:]
    for (number, message) in messages.enumerated() {
      ends[number] = (ends[number - 1] ?? 0) + message.count
    }
    let whole = Self.small.bytes
    for count in 0..<whole.count {
      let number = messages.indices.first { ends[$0]! > count }!
      let start = ends[number - 1] ?? 0
      let found = Self.error(Array(whole.prefix(count))) ?? "nothing"
      #expect(found.hasPrefix("message \(number + 1) at byte \(start), "), "\(count): \(found)")
      #expect(found.contains(start == count ? "the file ends before it" : "the file ends within it"))
      #expect(number == 0 || found.hasSuffix("with it \(messages.count - number) were to come"), "\(found)")
    }
    #expect(
      Self.error(whole + [0])
        == "message 8 at byte \(whole.count), which is none: bytes behind the last message")
  }

  /// Changes a good file, or its messages.
  private static func changed(_ change: (inout NaiveCommonIndex) -> Void) -> [UInt8] {
    var naive = small
    change(&naive)
    return naive.bytes
  }

  @Test("a message that contradicts itself or the header is refused")
  func contradictions() {
    let header = Self.small.messages[0].count
    func list(_ reason: String) -> String { "message 2 at byte \(header), a posting list: \(reason)" }
    #expect(
      Self.error(Self.changed { $0.version = 2 })
        == "message 1 at byte 0, the header: version 2, where 1 is known")
    #expect(
      Self.error(
        Self.changed {
          $0.listCount = 3; $0.totalLists = 2
        })
        == "message 1 at byte 0, the header: 3 posting lists of 2")
    #expect(
      Self.error(Self.changed { $0.averageLength = .nan })
        == "message 1 at byte 0, the header: 306 terms, nan in a document")
    #expect(Self.error(Self.changed { $0.lists[0].df = 3 }) == list("df is 3, but there are 2 postings"))
    #expect(
      Self.error(Self.changed { $0.lists[0].cf = 4 }) == list("cf is 4, but the postings have 3 occurrences"))
    #expect(
      Self.error(Self.changed { $0.lists[0].postings[7] = 1 })
        == list("posting 3 is of document 7, and there are 3 from 0"))
    #expect(Self.error(Self.changed { $0.lists[0].postings[0] = 0 }) == list("posting 1 has a tf of 0"))
    #expect(Self.error(Self.changed { $0.lists[0].postings[0] = -5 }) == list("posting 1 has a tf of -5"))
    // One list fewer than there are: the last is taken for a record, as which it is one of nothing, and the first record for the second.
    let fewer = Self.error(Self.changed { $0.listCount = 2 }) ?? "nothing"
    #expect(
      fewer.hasPrefix("message 5 at byte ")
        && fewer.contains("the record of a document: docid is 0, where 1 is"))
    let more = Self.error(Self.changed { $0.listCount = 4 }) ?? "nothing"
    #expect(more.hasPrefix("message 5 at byte ") && more.contains("a posting list: "), "\(more)")
    #expect(
      Self.error(Self.changed { $0.documentCount = 4 })?.contains("the file ends before it; with it 1 were")
        == true)
    #expect(
      Self.error(Self.changed { $0.documentCount = 2 })?.contains("of document 2, and there are 2 from 0")
        == true)
  }

  @Test("documents that do not ascend are refused, and so are records out of order")
  func order() {
    let head = Self.small.messages[0]
    // `a` with df 2, cf 2, and document 1; then a posting without a difference, and one with a difference of -1.
    let list: [UInt8] = [0x0A, 1, 0x61, 0x10, 2, 0x18, 2, 0x22, 4, 8, 1, 0x10, 1]
    let minusOne = [UInt8](repeating: 0xFF, count: 9) + [1]
    for (posting, difference) in [([0x22, 2, 0x10, 1], 0), ([0x22, 13, 8] + minusOne + [0x10, 1], -1)]
      as [([UInt8], Int)]
    {
      #expect(
        Self.error(head + [UInt8(list.count + posting.count)] + list + posting)
          == "message 2 at byte \(head.count), a posting list: posting 2 is \(difference) documents after the one before"
      )
    }
    let messages = Self.small.messages
    let swapped = messages[..<4].flatMap(\.self) + messages[5] + messages[4] + messages[6]
    #expect(
      Self.error(swapped)?.hasSuffix("the record of a document: docid is 1, where 0 is next") == true)
  }

  @Test("a length is believed as far as bytes have come, and never beyond what there can be")
  func lengths() {
    let header = Self.small.messages[0]
    #expect(
      Self.error(header + [0xFF, 0xFF, 0xFF, 0xFF, 0x07])
        == "message 2 at byte \(header.count), a posting list: the file ends within it; with it 6 were to come"
    )
    #expect(
      Self.error(header + [0xFF, 0xFF, 0xFF, 0xFF, 0x07], documents: 3)
        == "message 2 at byte \(header.count), a posting list: a length of 2147483647 bytes, where at most 1048672 can be"
    )
    #expect(
      Self.error(header + [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01])
        == "message 2 at byte \(header.count), a posting list: a length that no message can have")
    #expect(
      Self.error([0x81, 0x80, 0x40])
        == "message 1 at byte 0, the header: a length of 1048577 bytes, where at most 1048576 can be")
    #expect(
      Self.error([3, 0x0A, 0x05, 0x41])
        == "message 1 at byte 0, the header: not the message that belongs here")
  }
}
