/// An attribute of an element.
package struct HTMLAttribute {
  let name: StaticString
  /// Not yet escaped; `nil` for an attribute that says all by being there.
  let value: String?

  private init(_ name: StaticString, _ value: String?) {
    self.name = name
    self.value = value
  }

  /// One that has this value.
  package static func set(_ name: StaticString, _ value: some CustomStringConvertible) -> HTMLAttribute {
    HTMLAttribute(name, value.description)
  }

  /// One that says all by being there; `nil` where it does not hold.
  package static func flag(_ name: StaticString, _ holds: Bool = true) -> HTMLAttribute? {
    holds ? HTMLAttribute(name, nil) : nil
  }

  /// The classes of an element, for its style.
  package static func `class`(_ names: StaticString) -> HTMLAttribute { set("class", names.description) }

  /// The element's name on the page.
  package static func id(_ name: some CustomStringConvertible) -> HTMLAttribute { set("id", name) }

  /// Where a link leads on this page's own server.
  package static func href(_ address: PageAddress) -> HTMLAttribute { set("href", address.text) }

  /// Where a link leads that a document holds; `nil` where that is no address of the web, as `javascript:`.
  package static func href(outside address: String) -> HTMLAttribute? {
    let lowercased = address.prefix(8).lowercased()
    guard lowercased.hasPrefix("https://") || lowercased.hasPrefix("http://") else { return nil }
    return set("href", address)
  }

  /// The language of what is in the element, a BCP 47 tag; `nil` where none is known.
  package static func language(_ tag: String?) -> HTMLAttribute? { tag.map { set("lang", $0) } }
}
