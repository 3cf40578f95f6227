import FTSDocument

/// A plain-text page: one review, and the comments printed below it.
///
/// The first line that is not blank names the film, the paragraphs after it are the review, and a
/// numbered list below a heading such as `3 comments on “…”` holds the comments, replies indented
/// deeper than what they answer. Blogs print fewer comments than they announce, and pages are cut
/// off anywhere: what is there is taken.
struct PageReader: WholeFileReader {
  static let noun = "page"
  let source: String

  func events(of text: String) -> [SourceEvent]? {
    guard let (documents, strayLine) = PageDocuments(text, source: source).documents() else { return nil }
    var events = documents.map(SourceEvent.document)
    if let strayLine {
      events.append(
        problem(
          "text below the heading of the comments, before the first `1. NAME says:`, is left out", .warning,
          at: .line(strayLine)))
    }
    return events
  }
}
