/// A value that knows its JSON.
package protocol JSONEncodable {
  func write(to writer: inout JSONWriter)
}

extension String: JSONEncodable {
  package func write(to writer: inout JSONWriter) { writer.string(self) }
}

extension Bool: JSONEncodable {
  package func write(to writer: inout JSONWriter) { writer.literal(self ? "true" : "false") }
}

extension Int: JSONEncodable {
  package func write(to writer: inout JSONWriter) { writer.literal(description) }
}

extension UInt64: JSONEncodable {
  package func write(to writer: inout JSONWriter) { writer.literal(description) }
}

/// The shortest digits that read back as the same number; whole numbers without a fraction, and
/// null for what JSON has no number for.
extension Float: JSONEncodable {
  package func write(to writer: inout JSONWriter) { writer.number(description, isFinite: isFinite) }
}

extension Double: JSONEncodable {
  package func write(to writer: inout JSONWriter) { writer.number(description, isFinite: isFinite) }
}

extension JSONWriter {
  fileprivate mutating func number(_ description: String, isFinite: Bool) {
    guard isFinite else { return literal("null") }
    literal(description.hasSuffix(".0") ? String(description.dropLast(2)) : description)
  }
}

extension Array: JSONEncodable where Element: JSONEncodable {
  package func write(to writer: inout JSONWriter) {
    writer.array(self) { element, writer in element.write(to: &writer) }
  }
}

/// `[start,end]`, as `Range` decodes it.
extension Range: JSONEncodable where Bound: JSONEncodable {
  package func write(to writer: inout JSONWriter) {
    writer.array([lowerBound, upperBound]) { bound, writer in bound.write(to: &writer) }
  }
}
