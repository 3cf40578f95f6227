/// A thing that a page describes for programs: its types and properties in the words of schema.org.
struct StructuredItem {
  /// As `Review`, without the address of the vocabulary.
  var types: [String]
  private(set) var properties: [Property] = []
  /// The element that describes it, if one does.
  var node: Int?

  init(types: [String], node: Int? = nil) {
    self.types = types
    self.node = node
  }

  struct Property {
    var name: String
    var value: Value
  }

  enum Value {
    case text(String)
    /// The text inside an element.
    case element(Int)
    indirect case item(StructuredItem)
  }

  mutating func add(_ name: String, _ value: Value) { properties.append(Property(name: name, value: value)) }

  /// The values of the first of these names that is there.
  func values(_ names: String...) -> [Value] {
    for name in names {
      let values = properties.filter { $0.name == name }.map(\.value)
      if !values.isEmpty { return values }
    }
    return []
  }

  func isA(_ types: Set<String>) -> Bool { self.types.contains(where: types.contains) }

  /// The items in its properties. One that is the value of several is there once: at every level as often as it has names, and
  /// those inside it as well, would be beyond all bounds.
  var items: [StructuredItem] {
    var nodes: Set<Int> = []
    return properties.compactMap { property in
      guard case .item(let item) = property.value else { return nil }
      return item.node.map { nodes.insert($0).inserted } ?? true ? item : nil
    }
  }

  /// It and all items inside it that are of such a type, outermost first; what is inside of those is theirs.
  func outermost(_ types: Set<String>) -> [StructuredItem] {
    isA(types) ? [self] : items.flatMap { $0.outermost(types) }
  }
}
