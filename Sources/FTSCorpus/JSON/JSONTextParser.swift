/// The objects of one JSON text, however it is laid out: the elements of an array, or objects one after
/// the other. Each is a record with all that is in it.
///
/// Of an object that is damaged or cut off, the complete objects inside are read.
struct JSONTextParser: SourceParser {
  /// Trees of answers are deep.
  static let maximumDepth = 256
  /// How far into damaged objects others are looked for.
  private static let maximumDamage = 8

  private let source: String
  private let records: any JSONRecords
  /// The object at hand, as far as earlier pieces had it.
  private var pending: [UInt8] = []
  /// Objects and arrays that are open, counted from the object at hand.
  private var depth = 0
  private var strings = JSONStringTracker()
  private var line = 1
  /// Where the object at hand begins.
  private var objectLine = 1
  let isFinished = false

  init(source: String, records: any JSONRecords) {
    self.source = source
    self.records = records
  }

  mutating func consume(_ bytes: [UInt8], into events: inout [SourceEvent]) {
    var first = 0
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == UInt8(ascii: "\n") { line += 1 }
      if depth == 0 {
        guard byte == UInt8(ascii: "{") else { continue }
        first = index - 1
        depth = 1
        objectLine = line
      } else if closesObject(byte) {
        endObject(bytes, first..<index, into: &events)
      }
    }
    guard depth > 0 else { return }
    pending += bytes[first...]
    if pending.count > SourceLimits.recordBytes {
      salvage(
        "record longer than \(SourceLimits.recordDescription); what is whole inside was read", into: &events)
    }
  }

  mutating func finish(isCut: Bool, into events: inout [SourceEvent]) {
    guard depth > 0 else { return }
    var last: [SourceEvent] = []
    salvage("the JSON ends inside this object; what is whole inside was read", into: &last)
    if isCut, !last.isEmpty { last.removeLast() }
    events += last
  }

  /// Takes the next byte of the object at hand; true where it is the last.
  private mutating func closesObject(_ byte: UInt8) -> Bool {
    guard strings.isOutside(byte) else { return false }
    switch byte {
    case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
    case UInt8(ascii: "}"), UInt8(ascii: "]"):
      depth -= 1
      return depth == 0
    default: break
    }
    return false
  }

  private mutating func endObject(_ bytes: [UInt8], _ range: Range<Int>, into events: inout [SourceEvent]) {
    if pending.isEmpty { return read(bytes, range, from: objectLine, damage: 0, into: &events) }
    pending += bytes[..<range.upperBound]
    read(pending, 0..<pending.count, from: objectLine, damage: 0, into: &events)
    pending.removeAll(keepingCapacity: pending.count <= SourceLimits.blockBytes)
  }

  private func read(
    _ bytes: [UInt8], _ range: Range<Int>, from line: Int, damage: Int, into events: inout [SourceEvent]
  ) {
    let object: JSONObject
    do throws(JSONSyntaxError) {
      object = try JSONObject(bytes, in: range, maximumDepth: Self.maximumDepth)
    } catch {
      readInside(bytes, range, from: line, damage: damage, into: &events)
      let place = range.lowerBound + (error.byte ?? 0)
      let damaged = line + Self.lines(bytes[range.lowerBound..<place])
      events.append(.skipped(RecordRejection(reason: error.reason), in: source, at: .line(damaged)))
      return
    }
    do throws(RecordRejection) {
      try records.read(object) { events.append($0, from: source, at: .line(line)) }
    } catch {
      // Inside a damaged object other things are objects too.
      if damage == 0 { events.append(.skipped(error, in: source, at: .line(line))) }
    }
  }

  /// Reads what is whole inside an object that is not.
  private func readInside(
    _ bytes: [UInt8], _ range: Range<Int>, from line: Int, damage: Int, into events: inout [SourceEvent]
  ) {
    guard damage < Self.maximumDamage else { return }
    var line = line
    var counted = range.lowerBound
    for inner in JSONInnerObjects.ranges(in: bytes[range]) {
      line += Self.lines(bytes[counted..<inner.lowerBound])
      counted = inner.lowerBound
      read(bytes, inner, from: line, damage: damage + 1, into: &events)
    }
  }

  /// Gives the object at hand up.
  private mutating func salvage(_ reason: String, into events: inout [SourceEvent]) {
    readInside(pending, 0..<pending.count, from: objectLine, damage: 0, into: &events)
    events.append(.skipped(RecordRejection(reason: reason), in: source, at: .line(objectLine)))
    pending = []
    depth = 0
    strings = JSONStringTracker()
  }

  private static func lines(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.reduce(0) { $0 + ($1 == UInt8(ascii: "\n") ? 1 : 0) }
  }
}
