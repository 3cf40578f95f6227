import FoundationEssentials

/// A request that consists of parameters, in an address or as the members of a JSON object.
package protocol ParameterizedRequest {
  associatedtype Parameter: RequestParameter

  /// The request in which no parameter is set.
  static var blank: Self { get }

  /// - Throws: `invalidParameter`, or `invalidQuery`.
  mutating func set(_ parameter: Parameter, to value: some ParameterValue) throws(Problem)

  /// What `set` would be given for this request; `nil` where nothing, or another parameter in its place.
  func value(of parameter: Parameter) -> RequestValue?

  /// Checks that a request makes sense of which these parameters were given.
  ///
  /// - Throws: `missingParameter` or `invalidParameter`.
  func validate(given: Set<Parameter>) throws(Problem)
}

extension ParameterizedRequest {
  /// What its parameters are.
  package static var parameterDescriptions: [ParameterDescription] { Parameter.descriptions }

  /// Reads the parameters of an address, decoded.
  ///
  /// - Throws: `unknownParameter`, `invalidParameter` or `missingParameter`.
  package init(parameters: [(name: String, value: String)]) throws(Problem) {
    var request = Self.blank
    var given: Set<Parameter> = []
    for (name, text) in parameters {
      let parameter = try Parameter(name: name)
      guard given.insert(parameter).inserted else {
        throw Problem(.invalidParameter, "\(name) was given twice")
      }
      try request.set(parameter, to: AddressValue(name: name, text: text))
    }
    try request.validate(given: given)
    self = request
  }

  /// Reads a JSON object with the members that the parameters of an address are named for.
  ///
  /// - Throws: `invalidJSON`, `unknownParameter`, `invalidParameter`, `missingParameter` or `invalidQuery`.
  package init(json: [UInt8]) throws(Problem) {
    let body: RequestBody<Self>
    do {
      body = try JSONDecoder().decode(RequestBody<Self>.self, from: Data(json))
    } catch let problem as Problem {
      throw problem
    } catch {
      throw Problem(.invalidJSON, "the body is not a JSON object, or nests too deep")
    }
    try body.request.validate(given: body.given)
    self = body.request
  }

  /// The parameters, for an address.
  package var parameters: [(name: String, value: String)] {
    Parameter.allCases.compactMap { parameter in
      value(of: parameter)?.addressText.map { (parameter.rawValue, $0) }
    }
  }

  /// The request as the body of a POST.
  package func json() -> [UInt8] {
    var writer = JSONWriter()
    writer.object {
      for parameter in Parameter.allCases { $0.member(parameter.rawValue, value(of: parameter)) }
    }
    return writer.bytes
  }
}

/// Decodes a request member by member, so that one nobody knows is an error.
private struct RequestBody<Request: ParameterizedRequest>: Decodable {
  var request = Request.blank
  var given: Set<Request.Parameter> = []

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: AnyKey.self)
    // In an order of their own, so that of several that are wrong it is always the same that is told of.
    for key in container.allKeys.sorted(by: { $0.stringValue < $1.stringValue }) {
      let parameter = try Request.Parameter(name: key.stringValue)
      given.insert(parameter)
      try request.set(parameter, to: MemberValue(container: container, key: key))
    }
  }
}

extension Problem {
  static let queryMissing = Problem(
    .missingParameter, "q, the query, is missing; a JSON body may have query, a tree, in its place")
  static let twoQueries = Problem(.invalidParameter, "q and query exclude each other")
}
