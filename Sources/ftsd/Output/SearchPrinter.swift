import FTSProtocol
import FTSQuery
import FTSWording

/// Shows search results to people.
struct SearchPrinter {
  let terminal: Terminal

  /// - Parameters:
  ///   - all: Whether every word was required.
  ///   - sort: What results are ordered by; the numbers among it are shown.
  func text(_ response: SearchResponse, all: Bool, sort: [SortKey]) -> String {
    let offset = response.offset
    var lines = paragraph(header(response, offset: offset))
    if response.isPartial { lines.append("The time was up before all was looked at.") }
    if response.hits.isEmpty, offset == 0, (response.total ?? 0) == 0, !response.isPartial {
      lines.append(all ? "Without --all, any of the words is enough." : "Fewer or other words may find more.")
    }
    if let suggestion = response.suggestion {
      lines += paragraph("Did you mean: \(DisplayText.oneLine(suggestion))?")
    }
    for (index, hit) in response.hits.enumerated() {
      lines.append("")
      lines += self.lines(of: hit, rank: offset + index + 1, sort)
    }
    for facet in response.facets {
      lines.append("")
      lines += FacetPrinter(terminal: terminal).lines(facet)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func paragraph(_ text: String) -> [String] {
    Paragraph(text: text, highlights: []).lines(width: terminal.width, on: terminal)
  }

  private func header(_ response: SearchResponse, offset: Int) -> String {
    let query = DisplayText.oneLine(
      [response.query, response.like.map { "what is like \($0)" } ?? ""].filter { !$0.isEmpty }
        .joined(separator: " in "))
    let documents = response.documents.map { NumberText.count($0, "result") + ", " } ?? ""
    let time = " (\(documents)\(NumberText.duration(microseconds: response.tookMicroseconds)))"
    let noun = response.by == .thread ? "thread" : "result"
    guard let last = response.hits.indices.last else {
      if let total = response.total, total > 0 {
        // None were asked for, or the last one lies before the offset.
        let none = offset < total ? "" : ", none from \(offset + 1) on"
        return "\(NumberText.count(total, noun)) for \(query)" + none + time
      }
      return "Nothing found\(response.isPartial ? " so far" : "") for \(query)" + time
    }
    let end = last == 0 ? "" : "–" + NumberText.grouped(offset + last + 1)
    let shown = NumberText.grouped(offset + 1) + end
    guard let total = response.total else { return "Best \(shown) for \(query)" + time }
    let all = offset == 0 && total == response.hits.count
    return (all ? "" : "\(shown) of ") + "\(NumberText.count(total, noun)) for \(query)" + time
  }

  private func lines(of hit: SearchHit, rank: Int, _ sort: [SortKey]) -> [String] {
    let number = "\(rank). "
    let width = terminal.width.map { max(20, $0 - number.count) }
    let title = Paragraph(text: DisplayText.oneLine(Self.title(of: hit)), highlights: [])
      .lines(width: width, on: terminal)
    var lines = title.map { TextStyle.bold.applied(to: $0, on: terminal) }
    lines += body(of: hit, width: width, sort)
    if let matches = hit.matches { lines += self.lines(of: matches, width: width) }
    return Self.hang(lines, from: number)
  }

  /// What stands below the title.
  private func body(of hit: SearchHit, width: Int?, _ sort: [SortKey]) -> [String] {
    var lines = Paragraph(text: DisplayText.oneLine(Self.details(of: hit, sort)), highlights: [])
      .lines(width: width, on: terminal)
    if let snippet = hit.snippet {
      lines += Paragraph(text: snippet, highlights: hit.highlights).lines(width: width, on: terminal)
    }
    lines.append(TextStyle.dim.applied(to: DisplayText.oneLine(hit.id), on: terminal))
    if let explanation = hit.explanation { lines += ExplanationPrinter.lines(explanation, width: width) }
    return lines
  }

  /// The comments of a thread, and how many more match.
  private func lines(of matches: ThreadResponse, width: Int?) -> [String] {
    let mark = "› "
    let width = width.map { max(20, $0 - mark.count) }
    var lines = matches.comments.flatMap { Self.hang(body(of: $0, width: width, []), from: mark) }
    if matches.more > 0 { lines.append("\(mark)and \(NumberText.grouped(matches.more)) more") }
    return lines
  }

  /// Lines behind a mark, the others as far to the right as the first.
  private static func hang(_ lines: [String], from mark: String) -> [String] {
    let indent = String(repeating: " ", count: mark.count)
    return lines.enumerated().map { ($0.offset == 0 ? mark : indent) + $0.element }
  }

  private static func title(of hit: SearchHit) -> String {
    if let title = hit.metadata.title, !title.isEmpty { return title }
    if let title = hit.metadata.threadTitle, !title.isEmpty { return "Re: " + title }
    return "Untitled"
  }

  /// Author, day, rating, kind, score and other numbers it is ordered by, as far as known.
  private static func details(of hit: SearchHit, _ sort: [SortKey]) -> String {
    var parts: [String] = []
    if let author = hit.metadata.author, !author.isEmpty { parts.append(author) }
    if let date = hit.metadata.date { parts.append(String(date.prefix { $0 != "T" })) }
    if let rating = hit.metadata.rating { parts.append("rating " + NumberText.shortest(rating)) }
    parts.append(hit.kind)
    parts.append("score " + NumberText.fixed(Double(hit.score), decimals: 2))
    if hit.duplicates > 0 { parts.append(NumberText.count(hit.duplicates, "near duplicate")) }
    if let length = hit.threadLength { parts.append("thread of \(NumberText.grouped(length))") }
    for case .attribute(let name) in sort.map(\.field) {
      let numbers = hit.metadata.attributes.numbers(name).map(NumberText.shortest)
      if !numbers.isEmpty { parts.append("\(name) \(numbers.joined(separator: ", "))") }
    }
    return parts.joined(separator: " · ")
  }
}
