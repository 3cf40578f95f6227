/// Finds the lines of a text that arrives in pieces. They end with LF; what stands before it, also a
/// CR, is part of the line. Only a line that crosses two pieces is copied.
struct LineSplitter {
  enum Line {
    /// A line that is not blank: where in these bytes it is.
    case text([UInt8], Range<Int>)
    /// A line longer than a record may be, which is not kept.
    case overlong
  }

  /// Number of the line at hand, counted from 1.
  private var number = 1
  /// The beginning of a line that the last piece did not end.
  private var pending: [UInt8] = []
  private var isOverlong = false

  /// Calls `body` with each line that the piece ends, and its number.
  mutating func split(_ piece: [UInt8], _ body: (Line, Int) -> Void) {
    var first = 0
    while let newline = ByteSearch.firstIndex(of: UInt8(ascii: "\n"), in: piece, from: first) {
      endLine(with: piece, first..<newline, body)
      number += 1
      first = newline + 1
    }
    hold(piece[first...], body)
  }

  /// Calls `body` with the last line, where no LF ended it.
  mutating func finish(_ body: (Line, Int) -> Void) {
    hand(pending, 0..<pending.count, body)
    pending = []
  }

  private mutating func endLine(with piece: [UInt8], _ range: Range<Int>, _ body: (Line, Int) -> Void) {
    if isOverlong {
      isOverlong = false
    } else if pending.isEmpty {
      hand(piece, range, body)
    } else if pending.count + range.count > SourceLimits.recordBytes {
      body(.overlong, number)
    } else {
      pending += piece[range]
      hand(pending, 0..<pending.count, body)
    }
    pending.removeAll(keepingCapacity: pending.count <= SourceLimits.blockBytes)
  }

  private mutating func hold(_ rest: ArraySlice<UInt8>, _ body: (Line, Int) -> Void) {
    guard !isOverlong else { return }
    if pending.count + rest.count > SourceLimits.recordBytes {
      body(.overlong, number)
      pending = []
      isOverlong = true
    } else {
      pending += rest
    }
  }

  private func hand(_ bytes: [UInt8], _ range: Range<Int>, _ body: (Line, Int) -> Void) {
    if !bytes[range].allSatisfy(PlainText.isBlank) { body(.text(bytes, range), number) }
  }
}
