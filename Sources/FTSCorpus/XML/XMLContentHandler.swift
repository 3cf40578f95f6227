/// What an XML parser sees.
protocol XMLContentHandler: AnyObject {
  /// - Parameters:
  ///   - namespace: URI of the element's namespace; empty where it has none.
  ///   - attributes: by name without prefix; of two with the same, the one without a prefix.
  ///   - line: where the tag ends, counted from 1.
  func start(_ name: String, namespace: String, attributes: [String: String], line: Int)
  func end(_ name: String, namespace: String)
  /// Adds UTF-8 text, in pieces cut between characters anywhere.
  func addText(_ utf8: Span<UInt8>)
}
