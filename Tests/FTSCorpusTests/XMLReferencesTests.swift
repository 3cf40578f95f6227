import Testing

@testable import FTSCorpus

@Suite struct XMLReferencesTests {
  @Test(arguments: [
    ("a&#x0E;b", "a b"), ("&#14;", " "), ("&#x0A;&#10;&#9;&#x20;", "&#x0A;&#10;&#9;&#x20;"),
    ("&#xFFFE;&#xD800;&#x110000;", "   "), ("&#xfffd;&#x10FFFF;", "&#xfffd;&#x10FFFF;"), ("&#0;", " "),
    ("&#x0E", "&#x0E"), ("&amp;#x0E;", "&amp;#x0E;"), ("&#;&#x;&#-1;&#+1;&#xg;", "&#;&#x;&#-1;&#+1;&#xg;"),
    ("#x0E;", "#x0E;"), ("&#0000000000000000014;", "&#0000000000000000014;"), ("", ""),
  ])
  func referencesToWhatXMLForbidsBecomeSpaces(text: String, expected: String) {
    #expect(String(decoding: XMLReferences.mended(Array(text.utf8)), as: UTF8.self) == expected)
  }
}
