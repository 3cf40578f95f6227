import CXML2

/// Runs libxml2's HTML parser over a piece of HTML.
enum HTMLScanner {
  /// Parses all of `source`, however broken, into `flow`.
  static func scan(_ source: String, into flow: HTMLFlow) {
    LibXML.initialize()
    // It can fail for want of memory alone, of which Swift itself dies.
    let context = unsafe htmlNewParserCtxt()!
    // SAFETY: created above, not used after this function. The handler table belongs to the context
    // and is freed with it; `flow` is kept alive over the parse, during which alone callbacks run.
    unsafe context.pointee.sax.pointee = handler
    unsafe context.pointee.userData = Unmanaged.passUnretained(flow).toOpaque()
    let options =
      HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
      | HTML_PARSE_NONET.rawValue | HTML_PARSE_NODEFDTD.rawValue
    var source = source
    defer { withExtendedLifetime(flow) {} }
    source.withUTF8 { utf8 in
      unsafe utf8.withMemoryRebound(to: CChar.self) { text in
        // SAFETY: the parser reads `count` bytes and returns no tree, since no callback builds one.
        _ = unsafe htmlCtxtReadMemory(
          context, text.baseAddress, Int32(text.count), nil, "UTF-8", Int32(options))
      }
    }
    unsafe htmlFreeParserCtxt(context)
  }

  private static var handler: xmlSAXHandler {
    var handler = unsafe xmlSAXHandler()
    unsafe handler.startElement = { user, name, attributes in
      guard let user = unsafe user, let name = unsafe name else { return }
      unsafe HTMLScanner.flow(user).start(
        HTMLScanner.string(name), alternative: HTMLScanner.alternative(attributes))
    }
    unsafe handler.endElement = { user, name in
      guard let user = unsafe user, let name = unsafe name else { return }
      unsafe HTMLScanner.flow(user).end(HTMLScanner.string(name))
    }
    unsafe handler.characters = { user, text, length in
      guard let user = unsafe user, let text = unsafe text, length > 0 else { return }
      // SAFETY: libxml2 passes `length` bytes that last for this call.
      unsafe HTMLScanner.flow(user).addText(UnsafeBufferPointer(start: text, count: Int(length)).span)
    }
    unsafe handler.ignorableWhitespace = unsafe handler.characters
    return unsafe handler
  }

  private static func flow(_ user: UnsafeMutableRawPointer) -> HTMLFlow {
    // SAFETY: `scan` passed a flow that it keeps alive.
    unsafe Unmanaged<HTMLFlow>.fromOpaque(user).takeUnretainedValue()
  }

  private static func string(_ name: UnsafePointer<xmlChar>) -> String {
    // SAFETY: names are C strings.
    unsafe String(cString: name)
  }

  /// The value of `alt` among attributes, a list of names and values that ends with a null.
  private static func alternative(_ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?) -> String? {
    guard var pair = unsafe attributes else { return nil }
    // SAFETY: after every name stands a value, which may be null; after the last a null.
    while let name = unsafe pair[0] {
      if unsafe string(name) == "alt" { return unsafe pair[1].map { unsafe string($0) } }
      unsafe pair += 2
    }
    return nil
  }
}
