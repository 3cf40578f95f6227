/// What a text quotes, as mail does: lines that begin with ">".
struct QuotedLines {
  /// Runs of quoted lines, ascending, line ends included.
  private var runs: [Range<Int>] = []
  private let textCount: Int

  init(_ text: Span<UInt8>) {
    textCount = text.count
    var marks: UInt8 = 0
    for index in text.indices { marks |= text[index] == UInt8(ascii: ">") ? 1 : 0 }
    if marks == 0 { return }
    var start = 0
    while start < text.count {
      var end = start
      while end < text.count, text[end] != UInt8(ascii: "\n") { end += 1 }
      end = min(end + 1, text.count)
      if Self.isQuoted(text, start) {
        if let last = runs.last, last.upperBound == start {
          runs[runs.count - 1] = last.lowerBound..<end
        } else {
          runs.append(start..<end)
        }
      }
      start = end
    }
  }

  var isEmpty: Bool { runs.isEmpty }

  /// Whether a byte is in a quoted line.
  func contains(_ index: Int) -> Bool {
    let behind = runsBefore(index)
    return behind > 0 && runs[behind - 1].contains(index)
  }

  /// The quoted lines around a byte, or the others.
  func run(around index: Int) -> Range<Int> {
    let behind = runsBefore(index)
    if behind > 0, runs[behind - 1].contains(index) { return runs[behind - 1] }
    let lower = behind > 0 ? runs[behind - 1].upperBound : 0
    return lower..<(behind < runs.count ? runs[behind].lowerBound : textCount)
  }

  /// How many runs begin at a byte or before it.
  private func runsBefore(_ index: Int) -> Int {
    var (lower, upper) = (0, runs.count)
    while lower < upper {
      let middle = (lower + upper) / 2
      if runs[middle].lowerBound <= index { lower = middle + 1 } else { upper = middle }
    }
    return lower
  }

  /// Where the text begins that is not quoted; 0 where all of it is.
  var ownStart: Int {
    guard let first = runs.first, first.lowerBound == 0, first.upperBound < textCount else { return 0 }
    return first.upperBound
  }

  /// Whether a byte is in a quoted line behind its first.
  func isWithinLine(_ index: Int, _ text: Span<UInt8>) -> Bool {
    index > 0 && contains(index) && text[index - 1] != UInt8(ascii: "\n")
  }

  /// Where the text of a quoted line begins, behind its marks.
  static func content(_ text: Span<UInt8>, of line: Int) -> Int {
    var index = line
    while index < text.count, text[index] == UInt8(ascii: ">") || text[index] == UInt8(ascii: " ") {
      index += 1
    }
    return index
  }

  private static func isQuoted(_ text: Span<UInt8>, _ line: Int) -> Bool {
    var index = line
    while index < text.count, text[index] == UInt8(ascii: " ") { index += 1 }
    return index < text.count && text[index] == UInt8(ascii: ">")
  }
}
