import FTSQuery

/// The distinct values that a field has over all segments, numbered in order: texts by their bytes, then numbers; and
/// which of them the ordinals of a segment's column are.
struct OrdinalMap {
  /// Where a value can be read.
  private struct Place {
    var segment: Int
    var ordinal: Int
  }

  /// By segment; `nil` where the field has no value.
  let columns: [ValueColumn?]
  /// How many values there are, and how many of them are texts.
  private(set) var count = 0
  private(set) var textCount = 0
  /// By segment and ordinal, the number of the value; empty where one segment alone has values, whose ordinals
  /// are the numbers.
  private var numbers: [[UInt32]] = []
  /// By number; empty likewise.
  private var places: [Place] = []
  private let first: Int

  /// - Throws: `corrupted` where the values cannot be read.
  init(_ field: Facet.Field, _ segments: [SegmentReader]) throws(IndexError) {
    var columns: [ValueColumn?] = []
    for segment in segments {
      let column = try segment.values(of: field)
      columns.append(column.map { $0.count == 0 ? nil : $0 } ?? nil)
    }
    self.columns = columns
    first = columns.firstIndex { $0 != nil } ?? 0
    guard columns.count(where: { $0 != nil }) > 1 else {
      guard !columns.isEmpty, let column = columns[first] else { return }
      count = Int(column.numberOrdinals.upperBound)
      textCount = column.texts.count
      return
    }
    numbers = columns.map { _ in [] }
    mergeTexts()
    for segment in segments where numbers[segment.index].count != columns[segment.index]?.texts.count ?? 0 {
      throw segment.damaged("values of \(field)")
    }
    textCount = places.count
    mergeNumbers()
    count = places.count
  }

  private mutating func mergeTexts() {
    // Of the segments that have texts left, in their order.
    var cursors: [(segment: Int, texts: TextDictionary.Cursor)] = []
    for (segment, column) in columns.enumerated() {
      guard var texts = column?.texts.makeCursor(), texts.next() else { continue }
      cursors.append((segment, texts))
    }
    var equal: [Int] = []
    while !cursors.isEmpty {
      var least = 0
      for place in cursors.indices.dropFirst()
      where cursors[place].texts.text.lexicographicallyPrecedes(cursors[least].texts.text) { least = place }
      equal.removeAll(keepingCapacity: true)
      for place in least..<cursors.count where cursors[place].texts.text == cursors[least].texts.text {
        equal.append(place)
      }
      let number = UInt32(places.count)
      for place in equal { append(number, cursors[place].segment) }
      for place in equal.reversed() {
        let segment = cursors[place].segment
        if numbers[segment].count == columns[segment]?.texts.count || !cursors[place].texts.next() {
          cursors.remove(at: place)
        }
      }
    }
  }

  private mutating func mergeNumbers() {
    var next = columns.map { _ in 0 }
    func current(_ segment: Int) -> Double? {
      guard let column = columns[segment], next[segment] < column.numberCount else { return nil }
      return column.number(next[segment])
    }
    while let (first, least) = columns.indices.compactMap({ segment in current(segment).map { (segment, $0) }
    })
    .min(by: { $0.1 < $1.1 }) {
      let number = UInt32(places.count)
      // What is no number, where bytes are damaged, does not equal itself.
      for segment in columns.indices where segment == first || current(segment) == least {
        append(number, segment)
        next[segment] += 1
      }
    }
  }

  /// Gives the next value of a segment a number.
  private mutating func append(_ number: UInt32, _ segment: Int) {
    if places.count == number { places.append(Place(segment: segment, ordinal: numbers[segment].count)) }
    numbers[segment].append(number)
  }

  /// By ordinal of a segment, the numbers of its values; nothing where they are the ordinals.
  func numbers(of segment: Int) -> [UInt32] { numbers.isEmpty ? [] : numbers[segment] }

  private func place(_ number: Int) -> Place {
    places.isEmpty ? Place(segment: first, ordinal: number) : places[number]
  }

  /// The value of a number where it is one.
  func number(at number: Int) -> Double? {
    let place = place(number)
    guard let column = columns[place.segment], column.numberOrdinals.contains(UInt32(place.ordinal)) else {
      return nil
    }
    return column.number(place.ordinal - column.texts.count)
  }

  /// The value of a number.
  func value(at number: Int, _ snapshot: Snapshot) throws(IndexError) -> FacetCounts.Value {
    if let value = self.number(at: number) { return .number(value) }
    let place = place(number)
    guard let text = columns[place.segment]?.texts.text(place.ordinal) else {
      throw snapshot.segments[place.segment].damaged("texts of values")
    }
    return .text(String(decoding: text, as: UTF8.self))
  }
}

extension SegmentReader {
  /// The values that a facet counts, of those that are kept as they are; `nil` where there are none.
  fileprivate func values(of field: Facet.Field) throws(IndexError) -> ValueColumn? {
    switch field {
    case .author: try values(.authors)
    case .tag: try values(.tags)
    case .rating: try values(.ratings)
    case .attribute(let name): try values(attribute: name)
    case .kind, .year, .month: nil
    }
  }
}
