/// What an XML parser sees.
protocol XMLContentHandler: AnyObject {
  /// - Parameters:
  ///   - namespace: URI of the element's namespace; empty where it has none.
  ///   - attributes: those without a namespace.
  func start(_ name: String, namespace: String, attributes: [String: String])
  func end(_ name: String, namespace: String)
  /// Adds UTF-8 text, in pieces cut between characters anywhere.
  func addText(_ utf8: Span<UInt8>)
}
