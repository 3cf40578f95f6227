import FTSDocument

/// Gathers the values that a field has in the documents of a segment, and encodes them as a `ValueColumn`.
struct ValueColumnBuilder {
  private enum Kind: UInt8 {
    case text
    case number
    case date
  }

  /// A value of a document, by its number among those of its kind in order of first sight.
  private struct Entry {
    var document: DocID
    var value: UInt32
    var kind: Kind
  }

  private var texts = ByteStringTable(capacity: 16)
  private var numbers: [UInt64: UInt32] = [:]
  private var dates: [Timestamp: UInt32] = [:]
  private var entries: [Entry] = []

  /// Adds a value of a document; documents come in ascending order.
  mutating func append(_ value: StoredValue, of document: DocID) {
    switch value {
    case .text(let text):
      // SAFETY: the span is used within this call only, while the view is valid.
      let number = unsafe texts.intern(text.bytes.bindMemory(to: UInt8.self).span).number
      entries.append(Entry(document: document, value: UInt32(number), kind: .text))
    case .number(let number):
      // Both zeros are one number.
      let bits = (number == 0 ? 0 : number).bitPattern
      entries.append(Entry(document: document, value: Self.intern(bits, &numbers), kind: .number))
    case .date(let date):
      entries.append(Entry(document: document, value: Self.intern(date, &dates), kind: .date))
    }
  }

  private static func intern<Value: Hashable>(_ value: Value, _ numbers: inout [Value: UInt32]) -> UInt32 {
    let next = UInt32(numbers.count)
    let number = numbers[value, default: next]
    if number == next { numbers[value] = next }
    return number
  }

  /// The column of so many documents.
  func encode(documents: Int) -> [UInt8] {
    let sortedTexts = texts.sorted().map { Int($0.number) }
    let sortedNumbers = numbers.map { (Double(bitPattern: $0.key), $0.value) }.sorted { $0.0 < $1.0 }
    let sortedDates = dates.sorted { $0.key < $1.key }
    let count = sortedTexts.count + sortedNumbers.count + sortedDates.count
    let width = ValueColumn.Width(ordinals: count)
    let places = ordinals(
      sortedTexts, sortedNumbers.map { Int($0.1) }, sortedDates.map { Int($0.value) })
    let isSingle = zip(places, places.dropFirst()).allSatisfy { $0.document != $1.document }
    let eachSize =
      DocumentSet.encodedSize(count: places.count, documents: documents)
      + Grid.blocks(documents) * Grid.blockSize * Int(width.rawValue)
    let superblocks = Grid.superblocks(Grid.blocks(documents))
    let listSize = (superblocks + 1) * 4 + places.count * (2 + Int(width.rawValue))
    let isList = !isSingle || listSize < eachSize

    var writer = ByteWriter()
    writer.byte(isList ? 1 : 0)
    writer.byte(width.rawValue)
    for count in [sortedTexts.count, sortedNumbers.count, sortedDates.count] { writer.integer(UInt32(count)) }
    writer.sized(TextDictionary.encode(sortedTexts.lazy.map { texts.string($0) }))
    for (number, _) in sortedNumbers { writer.integer(number.bitPattern) }
    for (date, _) in sortedDates { writer.integer(date.seconds) }
    for (date, _) in sortedDates { writer.byte(date.precision.rawValue) }
    if isList {
      writeList(places, superblocks, width, into: &writer)
    } else {
      writeEach(places, documents, width, into: &writer)
    }
    return writer.bytes
  }

  /// By entry its document and the ordinal of its value, ascending, each once.
  ///
  /// - Parameters: the values of each kind in order, by number.
  private func ordinals(
    _ texts: [Int], _ numbers: [Int], _ dates: [Int]
  ) -> [(document: DocID, ordinal: UInt32)] {
    var ordinals: [[UInt32]] = []
    var base = 0
    for sorted in [texts, numbers, dates] {
      var ofKind = [UInt32](repeating: 0, count: sorted.count)
      for (place, number) in sorted.enumerated() { ofKind[number] = UInt32(base + place) }
      ordinals.append(ofKind)
      base += sorted.count
    }
    var places: [(document: DocID, ordinal: UInt32)] = []
    places.reserveCapacity(entries.count)
    var first = 0
    while first < entries.count {
      let document = entries[first].document
      var end = first + 1
      while end < entries.count, entries[end].document == document { end += 1 }
      let own = entries[first..<end].map { ordinals[Int($0.kind.rawValue)][Int($0.value)] }
      for ordinal in end - first == 1 ? own : Set(own).sorted() { places.append((document, ordinal)) }
      first = end
    }
    return places
  }

  private func writeEach(
    _ places: [(document: DocID, ordinal: UInt32)], _ documents: Int, _ width: ValueColumn.Width,
    into writer: inout ByteWriter
  ) {
    DocumentSet.encode(places.map(\.document), documents: documents, into: &writer)
    var ordinals = [UInt32](repeating: 0, count: Grid.blocks(documents) * Grid.blockSize)
    for (document, ordinal) in places { ordinals[Int(document)] = ordinal }
    for ordinal in ordinals { write(ordinal, width, into: &writer) }
  }

  private func writeList(
    _ places: [(document: DocID, ordinal: UInt32)], _ superblocks: Int, _ width: ValueColumn.Width,
    into writer: inout ByteWriter
  ) {
    var entry = 0
    for superblock in 0...superblocks {
      while entry < places.count, Int(places[entry].document) < superblock * Grid.superblockSize {
        entry += 1
      }
      writer.integer(UInt32(entry))
    }
    for (document, _) in places { writer.integer(UInt16(Int(document) % Grid.superblockSize)) }
    for (_, ordinal) in places { write(ordinal, width, into: &writer) }
  }

  private func write(_ ordinal: UInt32, _ width: ValueColumn.Width, into writer: inout ByteWriter) {
    switch width {
    case .one: writer.byte(UInt8(ordinal))
    case .two: writer.integer(UInt16(ordinal))
    case .four: writer.integer(ordinal)
    }
  }
}
