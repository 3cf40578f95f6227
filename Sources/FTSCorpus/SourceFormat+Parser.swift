extension SourceFormat {
  /// What reads a file of this format; `source` is what its problems name.
  func parser(source: String, _ options: SourceOptions) -> any SourceParser {
    switch self {
    case .page: WholeFileParser(PageReader(source: source))
    case .wxr:
      XMLSourceParser(
        source: source, records: WXRRecords(source: source, includesUnapproved: options.includesUnapproved))
    case .stackexchange: XMLSourceParser(source: source, records: StackExchangeRecords(source: source))
    case .disqus:
      XMLSourceParser(
        source: source, records: DisqusRecords(source: source, includesUnapproved: options.includesUnapproved)
      )
    case .reddit: JSONLinesParser(source: source, records: RedditRecords())
    case .hackernews: HackerNewsParser(source: source)
    case .csv: DelimitedParser(source: source, delimiter: nil, fieldMap: options.fieldMap)
    case .tsv: DelimitedParser(source: source, delimiter: UInt8(ascii: "\t"), fieldMap: options.fieldMap)
    case .markdown: WholeFileParser(MarkdownReader(source: source, options: options))
    case .commentData: WholeFileParser(CommentDataReader(source: source, options: options))
    case .html: WholeFileParser(WebPageReader(source: source))
    case .mbox: MailboxParser(source: source)
    case .jsonl: JSONLinesParser(source: source, records: RecordMapper(fieldMap: options.fieldMap))
    }
  }

  /// What a file of this format yields whose bytes arrive in these pieces.
  package func events(of pieces: [[UInt8]]) -> [SourceEvent] {
    var parser = parser(source: "-", SourceOptions())
    var events: [SourceEvent] = []
    for piece in pieces where !parser.isFinished { parser.consume(piece, into: &events) }
    parser.finish(isCut: false, into: &events)
    return events
  }
}
