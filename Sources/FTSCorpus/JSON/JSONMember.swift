/// A name and its value in a JSON object.
package struct JSONMember: Equatable, Sendable {
  package var key: String
  package var value: JSONValue
}
