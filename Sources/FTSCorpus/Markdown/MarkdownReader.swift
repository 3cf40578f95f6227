import FTSDocument

/// A post in Markdown, or in HTML below front matter, as Jekyll and Hugo keep it.
///
/// Its id is the name it has in the site (`SitePath.postID`). Keys of front matter are known as those of JSON Lines are, and
/// `options.fieldMap` adds to them; what is left becomes attributes, categories those named `category`. A title that is missing is the
/// heading that begins the text, or made of the file's name. Drafts are left out unless `options.includesUnapproved` has them.
struct MarkdownReader: WholeFileReader {
  static let noun = "post"
  let source: String
  let options: SourceOptions

  func events(of text: String) -> [SourceEvent]? {
    guard !text.utf8.allSatisfy(PlainText.isBlank) else { return nil }
    let text = PlainText.clean(text)
    let path = SitePath(source)
    guard let front = FrontMatter(text) else { return post([], text: text[...], path) }
    do throws(DataSyntax.Failure) {
      return post(try front.syntax.members(front.data), text: front.text, path)
    } catch {
      let line = front.firstLine + max(0, (error.line ?? 1) - 1)
      let reason = "front matter is not \(front.syntax.rawValue): \(error.reason); read line by line"
      return post(Self.lines(front.data), text: front.text, path) + [
        problem(reason, .warning, at: .line(line))
      ]
    }
  }

  private func post(_ members: [JSONMember], text: Substring, _ path: SitePath) -> [SourceEvent] {
    var fields = PostFields(members, fieldMap: options.fieldMap)
    let isDraft = Self.isFlag(fields.remove("draft"), true) || path.isDraft
    let published = fields.remove("published")
    let isHeldBack = isDraft || Self.isFlag(published, false)
    guard !isHeldBack || options.includesUnapproved else { return [] }
    var text = text
    var members = fields.members
    // Some have a date there.
    if let published, !Self.isFlag(published, true), !Self.isFlag(published, false) {
      members.append(JSONMember(key: "published", value: published))
    }
    if !fields.hasTitle {
      let heading = path.isHTML ? nil : MarkdownText.heading(text)
      if let heading { text = heading.rest }
      members.append(JSONMember(key: "title", value: .string(heading?.title ?? path.title)))
    }
    if isHeldBack { members.append(JSONMember(key: "status", value: .string("draft"))) }
    return record(members, text, path)
  }

  private func record(_ members: [JSONMember], _ text: Substring, _ path: SitePath) -> [SourceEvent] {
    let mapper = RecordMapper(fieldMap: options.fieldMap, fields: PostFields.fields)
    var record: DocumentRecord
    do throws(RecordRejection) {
      record = try mapper.map(JSONObject(members: members, hasControlCharacters: true), id: path.postID)
    } catch {
      return [problem(error.reason, .recordSkipped)]
    }
    let content = path.isHTML ? HTMLText(html: SiteTags.removed(from: String(text))) : MarkdownText.text(text)
    record.document.body = content.body
    record.document.date = record.document.date ?? path.date.flatMap { Timestamp($0) }
    record.document.attributes += record.document.title.flatMap { PageTitle($0) }?.attributes ?? []
    record.document.attributes += content.quotes.map { Attribute("quote", .string($0)) }
    return [.document(record.document)] + record.warnings.map { problem($0, .warning) }
  }

  /// Whether a value says so, also as YAML 1.1 has it.
  private static func isFlag(_ value: JSONValue?, _ wanted: Bool) -> Bool {
    switch value {
    case .bool(let flag): flag == wanted
    case .string(let text):
      (wanted ? ["true", "yes", "on"] : ["false", "no", "off"]).contains(text.lowercased())
    default: false
    }
  }

  /// What can be had of damaged front matter: names and values that have a line to themselves.
  private static func lines(_ data: String) -> [JSONMember] {
    var members: [JSONMember] = []
    var lines = TextLines(data)
    while let range = lines.next() {
      let line = data[range]
      guard let end = line.firstIndex(where: { $0 == ":" || $0 == "=" }), line.first?.isLetter == true else {
        continue
      }
      let key = PlainText.trimmed(line[..<end])
      var value = PlainText.trimmed(line[line.index(after: end)...])
      if value.count > 1, let quote = value.first, "\"'".contains(quote), value.last == quote {
        value = String(value.dropFirst().dropLast())
      }
      if !value.isEmpty, !key.contains(" ") { members.append(JSONMember(key: key, value: .string(value))) }
    }
    return members
  }
}
