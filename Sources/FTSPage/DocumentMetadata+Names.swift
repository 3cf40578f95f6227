import FTSProtocol

extension DocumentMetadata {
  /// The title, where there is something to see of it.
  var visibleTitle: String? { Self.visible(title) }

  /// The title of the review that it belongs to, likewise.
  var visibleThreadTitle: String? { Self.visible(threadTitle) }

  /// Who wrote it, for people.
  var authorName: String { Self.visible(author) ?? "Anonymous" }

  private static func visible(_ text: String?) -> String? {
    text.flatMap { $0.contains { !$0.isWhitespace } ? $0 : nil }
  }
}
