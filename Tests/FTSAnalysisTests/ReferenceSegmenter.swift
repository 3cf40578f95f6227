@testable import FTSAnalysis

/// Word boundaries straight from the text of UAX #29, each decided on its own by looking left and right; the
/// classes are those of ``WordBreakTailoring``. Slow, and written without regard to ``WordScanner``.
struct ReferenceSegmenter {
  private let scalars: [Unicode.Scalar]
  private let classes: [WordBreak]

  init(_ text: String) {
    scalars = Array(text.unicodeScalars)
    classes = scalars.map { ScalarTable.shared[$0.value].wordBreak }
  }

  /// The tokens as ranges of bytes: segments with a letter, number or emoji, from the first of these on. Of scripts without
  /// spaces each together with the next.
  func tokens() -> [Range<Int>] {
    var segments: [(range: Range<Int>, isUnspaced: Bool)] = []
    var segmentStart = 0
    for end in scalars.indices.map({ $0 + 1 }) where isBoundary(end) {
      let segment = segmentStart..<end
      segmentStart = end
      guard let first = segment.first(where: { ScalarTable.shared[scalars[$0].value].isWordLike }) else {
        continue
      }
      segments.append(
        (
          byteOffset(first)..<byteOffset(end),
          ScalarTable.shared[scalars[first].value].isUnspaced
        ))
    }
    return segments.indices.map { index in
      let (range, isUnspaced) = segments[index]
      guard isUnspaced, index + 1 < segments.count, segments[index + 1].isUnspaced,
        segments[index + 1].range.lowerBound == range.upperBound
      else { return range }
      return range.lowerBound..<segments[index + 1].range.upperBound
    }
  }

  private func byteOffset(_ index: Int) -> Int { scalars[..<index].reduce(0) { $0 + UTF8.width($1) } }

  private func isIgnored(_ index: Int) -> Bool {
    classes[index] == .extend || classes[index] == .zeroWidthJoiner
  }

  private func isLineEnd(_ index: Int) -> Bool {
    [0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029].contains(scalars[index].value)
  }

  /// Whether there is a boundary before the scalar at `index`.
  private func isBoundary(_ index: Int) -> Bool {
    if index == scalars.count { return true }  // WB2
    if isLineEnd(index - 1) || isLineEnd(index) { return true }  // WB3a, WB3b
    if classes[index - 1] == .zeroWidthJoiner, ScalarTable.shared[scalars[index].value].isPictographic {
      return false  // WB3c
    }
    if isIgnored(index) { return false }  // WB4
    let left = classesBefore(index)
    let right = classesFrom(index)
    let (before, after) = (left.first, right.first)
    let beforeThat = left.dropFirst().first
    let afterThat = right.dropFirst().first
    let letters: Set<WordBreak?> = [.letter, .hebrewLetter]
    let joinsLetters: Set<WordBreak?> = [.midLetter, .apostrophe]
    if letters.contains(before), letters.contains(after) { return false }  // WB5
    if letters.contains(before), joinsLetters.contains(after), letters.contains(afterThat) {
      return false  // WB6
    }
    if letters.contains(beforeThat), joinsLetters.contains(before), letters.contains(after) {
      return false  // WB7
    }
    if before == .hebrewLetter, after == .apostrophe { return false }  // WB7a
    if before == .hebrewLetter, after == .doubleQuote, afterThat == .hebrewLetter { return false }  // WB7b
    if beforeThat == .hebrewLetter, before == .doubleQuote, after == .hebrewLetter { return false }  // WB7c
    if before == .numeric, after == .numeric { return false }  // WB8
    if letters.contains(before), after == .numeric { return false }  // WB9
    if before == .numeric, letters.contains(after) { return false }  // WB10
    if beforeThat == .numeric, before == .midNumeric, after == .numeric { return false }  // WB11
    if before == .numeric, after == .midNumeric, afterThat == .numeric { return false }  // WB12
    if before == .katakana, after == .katakana { return false }  // WB13
    if after == .regionalIndicator {
      return left.prefix { $0 == .regionalIndicator }.count % 2 == 0  // WB15, WB16
    }
    return true  // WB999
  }

  /// The classes left of `index` that count (WB4), nearest first. After a line end, Extend and the like count
  /// themselves, and are in the way as any other scalar is.
  private func classesBefore(_ index: Int) -> [WordBreak] {
    var found: [WordBreak] = []
    for position in (0..<index).reversed() {
      if isIgnored(position) {
        let attached = (0..<position).reversed().first { !isIgnored($0) }
        guard attached == nil || isLineEnd(attached!) else { continue }
      }
      found.append(classes[position])
    }
    return found
  }

  /// The classes from `index` on that count, nearest first.
  private func classesFrom(_ index: Int) -> [WordBreak] {
    (index..<scalars.count).filter { !isIgnored($0) }.prefix(2).map { classes[$0] }
  }
}
