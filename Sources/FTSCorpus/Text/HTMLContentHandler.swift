/// What an HTML parser sees.
protocol HTMLContentHandler: AnyObject {
  /// - Parameter attributes: copies them, which costs more than most elements are worth.
  func start(_ element: String, attributes: () -> [HTMLAttribute])
  func end(_ element: String)
  /// Adds UTF-8 text, in pieces cut anywhere.
  func addText(_ utf8: Span<UInt8>)
}
