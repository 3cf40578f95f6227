import FTSProtocol
import Testing

@Suite struct JSONWriterTests {
  private func json(_ value: some JSONEncodable) -> String {
    String(decoding: JSONWriter.encode(value), as: UTF8.self)
  }

  @Test(arguments: [
    ("", #""""#), ("plain", #""plain""#), ("say \"no\" \\ yes", #""say \"no\" \\ yes""#),
    ("a\nb\r\tc", #""a\nb\r\tc""#), ("\u{0}\u{1F}\u{7F}", "\"\\u0000\\u001f\u{7F}\""),
    ("한글 – é 🎬", "\"한글 – é 🎬\""), ("{", #""{""#), ("[:,", #""[:,""#),
  ])
  func escapesWhatMustBeEscapedAndNothingElse(text: String, expected: String) {
    #expect(json(text) == expected)
  }

  @Test(arguments: [
    (0.0, "0"), (8.0, "8"), (8.5, "8.5"), (-0.1, "-0.1"), (1e22, "1e+22"), (1e-300, "1e-300"),
    (Double.infinity, "null"), (Double.nan, "null"),
  ])
  func writesTheShortestDigitsThatReadBack(number: Double, expected: String) {
    #expect(json(number) == expected)
  }

  @Test func everyFloatReadsBackAsItself() {
    for bits in stride(from: UInt32(0), through: 0x7F00_0000, by: 65_521) {
      let number = Float(bitPattern: bits)
      #expect(Float(json(number)) == number)
    }
  }

  @Test func separatesMembersAndElements() {
    var writer = JSONWriter()
    writer.object {
      $0.member("a", [1, 2, 3])
      $0.member("b", [[0..<4], []])
      $0.key("c")
      $0.object { $0.member("d", ["x{", "y["]) }
      $0.member("absent", nil as String?)
      $0.member("empty", unlessEmpty: [Int]())
      $0.member("e", true)
    }
    #expect(
      String(decoding: writer.bytes, as: UTF8.self)
        == #"{"a":[1,2,3],"b":[[[0,4]],[]],"c":{"d":["x{","y["]},"e":true}"#)
  }
}
