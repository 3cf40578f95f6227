/// How sources are read.
public struct SourceOptions: Sendable {
  /// The format of all sources; `nil` tells each file's from its content.
  public var format: SourceFormat?
  /// JSON Lines, front matter, CSV, TSV and queries: keys and columns that stand for a field, before the names
  /// known without being told.
  public var fieldMap: [String: DocumentField]
  /// WordPress exports: also drafts, private and password-protected posts and comments held for
  /// approval, with the attributes `status` and `approved`; posts in Markdown: also drafts; Disqus exports: also
  /// comments not approved. Spam and trash never.
  public var includesUnapproved: Bool
  /// The query whose rows are read where a source is a database: one statement of SQL.
  public var query: String?
  /// What is known of the sites that have been met.
  private(set) var sites = SitePosts()

  /// Options with the defaults: formats told by content, no map, nothing unapproved, no query.
  public init(
    format: SourceFormat? = nil, fieldMap: [String: DocumentField] = [:], includesUnapproved: Bool = false,
    query: String? = nil
  ) {
    self.format = format
    self.fieldMap = fieldMap
    self.includesUnapproved = includesUnapproved
    self.query = query
  }

  /// The same, with sites looked through anew.
  package func forgettingSites() -> SourceOptions {
    var options = self
    options.sites = SitePosts()
    return options
  }

  /// Names what is made of a file: with the same options, it is the same of the same bytes.
  package var fingerprint: String {
    var hash = ContentHash()
    hash.add(format?.rawValue ?? "")
    hash.add(includesUnapproved ? "all" : "")
    for (key, field) in fieldMap.sorted(by: { $0.key < $1.key }) {
      hash.add(key)
      hash.add(field.rawValue)
    }
    return hash.digits
  }

  /// What a file takes from the names of others: the post that a comment hangs below; `nil` for all other files.
  package func postOfComment(at path: String) -> String? {
    let name = FileName.withoutCompression(path)
    // Looking up where a path leads takes its time, and most files have other names.
    guard [".yml", ".yaml", ".toml", ".json"].contains(where: name.hasSuffix),
      case .directory(let root, let slug)? = SitePath(path).commentPlace
    else { return nil }
    return sites.id(ofSlug: slug, root: root)
  }

  /// Whether a file may be a post that such comments hang below.
  package static func isNameOfPost(_ path: String) -> Bool {
    let name = FileName.withoutCompression(path)
    return (SitePath.markdownEndings + SitePath.htmlEndings).contains { name.hasSuffix("." + $0) }
  }

  /// Reads arguments of the form `key=field`, as in `body_html=text`.
  ///
  /// The key is everything before the last `=`. Throws where there is none, the key is empty, the
  /// field is unknown, or a key is given twice.
  public static func fieldMap(parsing arguments: [String]) throws(FieldMapError) -> [String: DocumentField] {
    var map: [String: DocumentField] = [:]
    for argument in arguments {
      guard let equals = argument.lastIndex(of: "="), equals != argument.startIndex else {
        throw FieldMapError(argument: argument, reason: "wants key=field")
      }
      let key = String(argument[..<equals])
      let name = String(argument[argument.index(after: equals)...])
      guard let field = DocumentField(rawValue: name) else {
        let known = DocumentField.allCases.map(\.rawValue).joined(separator: ", ")
        throw FieldMapError(argument: argument, reason: "no field \"\(name)\"; the fields are \(known)")
      }
      guard map.updateValue(field, forKey: key) == nil else {
        throw FieldMapError(argument: argument, reason: "key \"\(key)\" is mapped twice")
      }
    }
    return map
  }
}
