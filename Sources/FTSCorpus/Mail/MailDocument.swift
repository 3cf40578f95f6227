import FTSDocument

/// The document of one message.
///
/// | Document | Message |
/// | --- | --- |
/// | `id` | `Message-ID`; a hash of the content where there is none |
/// | `kind` | a review where it answers nothing, else a comment |
/// | `parent` | the last of `References`, or the first of `In-Reply-To` |
/// | `thread` | the first of several `References`; with one the index finds it by the parent |
/// | `title` | `Subject`; of an answer only one that does not begin with `Re:`, the others are the attribute `subject` |
/// | `author` | the name in `From`, or what stands before the @: addresses are not kept |
/// | `date` | `Date`, or that of the line that separates messages |
/// | `tags` | `Keywords` and `X-Gmail-Labels` |
/// | `language`, `url` | `Content-Language`, `Archived-At` |
/// | `body` | the text without quotes and signature; the quotes are attributes `quote` |
struct MailDocument {
  let document: Document
  /// What could not be read as it should be, and was kept otherwise.
  let warnings: [String]

  /// - Parameters:
  ///   - bytes: the message, from its header on.
  ///   - envelope: the line that stood before it, from which a date is taken where the header has none.
  init(_ bytes: [UInt8], header: MailHeader, envelope: String) {
    let text = MIMEText(bytes, header: header)
    let own = Self.ids(header.raw("message-id")).first
    let references = Self.ids(header.raw("references")).filter { $0 != own }
    let parent = references.last ?? Self.ids(header.raw("in-reply-to")).first { $0 != own }
    var document = Document(
      id: "", kind: parent == nil ? .review : .comment, parent: parent,
      thread: references.count > 1 ? references[0] : nil, author: Self.author(header),
      date: header.token("date").flatMap { MailDate.parse($0) } ?? MailDate.parse(envelope: envelope),
      url: Self.url(header),
      tags: Self.tags(header), language: header.token("content-language").flatMap { $0.isEmpty ? nil : $0 },
      body: text.body)
    if let subject = header.text("subject") {
      if parent != nil, Self.isAnswer(subject) {
        document.attributes.append(Attribute("subject", .string(subject)))
      } else {
        document.title = subject
      }
    }
    if let list = header.text("list-id") {
      document.attributes.append(Attribute("list", .string(Self.list(list))))
    }
    document.attributes += text.attachments.map { Attribute("attachment", .string($0)) }
    document.attributes += text.quotes.map { Attribute("quote", .string($0)) }
    document.id = own ?? Self.contentID(of: document)
    self.document = document
    warnings = text.warnings
  }

  /// The ids in angle brackets of a header, each as often as it stands there.
  private static func ids(_ raw: [UInt8]?) -> [String] {
    guard let raw else { return [] }
    var ids: [String] = []
    for piece in raw.split(separator: UInt8(ascii: "<"), omittingEmptySubsequences: false).dropFirst() {
      let id = piece.prefix { $0 != UInt8(ascii: ">") }.filter { !PlainText.isBlank($0) }
      guard id.count < piece.count, !id.isEmpty else { continue }
      ids.append(fitting(PlainText.clean(TextDecoder.decode(Array(id)).text)))
    }
    return ids
  }

  /// An id that the index takes: of one that is too long its hash, so that answers find it all the same.
  private static func fitting(_ id: String) -> String {
    guard id.utf8.count > SourceLimits.idBytes else { return id }
    return hashed([id])
  }

  private static func contentID(of document: Document) -> String {
    hashed([document.author ?? "", document.date?.description ?? "", document.title ?? "", document.body])
  }

  private static func hashed(_ parts: [String]) -> String {
    var hash = ContentHash()
    for part in parts { hash.add(part) }
    return "mail-" + hash.digits
  }

  /// `"Ann O'Dea" <ann@example.org>`, `ann@example.org (Ann O'Dea)` or the address alone.
  private static func author(_ header: MailHeader) -> String? {
    guard let from = header.text("from") else { return nil }
    var name = from
    if let open = from.lastIndex(of: "<") {
      name = PlainText.trimmed(from[..<open])
      if name.isEmpty {
        name = from[from.index(after: open)...].prefix { $0 != ">" && $0 != "@" }.description
      }
    } else if let open = from.firstIndex(of: "("), let close = from.lastIndex(of: ")"), open < close {
      name = PlainText.trimmed(from[from.index(after: open)..<close])
    }
    if name.count > 1, name.hasPrefix("\""), name.hasSuffix("\"") {
      name = String(name.dropFirst().dropLast()).replacing("\\\"", with: "\"").replacing("\\\\", with: "\\")
    }
    // Archives on the web write "ann at example.org (Ann)"; a name that is an address is none.
    if let at = name.firstIndex(of: "@") { name = String(name[..<at]) }
    name = PlainText.trimmed(name)
    return name.isEmpty ? nil : name
  }

  private static func url(_ header: MailHeader) -> String? {
    guard let archived = header.token("archived-at") else { return nil }
    let url = archived.filter { $0 != "<" && $0 != ">" }
    return url.hasPrefix("http") ? url : nil
  }

  private static func tags(_ header: MailHeader) -> [String] {
    var tags: [String] = []
    for list in [header.text("keywords"), header.text("x-gmail-labels")] {
      for tag in (list ?? "").split(separator: ",").map({ PlainText.trimmed($0) })
      where !tag.isEmpty && !tags.contains(tag) {
        tags.append(tag)
      }
    }
    return tags
  }

  /// `Film talk <film.example.org>` is `film.example.org`.
  private static func list(_ text: String) -> String {
    guard let open = text.lastIndex(of: "<"), let close = text.lastIndex(of: ">"), open < close else {
      return text
    }
    return String(text[text.index(after: open)..<close])
  }

  /// Whether a subject says no more than that it answers another, in the languages of common programs. A list may have put
  /// its name before it, in brackets.
  private static func isAnswer(_ subject: String) -> Bool {
    var rest = subject[...]
    if rest.hasPrefix("["), let close = rest.firstIndex(of: "]") {
      rest = rest[rest.index(after: close)...].drop { $0 == " " }
    }
    let word = rest.prefix { $0 != ":" && $0 != "[" && $0 != "(" && $0 != " " }.lowercased()
    return rest.count > word.count
      && ["re", "aw", "sv", "antw", "antwort", "odp", "vs", "res", "rif", "ynt"].contains(word)
      && rest.contains(":")
  }
}
