/// Items in microdata (HTML Standard, section 5): `itemscope`, `itemtype`, `itemprop`.
struct Microdata {
  private let tree: HTMLTree

  init(_ tree: HTMLTree) { self.tree = tree }

  /// Items that are no property of another.
  func items() -> [StructuredItem] {
    var items: [StructuredItem] = []
    for node in tree.all where isScope(node) && tree.value("itemprop", of: node) == nil {
      items.append(item(node, depth: 0))
    }
    return items
  }

  /// Items in items, deeper than pages make them.
  private static let maximumDepth = 40

  private func isScope(_ node: Int) -> Bool { tree.value("itemscope", of: node) != nil }

  private func item(_ node: Int, depth: Int) -> StructuredItem {
    let types = (tree.value("itemtype", of: node) ?? "").split(separator: " ")
      .map { String($0[($0.lastIndex { $0 == "/" || $0 == "#" }.map($0.index(after:)) ?? $0.startIndex)...]) }
    var item = StructuredItem(types: types, node: node)
    guard depth < Self.maximumDepth else { return item }
    var index = node + 1
    while index < tree.nodes[node].end {
      let names = tree.value("itemprop", of: index)?.split(separator: " ").map(String.init) ?? []
      if !names.isEmpty {
        let value = isScope(index) ? .item(self.item(index, depth: depth + 1)) : value(index)
        for name in names { item.add(name, value) }
      }
      // What is inside another item is a property of that.
      index = isScope(index) ? tree.nodes[index].end : index + 1
    }
    return item
  }

  private func value(_ node: Int) -> StructuredItem.Value {
    if let content = tree.value("content", of: node) { return .text(content) }
    let attribute =
      switch tree.nodes[node].name {
      case "time": "datetime"
      case "a", "link", "area": "href"
      case "img", "audio", "video", "source": "src"
      case "data", "meter": "value"
      default: ""
      }
    return tree.value(attribute, of: node).map { .text($0) } ?? .element(node)
  }
}
