/// The postings of a term in one block: what dense and sparse lists are made of.
///
///     u8      n < 255: bytes of the list that follows
///             255:     a set follows
///     list:   per posting: u8 lane << 2 | code, and its record where the code is 0
///     set:    u64          set of lanes
///             u4 × count   codes, the lower half of a byte first, padded to a byte
///             records of the postings whose code is 0
///
/// The code of a posting is the number of its occurrences in the body, where it has none elsewhere
/// and they fit: up to 3 in a list, up to 15 in a set. Code 0 says that a record tells (see
/// FieldFrequencies). A list is read from front to back in no more loads than it has bytes; in a
/// set, any lane is found by counting bits.
@safe struct Cell {
  /// First byte that says a set follows.
  static let setMark: UInt8 = 255
  /// The most bytes that a list takes.
  static let largestList = 254
  /// The most postings that a dense list keeps as a list: from there on a set is about as small.
  static let listLimit = 12
  private static let setHeader = 8

  /// The list, or the codes of the set.
  private let first: UnsafePointer<UInt8>
  private let end: UnsafePointer<UInt8>
  /// 0 where the cell is a list: a set has postings.
  private let set: UInt64

  /// `nil` where the bytes from `start` to `limit` do not begin with a whole cell.
  ///
  /// - Parameters:
  ///   - start: at most `limit`; the bytes between stay readable for the life of the cell.
  @unsafe @inline(__always)
  init?(_ start: UnsafePointer<UInt8>, limit: UnsafePointer<UInt8>) {
    let available = unsafe limit - start
    guard available > 1 else { return nil }
    let mark = unsafe start[0]
    if mark != Self.setMark {
      guard Int(mark) < available else { return nil }
      unsafe first = unsafe start + 1
      unsafe end = unsafe start + 1 + Int(mark)
      set = 0
    } else {
      guard available > Self.setHeader else { return nil }
      set = unsafe UInt64(
        littleEndian: UnsafeRawPointer(start).loadUnaligned(fromByteOffset: 1, as: UInt64.self))
      // Bits are counted only where the codes of a full block might not fit.
      guard set != 0,
        Self.setHeader + Grid.blockSize / 2 < available || Self.setHeader + Self.codesSize(set) < available
      else { return nil }
      unsafe first = unsafe start + 1 + Self.setHeader
      unsafe end = unsafe limit
    }
  }

  /// The cell at `offset` of `cells`, or `nil` where there is none.
  init?(_ cells: Blob, at offset: Int) {
    guard offset >= 0, offset < cells.count else { return nil }
    // SAFETY: the offset is within the view.
    let bytes = unsafe cells.pointer.assumingMemoryBound(to: UInt8.self)
    unsafe self.init(bytes + offset, limit: bytes + cells.count)
  }

  /// The cell of a list that is the single byte at `first`, which stays readable.
  @unsafe @inline(__always)
  init(single first: UnsafePointer<UInt8>) {
    unsafe self.first = first
    unsafe end = first + 1
    set = 0
  }

  /// The cell of a list that is the single byte at `offset` of `cells`; `nil` past their end.
  init?(singleIn cells: Blob, at offset: Int) {
    guard offset >= 0, offset < cells.count else { return nil }
    // SAFETY: the offset is within the view.
    unsafe self.init(single: cells.pointer.assumingMemoryBound(to: UInt8.self) + offset)
  }

  /// Whether the cell is a set, in which any lane is found without reading those before.
  private var isSet: Bool { self.set != 0 }

  private static func codesSize(_ set: UInt64) -> Int { (set.nonzeroBitCount + 1) / 2 }

  /// A reader of the records of a set.
  @inline(__always)
  private func recordsOfSet() -> RecordReader { unsafe RecordReader(first + Self.codesSize(set), end) }

  /// The code of the posting of a set that has so many before it.
  @inline(__always)
  private func code(_ index: Int) -> Int {
    // SAFETY: there is a code for each of the set's bits, as `init` has seen.
    unsafe Int(first[index >> 1] >> UInt8((index & 1) * 4)) & 15
  }

  /// The documents of the block in which the term occurs.
  var lanes: UInt64 {
    @inline(__always) get {
      if isSet { return set }
      var lanes: UInt64 = 0
      forEachPosting(
        plain: { lane, _ in lanes |= 1 << UInt64(lane) }, record: { lane, _ in lanes |= 1 << UInt64(lane) })
      return lanes
    }
  }

  /// The documents of the block in which the term occurs in a field; `nil` stands for any.
  func lanes(in field: Field?) -> UInt64 {
    guard let field else { return lanes }
    var lanes: UInt64 = 0
    forEachPosting { lane, frequencies in
      if frequencies[field] > 0 { lanes |= 1 << UInt64(lane) }
    }
    return lanes
  }

  /// Of a set, its documents; of a list, all there can be.
  @inline(__always)
  var possibleLanes: UInt64 { isSet ? set : .max }

  /// Calls one of the bodies for each posting, lanes ascending: `plain` for occurrences in the body
  /// alone, in most cases, `record` for those of whatever fields.
  @inline(__always)
  func forEachPosting(
    plain: (_ lane: Int, _ frequency: Int) -> Void, record: (_ lane: Int, FieldFrequencies) -> Void
  ) {
    // SAFETY: a list is read from `first` to `end`, its records by a reader that stops there; of a
    // set, as many codes are read as it has bits, for which `init` has seen that there is room.
    if isSet {
      var records: RecordReader?
      var rest = set
      var index = 0
      while rest != 0 {
        let lane = rest.trailingZeroBitCount
        rest &= rest &- 1
        let code = code(index)
        index &+= 1
        if code != 0 {
          plain(lane, code)
        } else {
          var reader = records ?? recordsOfSet()
          record(lane, reader.record())
          records = reader
        }
      }
    } else {
      var reader = unsafe RecordReader(first, end)
      while let byte = reader.posting() {
        if byte & 3 != 0 {
          plain(Int(byte >> 2), Int(byte & 3))
        } else {
          record(Int(byte >> 2), reader.record())
        }
      }
    }
  }

  /// As `forEachPosting`, for the postings in `lanes` only.
  @inline(__always)
  func forEachPosting(
    in lanes: UInt64, plain: (_ lane: Int, _ frequency: Int) -> Void,
    record: (_ lane: Int, FieldFrequencies) -> Void
  ) {
    guard isSet else {
      return forEachPosting(
        plain: { lane, frequency in if lanes >> UInt64(lane) & 1 != 0 { plain(lane, frequency) } },
        record: { lane, frequencies in if lanes >> UInt64(lane) & 1 != 0 { record(lane, frequencies) } })
    }
    var rest = lanes & set
    while rest != 0 {
      let lane = rest.trailingZeroBitCount
      rest &= rest &- 1
      let index = (set & (1 << UInt64(lane) &- 1)).nonzeroBitCount
      let code = code(index)
      if code != 0 { plain(lane, code) } else { record(lane, recordOfSet(before: index)) }
    }
  }

  /// Calls `body` with the lane and the frequencies of each posting in `lanes`, lanes ascending, and
  /// with how many positions the cell's postings before it have.
  @inline(__always)
  func forEachPosting(
    in lanes: UInt64, _ body: (_ lane: Int, _ frequencies: FieldFrequencies, _ preceding: Int) -> Void
  ) {
    if let sums = CodeSums(self) {
      var records = recordsOfSet()
      var recordsRead = 0
      var inRecords = 0
      (lanes & set).forEachLane { lane in
        let index = (set & (1 << UInt64(lane) &- 1)).nonzeroBitCount
        if sums.hasRecords {
          let recordsBefore = sums.records(before: index)
          while recordsRead < recordsBefore {
            inRecords &+= records.record().total
            recordsRead &+= 1
          }
        }
        let preceding = sums.sum(before: index) &+ inRecords
        var frequencies = FieldFrequencies(body: sums.code(index))
        if frequencies.body == 0 {
          frequencies = records.record()
          inRecords &+= frequencies.total
          recordsRead &+= 1
        }
        body(lane, frequencies, preceding)
      }
    } else {
      var postings = unsafe RecordReader(first, end)
      var rest = lanes
      var preceding = 0
      while rest != 0, let byte = postings.posting() {
        let lane = Int(byte >> 2)
        let frequencies = byte & 3 != 0 ? FieldFrequencies(body: Int(byte & 3)) : postings.record()
        // Each lane once, even where a list is damaged.
        if rest >> UInt64(lane) & 1 != 0 { body(lane, frequencies, preceding) }
        rest &= ~(1 << UInt64(lane))
        preceding &+= frequencies.total
      }
    }
  }

  /// Calls `body` with the lane and the frequencies of each posting, lanes ascending.
  @inline(__always)
  func forEachPosting(_ body: (_ lane: Int, _ frequencies: FieldFrequencies) -> Void) {
    forEachPosting(plain: { body($0, FieldFrequencies(body: $1)) }, record: body)
  }

  /// Occurrences of the term in the block.
  @inline(__always)
  var total: Int {
    var total = 0
    forEachPosting(plain: { total &+= $1 }, record: { total &+= $1.total })
    return total
  }

  /// The record of a set's posting with that many postings before it.
  private func recordOfSet(before count: Int) -> FieldFrequencies {
    var records = recordsOfSet()
    for _ in 0..<recordsOfSet(before: count) { _ = records.record() }
    return records.record()
  }

  /// How many of the first `count` postings of a set have a record, a code of 0.
  private func recordsOfSet(before count: Int) -> Int {
    var records = count
    var index = 0
    // SAFETY: codes are read for postings of the set only, eight bytes at a time while as many are
    // asked for.
    while count - index >= 16 {
      let word = unsafe UnsafeRawPointer(first).loadUnaligned(fromByteOffset: index / 2, as: UInt64.self)
      records -= Self.codesPresent(word).nonzeroBitCount
      index += 16
    }
    while index < count {
      if code(index) != 0 { records -= 1 }
      index += 1
    }
    return records
  }

  /// A bit for each of sixteen codes that is not 0.
  @inline(__always)
  private static func codesPresent(_ word: UInt64) -> UInt64 {
    (word | word >> 1 | word >> 2 | word >> 3) & 0x1111_1111_1111_1111
  }

  /// The codes of a set, sixteen to a word, and the sums of the words before each.
  private struct CodeSums {
    private static let codesPerWord = 16

    /// Whether a code is 0.
    private(set) var hasRecords = false
    private var words = InlineArray<4, UInt64>(repeating: 0)
    private var sums = InlineArray<4, UInt64>(repeating: 0)
    /// The zeros among the codes of the words before each.
    private var zeros = InlineArray<4, UInt64>(repeating: 0)

    /// `nil` where the cell is a list.
    @inline(__always)
    init?(_ cell: Cell) {
      guard cell.isSet else { return nil }
      let count = cell.set.nonzeroBitCount
      // Words are read whole unless they end too close to the end of all cells.
      let whole = unsafe min(cell.end - cell.first, 32) / 8
      var sum: UInt64 = 0
      var zero: UInt64 = 0
      for index in 0..<(count + Self.codesPerWord - 1) / Self.codesPerWord {
        var word: UInt64 = 0
        if index < whole {
          // SAFETY: as many words lie before the end.
          let place = unsafe UnsafeRawPointer(cell.first + index * 8)
          word = unsafe UInt64(littleEndian: place.loadUnaligned(as: UInt64.self))
        } else {
          for place in index * 8..<min(index * 8 + 8, (count + 1) / 2) {
            // SAFETY: `Cell.init` has seen that there are bytes for all codes.
            word |= unsafe UInt64(cell.first[place]) << UInt64(place % 8 * 8)
          }
        }
        let rest = min(count - index * Self.codesPerWord, Self.codesPerWord)
        if rest < Self.codesPerWord { word &= 1 << UInt64(rest * 4) &- 1 }
        words[index] = word
        sums[index] = sum
        zeros[index] = zero
        sum &+= Self.sum(word)
        let absent = Cell.codesPresent(word) ^ Self.lowest(rest)
        if absent != 0 {
          hasRecords = true
          zero &+= Self.sum(absent)
        }
      }
    }

    /// What `codesPresent` is of so many codes of which none is 0.
    @inline(__always)
    private static func lowest(_ count: Int) -> UInt64 {
      0x1111_1111_1111_1111 >> UInt64((codesPerWord - count) * 4)
    }

    /// The sum of sixteen codes: at most 240, so that a byte holds it.
    @inline(__always)
    private static func sum(_ word: UInt64) -> UInt64 {
      let pairs = (word & 0x0F0F_0F0F_0F0F_0F0F) + (word >> 4 & 0x0F0F_0F0F_0F0F_0F0F)
      return (pairs &* 0x0101_0101_0101_0101) >> 56
    }

    @inline(__always)
    func code(_ index: Int) -> Int {
      Int(words[index / Self.codesPerWord] >> UInt64(index % Self.codesPerWord * 4) & 15)
    }

    @inline(__always)
    func sum(before index: Int) -> Int {
      let word = index / Self.codesPerWord
      let mask: UInt64 = 1 << UInt64(index % Self.codesPerWord * 4) &- 1
      return Int(truncatingIfNeeded: sums[word] &+ Self.sum(words[word] & mask))
    }

    /// How many of the codes before that of `index` are 0.
    @inline(__always)
    func records(before index: Int) -> Int {
      let word = index / Self.codesPerWord
      let rest = index % Self.codesPerWord
      let mask: UInt64 = 1 << UInt64(rest * 4) &- 1
      let absent = ~Cell.codesPresent(words[word]) & 0x1111_1111_1111_1111 & mask
      return Int(truncatingIfNeeded: zeros[word] &+ Self.sum(absent))
    }
  }
}
