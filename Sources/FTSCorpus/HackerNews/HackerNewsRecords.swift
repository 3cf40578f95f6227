import FTSDocument

/// Items of Hacker News, as its API has them (https://github.com/HackerNews/API) and as Algolia's
/// search of it does (https://hn.algolia.com/api): items, with the comments below them inside, and hits.
/// Stories, jobs and polls are reviews; comments and the options of polls are comments.
///
/// The API's comments name their parents, not their stories: the index finds the threads.
struct HackerNewsRecords: JSONRecords {
  /// The values of `type`.
  private static let types: Set<String> = ["story", "job", "poll", "pollopt", "comment"]

  /// Whether an object that has these members, or these and more, is an item.
  static func isItem(_ members: [JSONMember]) -> Bool {
    let object = JSONObject(members: members, hasControlCharacters: false)
    let isTold = ["by", "author", "deleted", "dead"].contains(where: object.has)
    return isTold && type(of: object) != nil && id(of: object) != nil
      && (object.has("time") || object.has("created_at_i"))
  }

  func read(_ object: JSONObject, _ body: (DocumentRecord) -> Void) throws(RecordRejection) {
    try read(object, parent: nil, thread: nil, body)
  }

  /// - Parameters:
  ///   - parent: id of the item in which the object stands.
  ///   - thread: of that item.
  private func read(
    _ object: JSONObject, parent: String?, thread: String?, _ body: (DocumentRecord) -> Void
  ) throws(RecordRejection) {
    guard let number = Self.id(of: object), let type = Self.type(of: object) else {
      throw RecordRejection(reason: "no item: id and type are wanted")
    }
    let item = item(object, number: number, type: type, parent: parent, thread: thread)
    body(DocumentRecord(document: item))
    guard case .array(let children) = object["children"] else { return }
    var rejection: RecordRejection?
    for child in children {
      // In hits the children are numbers.
      guard case .object(let members) = child else { continue }
      let child = JSONObject(members: members, hasControlCharacters: object.hasControlCharacters)
      let root = item.parent == nil ? item.id : item.thread
      do throws(RecordRejection) { try read(child, parent: item.id, thread: root, body) } catch {
        rejection = rejection ?? error
      }
    }
    if let rejection { throw rejection }
  }

  private func item(
    _ object: JSONObject, number: Int, type: String, parent: String?, thread: String?
  ) -> Document {
    let isRoot = ["story", "job", "poll"].contains(type)
    var item = Document(id: id(number), kind: isRoot ? .review : .comment)
    if !isRoot {
      item.parent = parent ?? above(object, ["parent", "parent_id", "poll"])
      item.thread = thread ?? above(object, ["story_id", "poll"])
    }
    let text = ["text", "comment_text", "story_text"].compactMap(object.string).first ?? ""
    let content = HTMLText(html: text)
    item.body = content.body
    item.author = object.string("by") ?? object.string("author")
    item.date = date(object)
    item.url = "https://news.ycombinator.com/item?id=\(number)"
    if type != "story", type != "comment" { item.attributes.append(Attribute("type", .string(type))) }
    if let score = object.integer("score") ?? object.integer("points") {
      item.attributes.append(Attribute("score", .number(Double(score))))
    }
    if let removal = removal(object) {
      item.remove(removal)
      return item
    }
    item.title = object.string("title")
    if let link = object.string("url") { item.attributes.append(Attribute("link", .string(link))) }
    item.addQuotes(content.quotes)
    return item
  }

  /// Neither title nor link of such an item are shown there.
  private func removal(_ object: JSONObject) -> Removal? {
    object.isTrue("deleted") ? .deleted : object.isTrue("dead") ? .removed : nil
  }

  private static func id(of object: JSONObject) -> Int? { object.integer("id") ?? object.integer("objectID") }

  /// Hits tell it among their tags.
  private static func type(of object: JSONObject) -> String? {
    if let type = object.string("type") { return types.contains(type) ? type : nil }
    guard case .array(let tags) = object["_tags"] else { return nil }
    for case .string(let tag) in tags where types.contains(tag) { return tag }
    return nil
  }

  private func id(_ number: Int) -> String { "hn/\(number)" }

  private func above(_ object: JSONObject, _ keys: [String]) -> String? {
    keys.compactMap(object.integer).first { $0 > 0 }.map(id)
  }

  /// Seconds since 1970, or a date as text.
  private func date(_ object: JSONObject) -> Timestamp? {
    if let seconds = object.integer("time") ?? object.integer("created_at_i") {
      return Timestamp(unix: seconds)
    }
    return (object.string("time") ?? object.string("created_at")).flatMap { Timestamp($0) }
  }
}
