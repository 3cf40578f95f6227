import CXML2

/// The global state of libxml2.
enum LibXML {
  /// To be called before any parser is made: the library wants it done once, before threads.
  static func initialize() { _ = once }

  private static let once: Void = xmlInitParser()
}
