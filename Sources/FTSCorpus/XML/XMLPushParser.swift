import CXML2

/// Runs libxml2's XML parser over UTF-8 that arrives in pieces, whatever encoding it declares.
///
/// Refuses what no export has and bombs are made of: document type declarations (with them entities
/// and everything external) and elements nested deeper than 64. The library's own limits stay on.
@safe final class XMLPushParser {
  /// Why a text cannot be read on.
  struct Failure: Error, Equatable {
    var line: Int
    var reason: String
  }

  static let maximumDepth = 64

  private let context: xmlParserCtxtPtr
  private let content: any XMLContentHandler
  private var depth = 0
  private var failure: Failure?

  init(content: any XMLContentHandler) {
    LibXML.initialize()
    self.content = content
    var handler = unsafe Self.handler
    // It can fail for want of memory alone, of which Swift itself dies.
    unsafe context = xmlCreatePushParserCtxt(&handler, nil, nil, 0, nil)!
    // SAFETY: the context is freed in `deinit`; its callbacks run only inside `parse`, when this
    // object is alive.
    unsafe context.pointee.userData = Unmanaged.passUnretained(self).toOpaque()
    // With NOENT attributes come with their references resolved, as texts do; entities of a text's own
    // there are none, since nothing here declares any.
    let options = XML_PARSE_NONET.rawValue | XML_PARSE_NOENT.rawValue | XML_PARSE_IGNORE_ENC.rawValue
    _ = unsafe xmlCtxtUseOptions(context, Int32(options))
  }

  // SAFETY: created in `init`, used by nobody else; no callback builds a tree that would be left.
  deinit { unsafe xmlFreeParserCtxt(context) }

  /// Parses the next bytes. After a failure the parser is not to be used again.
  ///
  /// - Parameter isLast: true when the text ends with these bytes.
  func parse(_ bytes: [UInt8], isLast: Bool) throws(Failure) {
    unsafe bytes.withUnsafeBytes { buffer in
      unsafe buffer.withMemoryRebound(to: CChar.self) { text in
        // SAFETY: the parser copies `count` bytes.
        _ = unsafe xmlParseChunk(context, text.baseAddress, Int32(text.count), isLast ? 1 : 0)
      }
    }
    if failure == nil { failure = fatalError() }
    if let failure { throw failure }
  }

  private func fatalError() -> Failure? {
    // SAFETY: the error belongs to the context and lasts until the next parse.
    guard let error = unsafe xmlCtxtGetLastError(context), unsafe error.pointee.level == XML_ERR_FATAL else {
      return nil
    }
    let message = unsafe error.pointee.message.map { unsafe String(cString: $0) } ?? "not well-formed"
    return Failure(line: unsafe Int(error.pointee.line), reason: PlainText.trimmed(message))
  }

  private func refuse(_ reason: String) {
    if failure == nil { failure = Failure(line: line, reason: reason) }
    unsafe xmlStopParser(context)
  }

  // SAFETY: the context is alive, and the library reads no more of it than where it is.
  private var line: Int { unsafe Int(xmlSAX2GetLineNumber(context)) }
}

// MARK: Callbacks

extension XMLPushParser {
  private static var handler: xmlSAXHandler {
    var handler = unsafe xmlSAXHandler()
    unsafe handler.initialized = UInt32(XML_SAX2_MAGIC)
    unsafe handler.internalSubset = { user, _, _, _ in
      unsafe XMLPushParser.parser(user)?.refuse("a document type declaration, which no export has; refused")
    }
    unsafe handler.startElementNs = { user, name, _, namespace, _, _, count, _, attributes in
      guard let parser = unsafe XMLPushParser.parser(user), let name = unsafe name else { return }
      parser.depth += 1
      guard parser.depth <= XMLPushParser.maximumDepth else {
        return parser.refuse("elements nested deeper than \(XMLPushParser.maximumDepth)")
      }
      let given = unsafe parser.attributes(attributes, count: Int(count))
      unsafe parser.content.start(
        XMLPushParser.string(name), namespace: XMLPushParser.string(namespace), attributes: given,
        line: parser.line)
    }
    unsafe handler.endElementNs = { user, name, _, namespace in
      guard let parser = unsafe XMLPushParser.parser(user), let name = unsafe name else { return }
      parser.depth -= 1
      unsafe parser.content.end(XMLPushParser.string(name), namespace: XMLPushParser.string(namespace))
    }
    unsafe handler.characters = { user, text, length in
      guard let parser = unsafe XMLPushParser.parser(user), let text = unsafe text, length > 0 else { return }
      // SAFETY: libxml2 passes `length` bytes that last for this call.
      unsafe parser.content.addText(UnsafeBufferPointer(start: text, count: Int(length)).span)
    }
    unsafe handler.ignorableWhitespace = unsafe handler.characters
    unsafe handler.cdataBlock = unsafe handler.characters
    return unsafe handler
  }

  private static func parser(_ user: UnsafeMutableRawPointer?) -> XMLPushParser? {
    // SAFETY: `init` set the user data to an object that outlives the callbacks.
    unsafe user.map { unsafe Unmanaged<XMLPushParser>.fromOpaque($0).takeUnretainedValue() }
  }

  private static func string(_ text: UnsafePointer<xmlChar>?) -> String {
    // SAFETY: names and URIs are C strings.
    unsafe text.map { unsafe String(cString: $0) } ?? ""
  }

  /// Attributes come as five pointers each: name, prefix, URI, begin and end of the value.
  private func attributes(
    _ list: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, count: Int
  ) -> [String: String] {
    guard let list = unsafe list else { return [:] }
    var attributes: [String: String] = [:]
    for index in 0..<count {
      // SAFETY: `count` groups of five pointers; the value lies between the last two.
      let group = unsafe list + 5 * index
      guard let first = unsafe group[3], let end = unsafe group[4] else { continue }
      let name = unsafe Self.string(group[0])
      let hasPrefix = unsafe group[1] != nil
      if hasPrefix, attributes[name] != nil { continue }
      let value = unsafe UnsafeBufferPointer(start: first, count: end - first)
      unsafe attributes[name] = String(decoding: value, as: UTF8.self)
    }
    return attributes
  }
}
