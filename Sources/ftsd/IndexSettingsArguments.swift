import ArgumentParser
import FTSAnalysis
import FTSCore

/// What an index is made with, as far as it is to be other than what it is, or than the default.
struct IndexSettingsArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Analyzer: \(Analyzer.names.joined(separator: ", ")); or languages with + between, each document in its own. Default: that of the index; english for a new one.",
      valueName: "name"),
    completion: .list(Analyzer.names))
  var analyzer: String?

  @Option(
    help: ArgumentHelp(
      "Words not to stem, in any form of their letters: a file with a word to a line, or an empty one for none. Default: those of the index; none for a new one.",
      valueName: "file"),
    completion: .file())
  var protectedWords: String?

  @OptionGroup var bm25: BM25Arguments

  @Option(
    help: ArgumentHelp(
      "What a word in the title counts, in words of the text. Default: that of the index; 3 for a new one.",
      valueName: "z"))
  var titleWeight: Float?

  /// Reads the protected words.
  func requested() throws(Failure) -> RequestedSettings {
    var requested = RequestedSettings(analyzer: analyzer, k1: bm25.k1, b: bm25.b, titleWeight: titleWeight)
    if let protectedWords { requested.protectedWords = try WordList(path: protectedWords) }
    return requested
  }
}
