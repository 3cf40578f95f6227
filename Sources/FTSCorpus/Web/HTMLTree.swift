/// A page as a tree: its elements and texts in the order of the source, each with where what is inside it ends.
final class HTMLTree: HTMLContentHandler {
  /// An element, or a text, which has no name.
  struct Node {
    var name: String
    var attributes: [HTMLAttribute]
    /// Words of `class`.
    var classes: [String]
    var text: [UInt8]
    /// The number of the element it is in; -1 for the outermost.
    var parent: Int
    /// The number behind the last node inside it.
    var end: Int
  }

  /// Nodes of a page; those a person reads have some thousands.
  static let maximumNodes = 1_000_000

  /// Elements in elements; what is deeper is as deep.
  private static let maximumDepth = 256

  private(set) var nodes: [Node] = []
  /// True where there were more nodes than that: the rest is not there.
  private(set) var isCut = false
  private var open: [Int] = []
  /// Open elements that are too deep to be noted.
  private var excess = 0

  /// Reads a page, however broken.
  init(_ html: String) {
    HTMLScanner.scan(html, into: self)
    while let last = open.popLast() { nodes[last].end = nodes.count }
  }

  func start(_ element: String, attributes: () -> [HTMLAttribute]) {
    guard open.count < Self.maximumDepth else {
      excess += 1
      return
    }
    let attributes = attributes()
    let classes = attributes.first { $0.name == "class" }?.value
      .split(whereSeparator: { $0.utf8.allSatisfy(PlainText.isBlank) }).map(String.init)
    guard
      let node = append(
        Node(
          name: element, attributes: attributes, classes: classes ?? [], text: [], parent: open.last ?? -1,
          end: 0))
    else { return }
    open.append(node)
  }

  func end(_ element: String) {
    guard excess == 0 else {
      excess -= 1
      return
    }
    // The parser closes what it opened; void elements too.
    guard let index = open.lastIndex(where: { nodes[$0].name == element }) else { return }
    for node in open[index...] { nodes[node].end = nodes.count }
    open.removeSubrange(index...)
  }

  func addText(_ utf8: Span<UInt8>) {
    // SAFETY: the bytes are copied while the span is there.
    let text = unsafe utf8.withUnsafeBufferPointer { unsafe Array($0) }
    if let last = nodes.indices.last, nodes[last].name.isEmpty, nodes[last].parent == open.last ?? -1 {
      nodes[last].text += text
    } else {
      _ = append(
        Node(name: "", attributes: [], classes: [], text: text, parent: open.last ?? -1, end: nodes.count + 1)
      )
    }
  }

  private func append(_ node: Node) -> Int? {
    guard nodes.count < Self.maximumNodes else {
      isCut = true
      return nil
    }
    nodes.append(node)
    return nodes.count - 1
  }

  // MARK: Questions

  /// The nodes inside a node.
  func inside(_ node: Int) -> Range<Int> { node + 1..<nodes[node].end }

  /// All nodes.
  var all: Range<Int> { nodes.indices }

  func value(_ attribute: String, of node: Int) -> String? {
    nodes[node].attributes.first { $0.name == attribute }?.value
  }

  func hasClass(_ node: Int, _ name: String) -> Bool { nodes[node].classes.contains(name) }

  func hasClass(_ node: Int, of names: Set<String>) -> Bool {
    nodes[node].classes.contains(where: names.contains)
  }

  func isElement(_ node: Int) -> Bool { !nodes[node].name.isEmpty }

  /// The first element inside a node for which `isMeant` holds, without looking into those left out.
  func first(inside node: Int, leavingOut: (Int) -> Bool = { _ in false }, where isMeant: (Int) -> Bool)
    -> Int?
  {
    var index = node + 1
    while index < nodes[node].end {
      if isElement(index) {
        if isMeant(index) { return index }
        if leavingOut(index) {
          index = nodes[index].end
          continue
        }
      }
      index += 1
    }
    return nil
  }

  /// The text inside a node, without the elements that are left out.
  func text(of node: Int, leavingOut: (Int) -> Bool = { _ in false }) -> HTMLText {
    let flow = HTMLFlow(breaksLines: false)
    var open: [Int] = []
    var index = node
    func close(before next: Int) {
      while let last = open.last, nodes[last].end <= next {
        flow.end(nodes[last].name)
        open.removeLast()
      }
    }
    while index < nodes[node].end {
      close(before: index)
      if nodes[index].name.isEmpty {
        let text = nodes[index].text
        flow.addText(text.span)
      } else if index != node, leavingOut(index) {
        index = nodes[index].end
        continue
      } else {
        // The node itself may be what a text is not, as a title or a quote: it is asked for its text.
        if index != node {
          flow.start(nodes[index].name) { nodes[index].attributes }
          open.append(index)
        }
      }
      index += 1
    }
    close(before: nodes[node].end)
    return HTMLText(flow)
  }

  /// The text inside a node on one line; `nil` where there is none.
  func line(_ node: Int, leavingOut: (Int) -> Bool = { _ in false }) -> String? {
    let text = text(of: node, leavingOut: leavingOut).body.split(whereSeparator: \.isWhitespace).joined(
      separator: " ")
    return text.isEmpty ? nil : text
  }
}
