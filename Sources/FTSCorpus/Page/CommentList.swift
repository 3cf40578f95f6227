import FTSDocument

/// The comments of a page, as they are read line by line.
struct CommentList {
  private let review: String
  private var finished: [Document] = []
  private var current: Document?
  private var body = Paragraphs()
  /// The comment at hand and those it answers, outermost first.
  private var ancestors: [(column: Int, path: String, id: String)] = []
  private var ids: Set<String> = []
  /// Whether there is text before the first comment, which is nobody's.
  private(set) var hasStrayText = false

  init(review: String) { self.review = review }

  mutating func add(_ line: String, _ content: PageLine) {
    switch content {
    case .commentHead(let ordinal, let column, let author):
      begin(.comment, ordinal, column)
      current?.author = author
    case .pingback(let ordinal, let column, let title):
      begin(Kind(rawValue: "pingback"), ordinal, column)
      body.add(title)
    default: addText(line)
    }
  }

  /// The comments in order.
  consuming func documents() -> [Document] {
    end()
    return finished
  }

  private mutating func begin(_ kind: Kind, _ ordinal: Int, _ column: Int) {
    end()
    // Numbers of two digits shift what follows by a column; a reply is indented by more.
    while let last = ancestors.last, column <= last.column + 1 { ancestors.removeLast() }
    let path = (ancestors.last.map { $0.path + "." } ?? "") + String(ordinal)
    var id = "\(review)#c\(path)"
    // A list may count from 1 again, for trackbacks as a rule.
    var copy = 2
    while !ids.insert(id).inserted {
      id = "\(review)#c\(path)-\(copy)"
      copy += 1
    }
    current = Document(id: id, kind: kind, parent: ancestors.last?.id ?? review, thread: review)
    if ancestors.count < Self.maximumDepth { ancestors.append((column, path, id)) }
  }

  /// Replies nested deeper answer the comment at this depth; keeps ids short.
  private static let maximumDepth = 30

  private mutating func addText(_ line: String) {
    guard let comment = current else {
      hasStrayText = hasStrayText || !PlainText.trimmed(line).isEmpty
      return
    }
    if comment.date == nil, body.text.isEmpty, let date = PageDate.parse(PlainText.trimmed(line)) {
      current?.date = date
    } else if PlainText.trimmed(line) != "Reply" {
      // "Reply" alone is the link below a comment.
      body.add(line)
    }
  }

  private mutating func end() {
    guard var comment = current else { return }
    comment.body = body.text
    finished.append(comment)
    current = nil
    body = Paragraphs()
  }
}
