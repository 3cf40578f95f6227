/// The forms in which people keep reviews and comments, as far as they are read here.
public enum SourceFormat: String, CaseIterable, Sendable, CustomStringConvertible {
  /// A plain-text page as a blog prints it: a title line, paragraphs, the comments as a numbered list.
  case page
  /// A WordPress export: RSS with the `wp` namespace (WXR 1.0 to 1.2).
  case wxr
  /// A file of a Stack Exchange data dump: Posts.xml or Comments.xml.
  case stackexchange
  /// A comments export of Disqus: XML.
  case disqus
  /// Submissions and comments of Reddit: one JSON object a line.
  case reddit
  /// Items of Hacker News: one JSON object a line, or one JSON text.
  case hackernews
  /// Comma-separated values with a header, or with semicolons (RFC 4180).
  case csv
  /// Tab-separated values with a header.
  case tsv
  /// A post in Markdown as Jekyll and Hugo keep it, with front matter in YAML, TOML or JSON.
  case markdown
  /// A comment kept as a file of YAML, TOML or JSON beside the posts of such a site.
  case commentData = "comment-data"
  /// A saved web page: HTML, with what it says of itself in microdata, JSON-LD or microformats.
  case html
  /// A mailbox in one file, mboxrd or mboxo.
  case mbox
  /// JSON Lines: one JSON object a line.
  case jsonl

  /// What a person calls a file of this format.
  public var description: String {
    switch self {
    case .page: "a text page"
    case .wxr: "a WordPress export (WXR)"
    case .stackexchange: "a Stack Exchange dump"
    case .disqus: "a Disqus export"
    case .reddit: "a Reddit dump"
    case .hackernews: "items of Hacker News"
    case .csv: "CSV"
    case .tsv: "TSV"
    case .markdown: "a post in Markdown"
    case .commentData: "a comment of a site"
    case .html: "a web page"
    case .mbox: "a mailbox"
    case .jsonl: "JSON Lines"
    }
  }

  /// All of them, with "or" before the last.
  static var allDescriptions: String {
    let names = allCases.map(\.description)
    return names.dropLast().joined(separator: ", ") + " or " + (names.last ?? "")
  }

  /// What `--format` takes: all raw values, with "or" before the last.
  public static var allNames: String {
    let names = allCases.map(\.rawValue)
    return names.dropLast().joined(separator: ", ") + " or " + (names.last ?? "")
  }
}
