/// The parameters of a kind of request, by the names that they have in an address and in a JSON body alike.
package protocol RequestParameter: RawRepresentable, CaseIterable, Hashable, Sendable
where RawValue == String {
  /// What its value may be.
  var schema: Schema { get }
  /// What it means.
  var summary: String { get }
  /// Whether a request is none without it.
  var isRequired: Bool { get }
  /// Whether it stands in a JSON body alone.
  var isBodyOnly: Bool { get }
}

extension RequestParameter {
  package var isRequired: Bool { false }
  package var isBodyOnly: Bool { false }

  /// - Throws: `unknownParameter`, listing the names there are.
  init(name: String) throws(Problem) {
    guard let parameter = Self(rawValue: name) else {
      let names = Self.allCases.map(\.rawValue).joined(separator: ", ")
      throw Problem(.unknownParameter, "no parameter is named '\(name)'; there are \(names)")
    }
    self = parameter
  }

  /// What all of them are.
  static var descriptions: [ParameterDescription] {
    allCases.map {
      ParameterDescription(
        $0.rawValue, $0.schema, $0.summary, isRequired: $0.isRequired, isBodyOnly: $0.isBodyOnly)
    }
  }
}
