/// What a parameter of a request is: its name in an address and in a JSON body, the values it may have, what it means.
package struct ParameterDescription: Equatable, Sendable {
  package var name: String
  package var schema: Schema
  package var summary: String
  /// Whether a request is none without it.
  package var isRequired = false
  /// Whether its value is no text, so that it stands in a JSON body alone.
  package var isBodyOnly = false

  package init(
    _ name: String, _ schema: Schema, _ summary: String, isRequired: Bool = false, isBodyOnly: Bool = false
  ) {
    self.name = name
    self.schema = schema
    self.summary = summary
    self.isRequired = isRequired
    self.isBodyOnly = isBodyOnly
  }
}
