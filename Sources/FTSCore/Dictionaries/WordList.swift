import FTSAnalysis

/// Words that an operator lists: those that an index does not stem, or those that queries do without, its stop words.
///
/// Read from a text, a word to a line:
///
///     # What we sell.
///     Kindle
///     Ray
///
/// They are compared as forms are: `Kindle` is `KINDLE`, too. Which forms they have, and whether each is one word, the
/// analyzer of an index tells.
public struct WordList: Sendable {
  /// Words that a list has at most.
  public static let maximumWords = 10_000
  /// Bytes of UTF-8 that a word has at most.
  public static let maximumBytes = 255

  /// As they are written, ascending by their bytes, each once.
  public let words: [String]
  /// What the file is called.
  private let file: String
  /// Of each word, the line it stands in first.
  private let lines: [Int]

  /// Reads a list.
  ///
  /// - Parameter file: what errors call it.
  public init(_ text: String, file: String = "words") throws(DictionarySyntaxError) {
    var lines: [String: Int] = [:]
    for line in DictionaryLine.lines(of: text) {
      let word = String(line.text)
      if lines[word] != nil { continue }
      guard word.utf8.count <= Self.maximumBytes else {
        throw DictionarySyntaxError(
          file: file, line: line.number, reason: "a word has at most \(Self.maximumBytes) bytes")
      }
      guard lines.count < Self.maximumWords else {
        throw DictionarySyntaxError(
          file: file, line: line.number, reason: "there are more than \(Self.maximumWords) words")
      }
      lines[word] = line.number
    }
    let sorted = lines.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    words = sorted.map(\.key)
    self.lines = sorted.map(\.value)
    self.file = file
  }

  /// The list that an index has recorded; `nil` where none has been recorded so.
  init?(recorded words: [String]) {
    guard words.count <= Self.maximumWords,
      words.allSatisfy({ !$0.isEmpty && $0.utf8.count <= Self.maximumBytes }),
      zip(words, words.dropFirst()).allSatisfy({ $0.utf8.lexicographicallyPrecedes($1.utf8) })
    else { return nil }
    self.words = words
    lines = Array(words.indices.map { $0 + 1 })
    file = "the protected words of the index"
  }

  /// A list without a word.
  public init() {
    words = []
    lines = []
    file = ""
  }

  /// Whether there is none.
  public var isEmpty: Bool { words.isEmpty }

  /// The forms of the words, of those that are each one to an analyzer.
  func forms(by analyzer: Analyzer) -> FormSet {
    let analyzer = QueryAnalyzer(analyzer.makeTokenizer())
    return FormSet(
      words.lazy.map { analyzer.words(of: $0) }.filter { $0.count == 1 }.map { Array($0[0].form.utf8) })
  }

  /// Checks that each is one word to the analyzer of the index of `reader`.
  public func check(for reader: IndexReader) throws(DictionarySyntaxError) { try check(by: reader.analyzer) }

  /// Checks that each is one word to an analyzer.
  func check(by analyzer: Analyzer) throws(DictionarySyntaxError) {
    let name = analyzer.name
    let analyzer = QueryAnalyzer(analyzer.makeTokenizer())
    for (word, line) in zip(words, lines) {
      let count = analyzer.words(of: word).count
      if count == 1 { continue }
      throw DictionarySyntaxError(
        file: file, line: line,
        reason: count == 0
          ? "the analyzer \(name) finds no word in '\(word)'"
          : "'\(word)' is \(count) words to the analyzer \(name); a line has one")
    }
  }
}

extension WordList: Equatable {
  /// Where the words stood does not matter.
  public static func == (a: WordList, b: WordList) -> Bool { a.words == b.words }
}
