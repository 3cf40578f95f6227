/// The lines of a file that say something, with their numbers from 1, without line ends and
/// without the spaces around them. Bytes that are not UTF-8 become U+FFFD.
struct TextLines: Sequence, IteratorProtocol {
  private var rest: ArraySlice<UInt8>
  private var number = 0

  init(_ bytes: [UInt8]) { rest = bytes[...] }

  mutating func next() -> (number: Int, text: Substring)? {
    while !rest.isEmpty {
      let line = rest.prefix { $0 != UInt8(ascii: "\n") }
      rest = rest[line.endIndex...].dropFirst()
      number += 1
      let text = String(decoding: line, as: UTF8.self)
      let trimmed = text.drop(while: \.isWhitespace)
      guard let last = trimmed.lastIndex(where: { !$0.isWhitespace }) else { continue }
      return (number, trimmed[...last])
    }
    return nil
  }
}
