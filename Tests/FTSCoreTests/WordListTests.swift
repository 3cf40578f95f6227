import FTSAnalysis
import Testing

@testable import FTSCore

@Suite struct WordListTests {
  private func error(_ text: String, _ analyzer: String = "english") throws -> DictionarySyntaxError? {
    let analyzer = try #require(Analyzer.named(analyzer))
    do throws(DictionarySyntaxError) { try WordList(text, file: "f").check(by: analyzer) } catch {
      return error
    }
    return nil
  }

  @Test("a list has the words of its lines, each once, without comments, in files of Unix and Windows")
  func reading() throws {
    for end in ["\n", "\r\n"] {
      let text = ["\u{FEFF}# Brands", "Ray", "", "  Kindle\t", "#Echo", "Café", "Ray"].joined(separator: end)
      #expect(try WordList(text).words == ["Café", "Kindle", "Ray"])
      #expect(try WordList(text + end).words == ["Café", "Kindle", "Ray"])
    }
    #expect(try WordList("").isEmpty && WordList("\n# none\n \n").isEmpty && !WordList("a").isEmpty)
  }

  @Test("the line is told that is no word to the analyzer of the index, or several")
  func linesThatAreNoWord() throws {
    #expect(
      try error("Ray\n\nnew york\nKindle")
        == DictionarySyntaxError(
          file: "f", line: 3, reason: "'new york' is 2 words to the analyzer english; a line has one"))
    #expect(try error("Ray-Ban")?.line == 1)
    #expect(
      try error("# x\n!!!")
        == DictionarySyntaxError(
          file: "f", line: 2, reason: "the analyzer english finds no word in '!!!'"))
    #expect(try error("!!!")?.description == "f, line 1: the analyzer english finds no word in '!!!'")
    // Which words are one depends on the analyzer.
    #expect(
      try error("don’t") == nil && error("don’t", "simple") != nil && error("Ray-Ban", "whitespace") == nil)
    #expect(try error("서울") == nil && error("대통령") != nil)
  }

  @Test("a list is bounded in words and in the bytes of each")
  func limits() throws {
    let most = (1...WordList.maximumWords).map { "w\($0)" }.joined(separator: "\n")
    #expect(try WordList(most + "\nw1\n# more").words.count == WordList.maximumWords)
    let error = #expect(throws: DictionarySyntaxError.self) { try WordList(most + "\n\none more") }
    #expect(error?.line == WordList.maximumWords + 2 && error?.reason == "there are more than 10000 words")
    let longest = String(repeating: "é", count: WordList.maximumBytes / 2)
    #expect(try WordList(longest).words == [longest])
    #expect(throws: DictionarySyntaxError(file: "words", line: 2, reason: "a word has at most 255 bytes")) {
      try WordList("a\n\(longest)é")
    }
  }

  @Test("what an index has not recorded as a list is none")
  func recorded() throws {
    #expect(WordList(recorded: ["Ray", "ray"])?.words == ["Ray", "ray"])
    #expect(WordList(recorded: []) == WordList())
    for words in [["b", "a"], ["a", "a"], [""], ["", "a"], [String(repeating: "a", count: 256)]] {
      #expect(WordList(recorded: words) == nil)
    }
  }
}
