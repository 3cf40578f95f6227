import FTSProtocol
import FTSTestSupport
import Testing

@Suite struct PercentEncodingTests {
  @Test(arguments: [
    ("", ""), ("abc", "abc"), ("a%20b", "a b"), ("a+b", "a b"), ("%2B", "+"), ("%e2%82%AC", "€"),
    ("100%25", "100%"),
  ])
  func decodes(encoded: String, text: String) {
    #expect(PercentEncoding.decode(encoded[...].utf8, plusIsSpace: true) == text)
  }

  @Test(arguments: ["%", "%2", "%zz", "a%2", "%ff", "%c3", "%ed%a0%80"])
  func refusesWhatIsNotWellFormed(encoded: String) {
    #expect(PercentEncoding.decode(encoded[...].utf8, plusIsSpace: true) == nil)
  }

  @Test func aPlusInAPathIsAPlus() {
    #expect(PercentEncoding.decode("a+b"[...].utf8, plusIsSpace: false) == "a+b")
  }

  @Test(arguments: [1, 2, UInt64.random(in: 0 ... .max)])
  func everySegmentReadsBack(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<1_000 {
      let text = String(
        String.UnicodeScalarView(
          (0..<8).compactMap { _ in Unicode.Scalar(UInt32.random(in: 0..<0x3000, using: &generator)) }))
      let encoded = PercentEncoding.encodeSegment(text)
      #expect(encoded.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "/") }, "seed \(seed)")
      #expect(PercentEncoding.decode(encoded[...].utf8, plusIsSpace: false) == text, "seed \(seed)")
    }
  }

  @Test func aSocketPathFitsTheSystem() throws {
    #expect(try SocketPath(String(repeating: "a", count: 107)).path.utf8.count == 107)
    for path in ["", String(repeating: "a", count: 108), "a\u{0}b", String(repeating: "ä", count: 54)] {
      #expect(throws: Problem.self) { try SocketPath(path) }
    }
    #expect(
      try SocketPath.standard(environment: ["XDG_RUNTIME_DIR": "/run/user/7"]).path == "/run/user/7/ftsd.sock"
    )
    #expect(try SocketPath.standard(environment: [:]).path == "/run/ftsd.sock")
  }
}
