/// What a command's help says at length, in mdoc(7): paragraphs, lines set in as examples, and headings of their own.
struct Discussion {
  private(set) var description: [String] = []
  /// With their headings: what stands below a line in capitals, and paragraphs about the exit status.
  private(set) var sections: [String] = []

  /// - Parameter text: Blank lines separate paragraphs, examples begin with two spaces.
  init(_ text: String) {
    var heading: String?
    for block in Self.blocks(text) {
      var lines = block[...]
      if let first = lines.first, first == first.uppercased(), first.contains(where: \.isLetter),
        !first.hasPrefix(" ")
      {
        heading = first
        sections.append(".Sh \(first)")
        lines = lines.dropFirst()
      } else if heading == nil, lines.first?.hasPrefix("Exit status") == true {
        sections += [".Sh EXIT STATUS"] + Self.paragraph(lines)
        continue
      }
      let set = Self.set(lines, isFirst: heading == nil ? description.isEmpty : lines.count < block.count)
      if heading == nil { description += set } else { sections += set }
    }
  }

  private static func blocks(_ text: String) -> [[String]] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      .split { $0.allSatisfy(\.isWhitespace) }.map(Array.init)
  }

  private static func set(_ lines: ArraySlice<String>, isFirst: Bool) -> [String] {
    guard lines.first?.hasPrefix("  ") == true else { return (isFirst ? [] : [".Pp"]) + paragraph(lines) }
    return [".Bd -literal -offset indent"] + lines.map { Roff.literal($0.dropFirst(2)) } + [".Ed"]
  }

  private static func paragraph(_ lines: ArraySlice<String>) -> [String] {
    Roff.lines(lines.joined(separator: " "))
  }
}
