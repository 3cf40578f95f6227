/// An answer, or a part of one, that the interface describes under the name of its type.
package protocol DescribedAnswer: SendableMetatype {
  /// The members of its JSON object, in their order.
  static var members: [ParameterDescription] { get }
}

extension DescribedAnswer {
  /// The name it is described under.
  package static var name: String { "\(Self.self)" }
  /// A reference to what it is described as.
  package static var reference: Schema { .reference(name) }
}

extension ParameterDescription {
  /// A member that an answer always has.
  package static func always(_ name: String, _ schema: Schema, _ summary: String) -> ParameterDescription {
    ParameterDescription(name, schema, summary, isRequired: true)
  }

  /// A member that an answer has where there is something to say.
  package static func ifAny(_ name: String, _ schema: Schema, _ summary: String) -> ParameterDescription {
    ParameterDescription(name, schema, summary)
  }
}
