import FTSDocument

/// A comment on a page, with its answers.
struct WebComment {
  /// What the page calls it, by which it is linked to.
  var name: String?
  var kind = Kind.comment
  var author: String?
  var date: Timestamp?
  var rating: Double?
  var text = HTMLText(html: "")
  var answers: [WebComment] = []

  /// The documents of comments on a review and of all answers to them, in order.
  static func documents(_ comments: [WebComment], of review: Document) -> [Document] {
    var documents: [Document] = []
    var ids: Set<String> = [review.id]
    func add(_ comments: [WebComment], parent: String, path: String) {
      for (index, comment) in comments.enumerated() {
        let place = path + String(index + 1)
        let name = comment.name.flatMap { $0.utf8.count <= maximumNameBytes ? $0 : nil } ?? "c\(place)"
        var id = "\(review.id)#\(name)"
        var copy = 2
        while !ids.insert(id).inserted {
          id = "\(review.id)#\(name)-\(copy)"
          copy += 1
        }
        documents.append(
          Document(
            id: id, kind: comment.kind, parent: parent, thread: review.id, author: comment.author,
            date: comment.date,
            rating: comment.rating, url: review.url.flatMap { url in comment.name.map { "\(url)#\($0)" } },
            body: comment.text.body, attributes: comment.text.quotes.map { Attribute("quote", .string($0)) }))
        // Ids have to be short.
        add(comment.answers, parent: id, path: place.utf8.count < maximumNameBytes ? place + "." : path)
      }
    }
    add(comments, parent: review.id, path: "")
    return documents
  }

  private static let maximumNameBytes = 100
}
