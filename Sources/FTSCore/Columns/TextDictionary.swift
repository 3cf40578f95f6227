/// Distinct texts, ascending by their bytes; the place of a text is its number. Front coded in groups of sixteen.
///
///     u32 × groups   offset of each group, counted from behind these
///     per text       varint bytes that it shares with the one before, 0 in the first of a group
///                    sized the bytes after those
struct TextDictionary {
  private static let groupSize = 16

  let count: Int
  private let offsets: Blob
  private let texts: Blob

  /// `nil` where the bytes cannot be so many texts.
  init?(_ content: Blob, count: Int) {
    let groups = Self.groups(count)
    guard let offsets = content.slice(0, groups * 4),
      let texts = content.slice(groups * 4, content.count - groups * 4)
    else { return nil }
    self.count = count
    self.offsets = offsets
    self.texts = texts
  }

  private static func groups(_ count: Int) -> Int { (count + groupSize - 1) / groupSize }

  /// Goes through the texts from the first of a group on.
  struct Cursor {
    private var reader: ByteReader
    private(set) var text: [UInt8] = []

    fileprivate init(_ dictionary: TextDictionary, group: Int) {
      let offset = dictionary.offsets.load(UInt32.self, at: group * 4)
      reader = ByteReader(dictionary.texts, at: Int(offset))
    }

    /// Moves to the next text, which is then `text`; false at the end, or where the bytes make no sense.
    mutating func next() -> Bool {
      guard !reader.isAtEnd else { return false }
      let shared = reader.varint()
      let rest = reader.sized()
      guard !reader.hasOverrun, shared <= text.count else { return false }
      text.removeLast(text.count - shared)
      unsafe text.append(contentsOf: rest.bytes)
      return true
    }
  }

  /// Stands before the first text.
  func makeCursor() -> Cursor { Cursor(self, group: 0) }

  /// The text of that number; `nil` where there is none.
  func text(_ number: Int) -> [UInt8]? {
    guard number >= 0, number < count else { return nil }
    var cursor = Cursor(self, group: number / Self.groupSize)
    for _ in 0...number % Self.groupSize where !cursor.next() { return nil }
    return cursor.text
  }

  /// The number of a text, or `nil`.
  func number(of text: [UInt8]) -> Int? {
    // SAFETY: the view of the text is used within the closure only.
    unsafe text.span.withUnsafeBytes { bytes in
      let sought = unsafe Blob(bytes)
      // The last group whose first text is not above the one sought.
      let group =
        partitionPoint(Self.groups(count)) { group in
          var reader = ByteReader(texts, at: Int(offsets.load(UInt32.self, at: group * 4)))
          _ = reader.varint()
          return compare(reader.sized(), sought) > 0
        } - 1
      guard group >= 0 else { return nil }
      var cursor = Cursor(self, group: group)
      for number in group * Self.groupSize..<min(count, (group + 1) * Self.groupSize) {
        guard cursor.next() else { return nil }
        if cursor.text == text { return number }
      }
      return nil
    }
  }

  /// - Parameter texts: ascending.
  static func encode(_ texts: some Collection<[UInt8]>) -> [UInt8] {
    var offsets = ByteWriter(capacity: groups(texts.count) * 4)
    var writer = ByteWriter()
    var last: [UInt8] = []
    for (number, text) in texts.enumerated() {
      var shared = 0
      if number % groupSize == 0 {
        offsets.integer(UInt32(writer.count))
      } else {
        shared = zip(text, last).prefix { $0 == $1 }.count
      }
      writer.varint(shared)
      writer.sized(text[shared...])
      last = text
    }
    offsets.append(writer.bytes)
    return offsets.bytes
  }
}

/// The first of the numbers below `count` for which `predicate` holds, where it holds for all behind that;
/// `count` where it holds for none.
func partitionPoint(_ count: Int, _ predicate: (Int) -> Bool) -> Int {
  var low = 0
  var high = count
  while low < high {
    let middle = (low + high) / 2
    if predicate(middle) { high = middle } else { low = middle + 1 }
  }
  return low
}
