/// Items in JSON-LD (`<script type="application/ld+json">`), as search engines ask for them: no contexts are followed, names are taken
/// for those of schema.org.
enum LinkedData {
  /// The items of all scripts. A script that is not JSON is passed over, as browsers do.
  static func items(_ tree: HTMLTree) -> [StructuredItem] {
    var items: [StructuredItem] = []
    for node in tree.all where tree.nodes[node].name == "script" {
      guard tree.value("type", of: node)?.lowercased().hasPrefix("application/ld+json") == true else {
        continue
      }
      let bytes = tree.inside(node).flatMap { tree.nodes[$0].text }
      var scanner = JSONScanner(bytes, in: 0..<bytes.count)
      guard let value = try? scanner.scan() else { continue }
      items += self.items(value)
    }
    return items
  }

  private static func items(_ value: JSONValue) -> [StructuredItem] {
    switch value {
    case .array(let elements): return elements.flatMap(items)
    case .object(let members):
      guard case .array(let graph)? = members.first(where: { $0.key == "@graph" })?.value else {
        return [item(members, names: [:])]
      }
      let objects = graph.compactMap { if case .object(let members) = $0 { members } else { nil } }
      var names: [String: String] = [:]
      for object in objects {
        if let id = string("@id", in: object), let name = string("name", in: object) { names[id] = name }
      }
      return objects.map { item($0, names: names) }
    default: return []
    }
  }

  private static func string(_ key: String, in members: [JSONMember]) -> String? {
    guard case .string(let text)? = members.first(where: { $0.key == key })?.value else { return nil }
    return text
  }

  /// - Parameter names: of items of the same graph by their `@id`, by which others refer to them.
  private static func item(_ members: [JSONMember], names: [String: String]) -> StructuredItem {
    var item = StructuredItem(types: [])
    for member in members {
      let values = if case .array(let elements) = member.value { elements } else { [member.value] }
      for value in values {
        switch value {
        case .string(let text) where member.key == "@type":
          item.types.append(
            String(text[(text.lastIndex(of: "/").map(text.index(after:)) ?? text.startIndex)...]))
        case .string(let text): item.add(member.key, .text(text))
        case .number(let literal): item.add(member.key, .text(literal))
        case .object(let inner):
          var value = Self.item(inner, names: names)
          if let id = string("@id", in: inner), let name = names[id], value.values("name").isEmpty {
            value.add("name", .text(name))
          }
          item.add(member.key, .item(value))
        default: break
        }
      }
    }
    return item
  }
}
