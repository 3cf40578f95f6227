import ArgumentParser
import FTSAnalysis
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

      JSON is one array a line; start and end are offsets in UTF-8 bytes.
      """)

  @Option(
    help: ArgumentHelp("Analyzer: \(Analyzer.names.joined(separator: ", ")).", valueName: "name"),
    completion: .list(Analyzer.names))
  var analyzer = "english"

  @Option(
    help: ArgumentHelp("Language of the text, of several of the analyzer: de, German.", valueName: "language")
  )
  var language: String?

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
  }

  func run() throws {
    guard let analyzer = Analyzer.named(analyzer) else { return }
    let language = analyzer.place(ofLanguage: language)
    if !text.isEmpty {
      return try StandardOutput.write(
        output(analyzer.tokens(in: text.joined(separator: " "), language: language)))
    }
    while let line = readLine() {
      try StandardOutput.write(output(analyzer.tokens(in: line, language: language)))
    }
  }

  private func output(_ tokens: [Token]) -> [UInt8] {
    guard json else {
      return Array((tokens.map { DisplayText.oneLine($0.term) }.joined(separator: " ") + "\n").utf8)
    }
    var writer = JSONWriter()
    writer.array(tokens) { token, writer in
      writer.object {
        $0.member("term", token.term)
        $0.member("position", token.position)
        $0.member("start", token.start)
        $0.member("end", token.end)
      }
    }
    return writer.bytes + [UInt8(ascii: "\n")]
  }
}
