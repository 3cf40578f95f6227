import FTSProtocol
import NIOHTTP1

/// The addresses that the daemon answers.
enum Endpoint: Equatable {
  case search
  case explain
  case suggest
  case document(id: String)
  case statistics
  case health

  /// - Parameter path: Path of a request, still percent-encoded.
  /// - Throws: `notFound`, or `badRequest` for an id that is not well-formed.
  init(path: Substring) throws(Problem) {
    let documents = "/v1/documents/"
    switch path {
    case "/v1/search": self = .search
    case "/v1/explain": self = .explain
    case "/v1/suggest": self = .suggest
    case "/v1/stats": self = .statistics
    case "/healthz": self = .health
    case _ where path.hasPrefix(documents) && path != documents:
      guard let id = PercentEncoding.decode(path.dropFirst(documents.count).utf8, plusIsSpace: false) else {
        throw Problem(.badRequest, "the id is not percent-encoded UTF-8")
      }
      self = .document(id: id)
    default:
      throw Problem(
        .notFound,
        "nothing is at this address; there are /v1/search, /v1/explain, /v1/suggest, /v1/documents/{id}, /v1/stats "
          + "and /healthz"
      )
    }
  }

  var methods: [HTTPMethod] {
    switch self {
    case .search, .explain: [.GET, .HEAD, .POST]
    case .suggest, .document, .statistics, .health: [.GET, .HEAD]
    }
  }
}
