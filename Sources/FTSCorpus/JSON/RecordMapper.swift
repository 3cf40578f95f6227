import FTSDocument

/// Makes documents of JSON objects.
///
/// For each field the first key present wins: mapped ones, then those of `DocumentField.keys` in
/// their order; null is not present. All other values become attributes, in the order given; an object of the name
/// `attributes`, as ftsd itself writes it, has some of them by their own names.
struct RecordMapper: Sendable {
  /// The field a key stands for, and how early it is tried.
  private struct Claim: Sendable {
    var field: DocumentField
    var rank: Int

    /// Mapped keys and the field's own name must fit; for the others see `DocumentField.keys`.
    var isBinding: Bool { rank <= 1 }
  }

  private static let attributesKey = "attributes"

  private let claims: [String: Claim]

  /// - Parameter fields: those whose keys are known without being told.
  init(fieldMap: [String: DocumentField], fields: [DocumentField] = DocumentField.allCases) {
    var claims: [String: Claim] = [:]
    for field in fields {
      // Where another key is mapped to a field its own name is a name like the others.
      let first = fieldMap.values.contains(field) ? 2 : 1
      for (offset, key) in field.keys.enumerated() {
        claims[key] = Claim(field: field, rank: first + offset)
      }
    }
    for (key, field) in fieldMap { claims[key] = Claim(field: field, rank: 0) }
    self.claims = claims
  }

  /// The field that a key stands for, if the key of no other member is before it.
  func field(of key: String) -> DocumentField? { claims[key]?.field }

  /// - Parameter id: of an object that says none; `nil` makes one of its content.
  func map(_ object: JSONObject, id: String? = nil) throws(RecordRejection) -> DocumentRecord {
    var builder = RecordBuilder(cleansText: object.hasControlCharacters)
    let winners = try winners(of: object.members)
    for (index, member) in object.members.enumerated() {
      if let field = winners.field(at: index) {
        builder.set(field, to: member)
      } else if member.key == Self.attributesKey, case .object(let attributes) = member.value {
        for attribute in attributes { builder.addAttribute(attribute.key, attribute.value) }
      } else {
        builder.addAttribute(member.key, member.value)
      }
    }
    return try builder.finish(id: id)
  }

  /// Which member is taken for each field. A record has few fields, so a list beats a dictionary.
  private struct Winners {
    private var taken: [(field: DocumentField, member: Int, rank: Int)] = []

    mutating func offer(_ member: Int, for claim: Claim) {
      guard let place = taken.firstIndex(where: { $0.field == claim.field }) else {
        taken.append((claim.field, member, claim.rank))
        return
      }
      if claim.rank <= taken[place].rank { taken[place] = (claim.field, member, claim.rank) }
    }

    func field(at member: Int) -> DocumentField? { taken.first { $0.member == member }?.field }
  }

  private func winners(of members: [JSONMember]) throws(RecordRejection) -> Winners {
    var winners = Winners()
    for (index, member) in members.enumerated() {
      if case .null = member.value { continue }
      guard let claim = claims[member.key] else { continue }
      if fits(member.value, claim.field) {
        winners.offer(index, for: claim)
      } else if claim.isBinding {
        throw RecordRejection(
          reason: "\"\(member.key)\" is \(member.value.typeName) where \(wanted(claim.field)) is wanted")
      }
    }
    return winners
  }

  /// Whether a value has the right type. Scalars pass for one another where their text is clear.
  private func fits(_ value: JSONValue, _ field: DocumentField) -> Bool {
    switch (value, field) {
    case (.string, _): true
    case (.number, .tags), (.number, .language), (.number, .kind), (.number, .url): false
    case (.number, _): true
    case (.array(let elements), .tags):
      elements.allSatisfy { if case .string = $0 { true } else { false } }
    default: false
    }
  }

  private func wanted(_ field: DocumentField) -> String {
    switch field {
    case .tags: "an array of strings or a string"
    case .rating: "a number"
    case .date: "a date"
    default: "a string"
    }
  }
}

extension RecordMapper: JSONRecords {
  func read(_ object: JSONObject, _ body: (DocumentRecord) -> Void) throws(RecordRejection) {
    body(try map(object))
  }
}
