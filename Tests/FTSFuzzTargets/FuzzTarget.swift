import FTSCorpus

/// A decoder of bytes from outside, and what must hold for whatever bytes it gets. A fuzzer looks for bytes for which it does
/// not; those found once are kept under `Tests/FTSFuzzTests/Inputs` and tried in the ordinary tests.
public enum FuzzTarget: String, CaseIterable, Sendable {
  /// What arrives on a connection of the daemon.
  case connection
  /// The text of a query.
  case query
  /// The JSON of a search and of an explanation, as bodies of requests.
  case request
  /// JSON Lines.
  case jsonl
  /// A WordPress export.
  case wxr
  /// A Stack Exchange dump.
  case stackexchange
  /// A Disqus export.
  case disqus
  /// A Reddit dump.
  case reddit
  /// Items of Hacker News.
  case hackernews
  /// Comma-separated values.
  case csv
  /// A text page.
  case page
  /// A post in Markdown.
  case markdown
  /// A comment of a site.
  case commentData = "comment-data"
  /// A web page.
  case html
  /// A mailbox.
  case mbox
  /// A file of whatever format, also compressed.
  case file
  /// An index in the Common Index File Format.
  case ciff
  /// A file of settings, and other TOML.
  case toml
  /// A file of synonyms.
  case synonyms
  /// A file of protected words or stop words.
  case words
  /// The values of an index on disk.
  case index

  /// Does all that is done with such bytes. Where something does not hold it stops the process, as a fuzzer wants it.
  public func run(_ bytes: [UInt8]) {
    switch self {
    case .connection: ConnectionFuzzing.shared.run(bytes)
    case .query: QueryFuzzing.run(bytes)
    case .request: RequestFuzzing.run(bytes)
    case .jsonl: SourceFuzzing.run(.jsonl, bytes)
    case .wxr: SourceFuzzing.run(.wxr, bytes)
    case .stackexchange: SourceFuzzing.run(.stackexchange, bytes)
    case .disqus: SourceFuzzing.run(.disqus, bytes)
    case .reddit: SourceFuzzing.run(.reddit, bytes)
    case .hackernews: SourceFuzzing.run(.hackernews, bytes)
    case .csv: SourceFuzzing.run(.csv, bytes)
    case .page: SourceFuzzing.run(.page, bytes)
    case .markdown: SourceFuzzing.run(.markdown, bytes)
    case .commentData: SourceFuzzing.run(.commentData, bytes)
    case .html: SourceFuzzing.run(.html, bytes)
    case .mbox: SourceFuzzing.run(.mbox, bytes)
    case .file: FileFuzzing.shared.run(bytes)
    case .ciff: CommonIndexFuzzing.shared.run(bytes)
    case .toml: SettingsFuzzing.readTOML(bytes)
    case .synonyms: SettingsFuzzing.readSynonyms(bytes)
    case .words: SettingsFuzzing.readWords(bytes)
    case .index: IndexFuzzing.shared.run(bytes)
    }
  }
}
