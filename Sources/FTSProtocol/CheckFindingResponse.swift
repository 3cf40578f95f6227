/// Something that a check has found.
public struct CheckFindingResponse: Equatable, Sendable, Decodable {
  /// What kind of thing it is, a word that stays the same.
  public var kind: String
  /// Number of the segment concerned.
  public var segment: Int?
  /// Whether something of the index is not what was written; else it costs room at most.
  public var damage: Bool
  /// What is wrong, and where, in a sentence.
  public var message: String

  /// All of it.
  public init(kind: String, segment: Int? = nil, damage: Bool, message: String) {
    self.kind = kind
    self.segment = segment
    self.damage = damage
    self.message = message
  }
}

extension CheckFindingResponse: JSONEncodable {
  package func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("kind", kind)
      $0.member("segment", segment)
      $0.member("damage", damage)
      $0.member("message", message)
    }
  }
}

extension CheckFindingResponse: DescribedAnswer {
  package static let members: [ParameterDescription] = [
    .always("kind", .string, "What kind of thing it is, a word that stays the same"),
    .ifAny("segment", .integer(), "Number of the segment concerned"),
    .always("damage", .boolean, "Whether something is not what was written"),
    .always("message", .string, "What is wrong, and where, in a sentence"),
  ]
}
