/// The form of one token while it is put together: UTF-8, at most ``limit`` bytes, cut between scalars.
struct FormBuffer {
  /// The most bytes a form or a term has.
  static let limit = 255

  private var bytes = InlineArray<255, UInt8>(repeating: 0)
  private(set) var count = 0
  /// Set once something did not fit: all that follows is left out.
  private var isCut = false
  /// Where in the form the last apostrophe of the source stood; apostrophes are not part of forms.
  private var lastApostrophe: Int?

  var isEmpty: Bool { count == 0 }

  /// Calls `body` with the form so far.
  @inline(__always)
  func withBytes<R>(_ body: (Span<UInt8>) -> R) -> R { body(bytes.span.extracting(first: count)) }

  mutating func removeAll() {
    count = 0
    isCut = false
    lastApostrophe = nil
  }

  /// Appends a word of ASCII letters, digits, apostrophes and what joins digits: bytes `range` of `text`.
  mutating func append(asciiWord text: Span<UInt8>, _ range: Range<Int>, elisions: [[UInt8]]) {
    for index in range {
      let byte = text[index]
      if byte == UInt8(ascii: "'") {
        noteApostrophe(elisions: elisions)
      } else if reserve(1) {
        append(0x41...0x5A ~= byte ? byte | 0x20 : byte)
      } else {
        return
      }
    }
  }

  /// Appends bytes `range` of `text`, one scalar.
  mutating func append(_ text: Span<UInt8>, _ range: Range<Int>) {
    guard reserve(range.count) else { return }
    for index in range { append(text[index]) }
  }

  /// Becomes a form, or a term, with a mark, where there is room for it: a word of so many bytes is none of a language.
  mutating func set(_ form: Span<UInt8>, mark: Int) {
    removeAll()
    append(form, form.indices)
    append(utf8: UInt64(mark), count: 1)
  }

  /// Appends another form, where all of it fits.
  mutating func append(_ other: borrowing FormBuffer) {
    guard reserve(other.count) else { return }
    for index in 0..<other.count { append(other.bytes[index]) }
  }

  /// Appends `count` bytes of `utf8`, the lowest first.
  mutating func append(utf8: UInt64, count: Int) {
    guard reserve(count) else { return }
    var rest = utf8
    for _ in 0..<count {
      append(UInt8(truncatingIfNeeded: rest))
      rest >>= 8
    }
  }

  /// Appends a scalar that is canonically decomposed, so that the form stays canonically composed.
  mutating func appendComposing(_ code: UInt32) {
    guard !isCut, let scalar = Unicode.Scalar(code) else { return }
    guard CanonicalMapping.dependsOnPrevious(code), let last = lastScalar else { return append(scalar) }
    // The dot that the Turkish İ, in lower case, has once more.
    if code == 0x0307, endsWithDottedLetter { return }
    if CanonicalMapping.combiningClass(last.value) == 0,
      let composed = CanonicalMapping.compose(last.value, code).flatMap(Unicode.Scalar.init)
    {
      count -= UTF8.width(last)
      append(composed)
    } else if CanonicalMapping.combiningClass(code) > 0 {
      let composed = CanonicalMapping.compose(removeFromLastStarter() + [code])
      for scalar in composed.lazy.compactMap(Unicode.Scalar.init) { append(scalar) }
    } else {
      append(scalar)
    }
  }

  /// Whether the last letter is an i, with whatever marks.
  private var endsWithDottedLetter: Bool {
    guard var start = (0..<count).last else { return false }
    while true {
      while bytes[start] & 0xC0 == 0x80, start > 0 { start -= 1 }
      let code = UTF8Scalar(in: bytes.span, at: start).code
      if start == 0 || CanonicalMapping.combiningClass(code) == 0 {
        return CanonicalMapping.base(of: code) == 0x69
      }
      start -= 1
    }
  }

  /// Takes the last starter and the marks behind it off the form; they are at most as many as the form has bytes.
  private mutating func removeFromLastStarter() -> [UInt32] {
    var removed: [UInt32] = []
    while let last = lastScalar {
      count -= UTF8.width(last)
      removed.append(last.value)
      if CanonicalMapping.combiningClass(last.value) == 0 { break }
    }
    return removed.reversed()
  }

  /// Notes that an apostrophe stands here in the source. If it is the first, and what stands before it is one
  /// of `elisions`, that is dropped.
  mutating func noteApostrophe(elisions: [[UInt8]]) {
    if lastApostrophe == nil, elisions.contains(where: equals) { count = 0 }
    lastApostrophe = count
  }

  /// Takes the English possessive off: an s that alone follows the last apostrophe.
  mutating func stripPossessive() {
    guard !isCut, let lastApostrophe, lastApostrophe > 0, count == lastApostrophe + 1,
      bytes[lastApostrophe] == UInt8(ascii: "s")
    else { return }
    count -= 1
  }

  private func equals(_ other: [UInt8]) -> Bool {
    other.count == count && other.indices.allSatisfy { bytes[$0] == other[$0] }
  }

  private mutating func append(_ byte: UInt8) {
    bytes[count] = byte
    count += 1
  }

  private mutating func append(_ scalar: Unicode.Scalar) {
    guard reserve(UTF8.width(scalar)) else { return }
    for unit in UTF8.encode(scalar)! { append(unit) }
  }

  private mutating func reserve(_ count: Int) -> Bool {
    if isCut || self.count + count > Self.limit {
      isCut = true
      return false
    }
    return true
  }

  /// The last scalar; what is appended is well formed, so that its lead byte is found going back.
  private var lastScalar: Unicode.Scalar? {
    guard var start = (0..<count).last else { return nil }
    while bytes[start] & 0xC0 == 0x80, start > 0 { start -= 1 }
    return Unicode.Scalar(UTF8Scalar(in: bytes.span, at: start).code)
  }
}
