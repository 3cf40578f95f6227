import FTSProtocol
import NIOHTTP1

/// What a request is answered with.
struct Response: Equatable, Sendable {
  var status: HTTPResponseStatus
  var contentType: String
  var body: [UInt8]
  /// What else is told in headers.
  var fields: [Field] = []
  /// Methods that the address answers, where the one used is not among them.
  var allowed: String?
  /// What went wrong, where something did.
  private(set) var problem: Problem.Code?
  /// Whether the time was up before all was looked at.
  var isPartial = false
  /// Seconds after which to try again, where that helps.
  private(set) var retryAfter: Int?
  /// Whether the body is in the content coding gzip.
  private(set) var isCompressed = false

  init(json: [UInt8], isPartial: Bool = false) {
    self.init(json, contentType: "application/json")
    self.isPartial = isPartial
  }

  init(_ body: [UInt8], contentType: String) {
    status = .ok
    self.contentType = contentType
    self.body = body
  }

  init(_ value: some JSONEncodable) { self.init(json: JSONWriter.encode(value)) }

  init(_ problem: Problem) {
    self.init(problem, JSONWriter.encode(problem), contentType: "application/problem+json")
  }

  /// - Parameter body: tells of the problem.
  init(_ problem: Problem, _ body: [UInt8], contentType: String) {
    self.init(body, contentType: contentType)
    status = HTTPResponseStatus(statusCode: problem.status)
    self.problem = problem.code
    retryAfter = problem.code.retryAfter
  }

  /// The same with a body in the content coding gzip, where that is worth it.
  consuming func compressed() -> Response {
    guard body.count >= Gzip.minimumBytes, let encoded = Gzip.encode(body) else { return self }
    body = encoded
    isCompressed = true
    return self
  }

  /// A header.
  struct Field: Equatable {
    var name: String
    var value: String
  }

  /// What is noted of an answer, whatever it says.
  struct Outcome {
    var status: HTTPResponseStatus
    /// See `Response`.
    var problem: Problem.Code?
    /// See `Response`.
    var isPartial = false

    init(_ status: HTTPResponseStatus) { self.status = status }
  }

  /// How it went.
  var outcome: Outcome {
    var outcome = Outcome(status)
    outcome.problem = problem
    outcome.isPartial = isPartial
    return outcome
  }

  /// The headers that tell of it; what becomes of the connection afterwards is for others to add.
  var headers: HTTPHeaders {
    var headers = HTTPHeaders([("content-type", contentType), ("content-length", String(body.count))])
    if let allowed { headers.add(name: "allow", value: allowed) }
    if status == .unauthorized { headers.add(name: "www-authenticate", value: "Bearer") }
    if isCompressed { headers.add(name: "content-encoding", value: "gzip") }
    if isCompressed || body.count >= Gzip.minimumBytes { headers.add(name: "vary", value: "accept-encoding") }
    for field in fields { headers.add(name: field.name, value: field.value) }
    if let retryAfter { headers.add(name: "retry-after", value: String(retryAfter)) }
    return headers
  }
}
