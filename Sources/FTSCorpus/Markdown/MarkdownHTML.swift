import CMD4C

/// HTML of Markdown, by md4c: CommonMark with GitHub's tables, lists of tasks and strikethrough.
///
/// A library and no reader of ours, since what Markdown means is a long list of cases; md4c and not cmark, since it has tables and
/// takes time that is linear in the text, whatever the text.
enum MarkdownHTML {
  static func html(_ markdown: String) -> String {
    let output = Output()
    var markdown = markdown
    // Bare addresses are left as they are: as links they would have the same words, and finding them is not linear.
    let flags = UInt32(MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS)
    let code = markdown.withUTF8 { utf8 in
      unsafe utf8.withMemoryRebound(to: CChar.self) { text in
        // SAFETY: the library reads `count` bytes, and calls back only before it returns, when `output` is alive.
        unsafe md_html(
          text.baseAddress, UInt32(text.count),
          { bytes, count, user in
            guard let bytes = unsafe bytes, let user = unsafe user else { return }
            let output = unsafe Unmanaged<Output>.fromOpaque(user).takeUnretainedValue()
            unsafe output.add(UnsafeRawBufferPointer(start: bytes, count: Int(count)))
          }, Unmanaged.passUnretained(output).toOpaque(), flags, 0)
      }
    }
    // It fails for want of memory alone, of which Swift itself dies.
    precondition(code == 0, "md_html")
    return withExtendedLifetime(output) { String(decoding: output.utf8, as: UTF8.self) }
  }

  private final class Output {
    private(set) var utf8: [UInt8] = []

    // SAFETY: the bytes are there while this is called.
    func add(_ bytes: UnsafeRawBufferPointer) { unsafe utf8.append(contentsOf: bytes) }
  }
}
