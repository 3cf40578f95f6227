import Glibc

/// What the path of a file says in a site of Jekyll or Hugo.
struct SitePath {
  /// Names of the directories above it, from the root.
  private let directories: [String]
  /// The file's name without what follows its last dot, compression apart.
  let stem: String
  /// What follows that dot, in lower case.
  let ending: String

  /// - Parameter path: as given; what it is relative to is looked up, since what a file is called should not depend on where one stands.
  init(_ path: String) {
    var names = Self.absolute(path).split(separator: "/").map(String.init)
    var name = names.popLast() ?? ""
    for suffix in [".gz", ".zst"] where name.lowercased().hasSuffix(suffix) { name.removeLast(suffix.count) }
    directories = names
    let dot = name.lastIndex(of: ".")
    stem = String(name[..<(dot ?? name.endIndex)])
    ending = dot.map { name[name.index(after: $0)...].lowercased() } ?? ""
  }

  private static func absolute(_ path: String) -> String {
    // SAFETY: the call reads a C string and gives one that is ours to free.
    guard let resolved = unsafe realpath(path, nil) else { return path }
    defer { unsafe free(resolved) }
    return unsafe String(cString: resolved)
  }

  static let markdownEndings = ["md", "markdown", "mkd", "mdown", "mkdn"]
  static let htmlEndings = ["html", "htm", "xhtml"]

  var isMarkdown: Bool { Self.markdownEndings.contains(ending) }
  var isHTML: Bool { Self.htmlEndings.contains(ending) }

  // MARK: Posts

  /// Templates, what is generated of them, and parts of a page that a browser saved beside it.
  var isMachinery: Bool {
    directories.contains {
      ["_layouts", "_includes", "_site", "archetypes"].contains($0) || $0.hasSuffix("_files")
    }
  }

  /// A name for the post that is the same wherever the site lies: what is below `content/` or below a collection such as
  /// `_films/`, or the file's name alone. Jekyll's posts have their date in it, as `2014-05-01-her`.
  var postID: String {
    var names = stem == "index" && !directories.isEmpty ? directories : directories + [stem]
    guard let last = names.popLast() else { return stem }
    if let posts = names.lastIndex(where: { ["_posts", "_drafts"].contains($0) }) {
      names.removeFirst(posts)
      return last
    }
    guard let root = names.lastIndex(where: { $0 == "content" || ($0.hasPrefix("_") && $0.count > 1) }) else {
      return last
    }
    let section = names[root] == "content" ? "" : String(names[root].dropFirst())
    return ([section] + names[(root + 1)...] + [last]).filter { !$0.isEmpty }.joined(separator: "/")
  }

  /// The date at the beginning of a post's name, as Jekyll wants it.
  var date: String? { Self.date(of: stem) }

  /// The post's name without its date.
  var slug: String { Self.slug(of: stem == "index" ? directories.last ?? stem : stem) }

  /// The slug as words.
  var title: String { slug.replacing("-", with: " ") }

  /// Whether it is among posts that are not yet published.
  var isDraft: Bool { directories.contains("_drafts") }

  private static func date(of name: String) -> String? {
    let parts = name.split(separator: "-", maxSplits: 3, omittingEmptySubsequences: false)
    guard parts.count == 4, parts[0].utf8.count == 4, (1...2).contains(parts[1].utf8.count),
      (1...2).contains(parts[2].utf8.count),
      parts[..<3].allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
    else { return nil }
    return parts[..<3].map { $0.utf8.count == 1 ? "0" + $0 : String($0) }.joined(separator: "-")
  }

  private static func slug(of name: String) -> String {
    date(of: name) == nil
      ? name : String(name.split(separator: "-", maxSplits: 3, omittingEmptySubsequences: false)[3])
  }

  // MARK: Comments

  /// Where the post is told that a file of a comment belongs to; `nil` for other files.
  enum CommentPlace: Equatable {
    /// In its path, as `_data/comments/SLUG/` has it (Staticman): the site's root, and the slug.
    case directory(root: String, slug: String)
    /// In the file (jekyll-static-comments).
    case file
  }

  var commentPlace: CommentPlace? {
    guard syntax != nil else { return nil }
    if directories.contains("_comments") { return .file }
    guard let comments = directories.lastIndex(of: "comments"), comments > 0,
      comments + 1 < directories.count,
      ["_data", "data"].contains(directories[comments - 1])
    else { return nil }
    let root = "/" + directories[..<(comments - 1)].joined(separator: "/")
    return .directory(root: root, slug: directories[(comments + 1)...].joined(separator: "/"))
  }

  /// The language of a file of data.
  var syntax: DataSyntax? {
    switch ending {
    case "yml", "yaml": .yaml
    case "toml": .toml
    case "json": .json
    default: nil
    }
  }
}
