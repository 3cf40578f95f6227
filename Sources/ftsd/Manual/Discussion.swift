/// What a command's help says at length, in mdoc(7): paragraphs, lines set in as examples, and headings of their own.
struct Discussion {
  private(set) var description: [String] = []
  /// With their headings: what stands below a line in capitals, and paragraphs about the exit status.
  private(set) var sections: [String] = []

  /// - Parameter text: Blank lines separate paragraphs, examples begin with two spaces.
  init(_ text: String) {
    for block in Self.blocks(text) {
      if let heading = block.first, Self.isHeading(heading) {
        sections.append(".Sh \(heading)")
        Self.append(block.dropFirst(), to: &sections)
      } else if block.first?.hasPrefix("Exit status") == true {
        sections.append(".Sh EXIT STATUS")
        Self.append(block[...], to: &sections)
      } else if sections.isEmpty {
        Self.append(block[...], to: &description)
      } else {
        Self.append(block[...], to: &sections)
      }
    }
  }

  private static func blocks(_ text: String) -> [[String]] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      .split { $0.allSatisfy(\.isWhitespace) }.map(Array.init)
  }

  private static func isHeading(_ line: String) -> Bool {
    line.first?.isLetter == true && line == line.uppercased()
  }

  private static func append(_ block: ArraySlice<String>, to page: inout [String]) {
    guard let first = block.first else { return }
    if first.hasPrefix("  ") {
      page.append(".Bd -literal -offset indent")
      page += block.map { Roff.literal($0.dropFirst(2)) }
      page.append(".Ed")
    } else {
      // What follows a heading is a paragraph of its own anyway.
      if page.last?.hasPrefix(".Sh") == false { page.append(".Pp") }
      page += Roff.lines(block.joined(separator: " "))
    }
  }
}
