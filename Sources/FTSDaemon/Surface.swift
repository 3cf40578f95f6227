import FTSPage
import FTSProtocol

/// What a listener answers, and how it tells of problems.
struct Surface: Sendable {
  let endpoints: [Endpoint]
  private let tell: @Sendable (Problem) -> Response

  /// What programs ask, with problems as JSON.
  init(_ endpoints: [Endpoint]) {
    self.endpoints = endpoints
    tell = { Response($0) }
  }

  private init(_ endpoints: [Endpoint], tell: @escaping @Sendable (Problem) -> Response) {
    self.endpoints = endpoints
    self.tell = tell
  }

  /// What browsers ask, with problems as pages.
  static let page = Surface(Endpoint.page) { .page($0) }

  /// What a problem is answered with.
  func response(to problem: Problem) -> Response { tell(problem) }

  /// What a request that is not even begun is answered with.
  func response(to refusal: Refusal) -> Response {
    var response = tell(refusal.problem)
    response.allowed = refusal.allowed
    return response
  }
}
