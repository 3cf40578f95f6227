import ArgumentParser
import FTSCore

/// The files of words that searches go by.
struct DictionaryFiles: ParsableArguments {
  @Option(
    name: .customLong("synonyms"),
    help: ArgumentHelp(
      "Look for synonyms, too: a file with lines such as 'tv, television' and 'nyc => new york city'.",
      valueName: "file"),
    completion: .file())
  var synonyms: String?

  @Option(
    name: .customLong("stop-words"),
    help: ArgumentHelp(
      "Leave these words out of queries that have others: a file with a word to a line.", valueName: "file"),
    completion: .file())
  var stopWords: String?

  /// Refuses the files where a daemon is asked.
  func validate(besides socket: String?) throws {
    for (option, path) in [("--synonyms", synonyms), ("--stop-words", stopWords)]
    where socket != nil && path != nil {
      throw ValidationError("\(option) and --socket exclude each other: a daemon has its own")
    }
  }

  /// What the files say, to the index of `reader`.
  func read(for reader: IndexReader) throws(Failure) -> SearchDictionaries {
    try Self.read(synonyms: synonyms, stopWords: stopWords, for: reader)
  }

  /// The same for the files at these paths.
  static func read(
    synonyms: String?, stopWords: String?, for reader: IndexReader
  ) throws(Failure) -> SearchDictionaries {
    var dictionaries = SearchDictionaries()
    if let synonyms {
      let text = try Files.text(synonyms)
      do throws(DictionarySyntaxError) {
        dictionaries.synonyms = try Synonyms(text, file: synonyms)
      } catch { throw Failure(error) }
    }
    if let stopWords {
      let words = try WordList(path: stopWords)
      do throws(DictionarySyntaxError) { try words.check(for: reader) } catch { throw Failure(error) }
      dictionaries.stopWords = words
    }
    return dictionaries
  }
}
