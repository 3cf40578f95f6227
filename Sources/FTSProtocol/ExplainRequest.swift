public import FTSQuery
import FoundationEssentials

/// What to explain: why a query finds a document, and where, or why not.
public struct ExplainRequest: Equatable, Sendable {
  /// The query as typed; see the query language.
  public var query: String
  /// A query that was built and not typed, in the place of `query`, which tells it in words.
  public private(set) var tree: Query?
  /// Id of the document.
  public var id: String
  /// As of a search: only documents match that match every clause that has no sign and is no part of an `OR`.
  public var all = false
  /// What makes no sense in the query is an error.
  public var strict = false

  /// A request with every option at its default.
  public init(query: String, id: String) {
    self.query = query
    self.id = id
  }

  /// The same for a query that was built.
  public init(tree: Query, id: String) {
    self.init(query: tree.description, id: id)
    self.tree = tree
  }

  /// Checks the ranges that `Limits` gives.
  ///
  /// - Throws: `invalidParameter`.
  public func validate() throws(Problem) {
    // A tree has limits of its own.
    guard tree != nil || query.utf8.count <= Limits.queryBytes else {
      throw Problem(.invalidParameter, "q is longer than \(Limits.queryBytes) bytes")
    }
  }
}

extension ExplainRequest {
  /// The parameters, by the names they have in an address and in a JSON body.
  private enum Parameter: String, CaseIterable {
    case q, query, id, all, strict

    /// - Throws: `unknownParameter`, listing the names there are.
    init(name: String) throws(Problem) {
      guard let parameter = Self(rawValue: name) else {
        let names = Self.allCases.map(\.rawValue).joined(separator: ", ")
        throw Problem(.unknownParameter, "no parameter is named '\(name)'; there are \(names)")
      }
      self = parameter
    }
  }

  /// Reads the parameters of an address, decoded.
  ///
  /// - Throws: `unknownParameter`, `invalidParameter` or `missingParameter`.
  public init(parameters: [(name: String, value: String)]) throws(Problem) {
    self.init(query: "", id: "")
    var seen: Set<Parameter> = []
    for (name, value) in parameters {
      let parameter = try Parameter(name: name)
      guard seen.insert(parameter).inserted else {
        throw Problem(.invalidParameter, "\(name) was given twice")
      }
      switch parameter {
      case .q: query = value
      case .query:
        throw Problem(.invalidParameter, "query is an object of a JSON body; in an address there is q")
      case .id: id = value
      case .all: all = try flag(value, of: name)
      case .strict: strict = try flag(value, of: name)
      }
    }
    guard seen.contains(.q) else { throw Problem(.missingParameter, "q, the query, is missing") }
    guard seen.contains(.id) else { throw Self.idMissing }
    try validate()
  }

  /// Reads a JSON object with the members that the parameters of an address are named for.
  ///
  /// - Throws: `invalidJSON`, `unknownParameter`, `invalidParameter` or `missingParameter`.
  public init(json: [UInt8]) throws(Problem) {
    do {
      self = try JSONDecoder().decode(Body.self, from: Data(json)).request
    } catch let problem as Problem {
      throw problem
    } catch {
      throw Problem(.invalidJSON, "the body is not a JSON object")
    }
    try validate()
  }

  /// The request as the body of a POST.
  package func json() -> [UInt8] {
    var writer = JSONWriter()
    writer.object {
      if let tree { $0.member("query", tree) } else { $0.member("q", query) }
      $0.member("id", id)
      $0.member("all", all)
      $0.member("strict", strict)
    }
    return writer.bytes
  }

  private static let idMissing = Problem(.missingParameter, "id, that of the document, is missing")

  private struct Body: Decodable {
    let request: ExplainRequest

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: AnyKey.self)
      var (text, tree): (String?, Query?)
      var (id, all, strict): (String?, Bool, Bool) = (nil, false, false)
      for key in container.allKeys {
        let member = RequestMember(container: container, key: key)
        switch try Parameter(name: key.stringValue) {
        case .q: text = try member.value(String.self, "a string")
        case .query: tree = try member.query()
        case .id: id = try member.value(String.self, "a string")
        case .all: all = try member.value(Bool.self, "true or false")
        case .strict: strict = try member.value(Bool.self, "true or false")
        }
      }
      guard let id else { throw ExplainRequest.idMissing }
      var request: ExplainRequest
      switch (text, tree) {
      case (let text?, nil): request = ExplainRequest(query: text, id: id)
      case (nil, let tree?): request = ExplainRequest(tree: tree, id: id)
      case (nil, nil):
        throw Problem(.missingParameter, "q, the query, or query, the same as a tree, is missing")
      case (_?, _?): throw Problem(.invalidParameter, "q and query exclude each other")
      }
      request.all = all
      request.strict = strict
      self.request = request
    }
  }
}
