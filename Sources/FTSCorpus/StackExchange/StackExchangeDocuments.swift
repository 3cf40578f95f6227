import FTSDocument

/// The documents of the rows of a dump. Names of attributes are those of the data dump's schema,
/// https://meta.stackexchange.com/questions/2677.
struct StackExchangeDocuments {
  private let site: StackExchangeSite

  init(site: StackExchangeSite) { self.site = site }

  /// A row of Posts.xml: a question is a review, an answer a comment on it. `nil` for the wikis and
  /// other machinery that the table holds as well.
  func post(_ row: [String: String]) throws(RecordRejection) -> Document? {
    guard let type = row["PostTypeId"], ["1", "2"].contains(type) else { return nil }
    let number = try number("Id", row)
    let isQuestion = type == "1"
    let body = HTMLText(html: row["Body"] ?? "")
    var post = Document(
      id: id(number), kind: isQuestion ? .review : .comment, title: row["Title"],
      author: author(row, name: "OwnerDisplayName", number: "OwnerUserId"), date: date(row),
      url: url(isQuestion ? "q" : "a", number), tags: tags(row["Tags"] ?? ""), body: body.body)
    if !isQuestion {
      post.parent = id(try self.number("ParentId", row))
      post.thread = post.parent
    }
    addScore(of: row, to: &post)
    if let accepted = row["AcceptedAnswerId"].flatMap({ Int($0) }) {
      post.attributes.append(Attribute("accepted_answer", .string(id(accepted))))
    }
    post.addQuotes(body.quotes)
    return post
  }

  /// A row of Comments.xml, whose text is plain. It names the post and not the thread, which the
  /// index finds by the post.
  func comment(_ row: [String: String]) throws(RecordRejection) -> Document {
    let number = try number("Id", row)
    let post = id(try self.number("PostId", row))
    var comment = Document(
      id: "\(post)#comment-\(number)", kind: .comment, parent: post,
      author: author(row, name: "UserDisplayName", number: "UserId"), date: date(row),
      url: url("posts/comments", number), body: PlainText.trimmed(row["Text"] ?? ""))
    addScore(of: row, to: &comment)
    return comment
  }

  private func id(_ post: Int) -> String { "\(site.base)/p/\(post)" }

  private func url(_ path: String, _ number: Int) -> String? {
    site.address.map { "\($0)/\(path)/\(number)" }
  }

  private func number(_ name: String, _ row: [String: String]) throws(RecordRejection) -> Int {
    guard let number = row[name].flatMap({ Int($0) }) else {
      throw RecordRejection(reason: "row without a number in \(name): \"\((row[name] ?? "").prefix(80))\"")
    }
    return number
  }

  private func date(_ row: [String: String]) -> Timestamp? { row["CreationDate"].flatMap { Timestamp($0) } }

  /// A display name stands in these files only where the account is gone; the names of others are
  /// in Users.xml. They are called what the sites call those who have chosen no name.
  private func author(_ row: [String: String], name: String, number: String) -> String? {
    if let name = row[name], !name.isEmpty { return name }
    return row[number].map { "user" + $0 }
  }

  private func addScore(of row: [String: String], to document: inout Document) {
    guard let score = row["Score"].flatMap({ Int($0) }) else { return }
    document.attributes.append(Attribute("score", .number(Double(score))))
  }

  /// `<c#><floating-point>`, in newer dumps `|c#|floating-point|`.
  private func tags(_ text: String) -> [String] {
    text.split { "<>|".contains($0) }.map { PlainText.trimmed($0) }.filter { !$0.isEmpty }
  }
}
