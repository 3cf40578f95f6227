import CXML2

/// Runs libxml2's HTML parser over a piece of HTML.
enum HTMLScanner {
  /// Tells `handler` all of `source`, however broken.
  static func scan(_ source: String, into handler: any HTMLContentHandler) {
    LibXML.initialize()
    // It can fail for want of memory alone, of which Swift itself dies.
    let context = unsafe htmlNewParserCtxt()!
    // SAFETY: created above, not used after this function. The handler table belongs to the context
    // and is freed with it; `reference` is kept alive over the parse, during which alone callbacks run.
    let reference = Reference(handler)
    unsafe context.pointee.sax.pointee = callbacks
    unsafe context.pointee.userData = Unmanaged.passUnretained(reference).toOpaque()
    let options =
      HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
      | HTML_PARSE_NONET.rawValue | HTML_PARSE_NODEFDTD.rawValue
    var source = HTMLAmpersands.escaped(source)
    defer { withExtendedLifetime(reference) {} }
    source.withUTF8 { utf8 in
      unsafe utf8.withMemoryRebound(to: CChar.self) { text in
        // SAFETY: the parser reads `count` bytes and returns no tree, since no callback builds one.
        _ = unsafe htmlCtxtReadMemory(
          context, text.baseAddress, Int32(text.count), nil, "UTF-8", Int32(options))
      }
    }
    unsafe htmlFreeParserCtxt(context)
  }

  /// What the parser's callbacks are given: a handler behind a pointer of one word.
  private final class Reference {
    let handler: any HTMLContentHandler
    init(_ handler: any HTMLContentHandler) { self.handler = handler }
  }

  private static var callbacks: xmlSAXHandler {
    var handler = unsafe xmlSAXHandler()
    unsafe handler.startElement = { user, name, attributes in
      guard let user = unsafe user, let name = unsafe name else { return }
      unsafe HTMLScanner.handler(user).start(HTMLScanner.string(name)) {
        unsafe HTMLScanner.attributes(attributes)
      }
    }
    unsafe handler.endElement = { user, name in
      guard let user = unsafe user, let name = unsafe name else { return }
      unsafe HTMLScanner.handler(user).end(HTMLScanner.string(name))
    }
    unsafe handler.characters = { user, text, length in
      guard let user = unsafe user, let text = unsafe text, length > 0 else { return }
      // SAFETY: libxml2 passes `length` bytes that last for this call.
      unsafe HTMLScanner.handler(user).addText(UnsafeBufferPointer(start: text, count: Int(length)).span)
    }
    unsafe handler.ignorableWhitespace = unsafe handler.characters
    return unsafe handler
  }

  private static func handler(_ user: UnsafeMutableRawPointer) -> any HTMLContentHandler {
    // SAFETY: `scan` passed a reference that it keeps alive.
    unsafe Unmanaged<Reference>.fromOpaque(user).takeUnretainedValue().handler
  }

  private static func string(_ name: UnsafePointer<xmlChar>) -> String {
    // SAFETY: names are C strings.
    unsafe String(cString: name)
  }

  /// Copies a list of names and values that ends with a null.
  private static func attributes(
    _ list: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  ) -> [HTMLAttribute] {
    guard var pair = unsafe list else { return [] }
    var attributes: [HTMLAttribute] = []
    // SAFETY: after every name stands a value, which may be null; after the last a null.
    while let name = unsafe pair[0] {
      let value = unsafe pair[1].map { unsafe string($0) } ?? ""
      unsafe attributes.append(HTMLAttribute(name: string(name), value: value))
      unsafe pair += 2
    }
    return attributes
  }
}
