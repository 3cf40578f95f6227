import Testing

@testable import FTSCore

@Suite struct SentenceBreaksTests {
  /// A bar stands before every sentence but the first.
  @Test(arguments: [
    "One. |Two! |Three? |Four… |Five", "One two.Three", "e.g. this, i.e. that. |That",
    "J. R. R. Tolkien. |He",
    "He said \u{201C}no.\u{201D} |She did not. |(Or did she?) |Yes.", "\"No!\" |She",
    "Line\n|line\r\n|\u{E9}t\u{E9}\n \n |x",
    "Version 2.0 is out. |2.1 is not.", "一。|二！|三？|四", "Wait... what? |Yes", "",
  ])
  func sentencesBeginWhereTheSignsSay(text: String) {
    let bytes = Array(text.replacing("|", with: "").utf8)
    var expected: [Int] = []
    var index = 0
    for byte in text.utf8 {
      if byte == UInt8(ascii: "|") { expected.append(index) } else { index += 1 }
    }
    #expect(bytes.indices.filter { SentenceBreaks.isStart(bytes.span, $0) } == expected)
  }
}
