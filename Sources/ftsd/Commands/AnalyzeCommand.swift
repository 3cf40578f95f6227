import ArgumentParser
import FTSAnalysis
import FTSCore
import FTSProtocol

/// `ftsd analyze`.
struct AnalyzeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "analyze",
    abstract: "Show the terms an analyzer makes of text.",
    discussion: """
      Without TEXT every line of standard input is a text of its own.

        ftsd analyze "The machines' humanism"
        ftsd analyze --analyzer german --json < titles.txt
        ftsd analyze --analyzer english+german "Die Häuser am Meer"

      With several languages it is told which the text is taken for. JSON is one array a line; start and end are \
      offsets in UTF-8 bytes.
      """)

  @Option(
    help: ArgumentHelp("Analyzer: \(Analyzer.names.joined(separator: ", ")).", valueName: "name"),
    completion: .list(Analyzer.names))
  var analyzer = "english"

  @Option(
    help: ArgumentHelp(
      "Language of the text, one of the analyzer's: de, German. Default: as its words tell.",
      valueName: "language")
  )
  var language: String?

  @Option(
    help: ArgumentHelp("Words not to stem: a file with a word to a line.", valueName: "file"),
    completion: .file())
  var protectedWords: String?

  @Flag(help: "Print the tokens as JSON.")
  var json = false

  @Argument(help: "The text.")
  var text: [String] = []

  func validate() throws {
    guard Analyzer.named(analyzer) != nil else {
      throw ValidationError(
        "no analyzer is named '\(analyzer)'; there are \(Analyzer.names.joined(separator: ", ")), and languages with + between"
      )
    }
    if let language, Analyzer.named(analyzer)?.place(ofLanguage: language) == nil {
      throw ValidationError("the analyzer \(analyzer) has no language '\(language)'")
    }
  }

  func run() throws {
    let analyzer = try makeAnalyzer()
    if !text.isEmpty {
      return try StandardOutput.write(output(text.joined(separator: " "), analyzer))
    }
    while let line = readLine() { try StandardOutput.write(output(line, analyzer)) }
  }

  private func makeAnalyzer() throws -> Analyzer {
    let words = try protectedWords.map { try WordList(path: $0) }
    do throws(IndexError) {
      return try IndexSettings(analyzer: analyzer, protectedWords: words ?? WordList()).makeAnalyzer()
    } catch { throw Failure(error) }
  }

  private func output(_ text: String, _ analyzer: Analyzer) -> [UInt8] {
    let place = analyzer.makeTokenizer().language(told: language, of: [text])
    let tokens = analyzer.tokens(in: text, language: place)
    let language = analyzer.languages.count > 1 ? analyzer.languages[place] : nil
    guard json else {
      let terms = tokens.map { DisplayText.oneLine($0.term) }.joined(separator: " ")
      return Array(((language.map { $0 + ": " } ?? "") + terms + "\n").utf8)
    }
    var writer = JSONWriter()
    writer.array(tokens) { token, writer in
      writer.object {
        $0.member("term", token.term)
        $0.member("position", token.position)
        $0.member("start", token.start)
        $0.member("end", token.end)
        $0.member("language", language)
      }
    }
    return writer.bytes + [UInt8(ascii: "\n")]
  }
}
