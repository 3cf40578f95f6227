/// Why a request failed: problem details for HTTP APIs (RFC 9457), with a stable `code` for
/// programs beside the sentence for people.
public struct Problem: Error, Equatable, Sendable {
  /// What kind of failure it is. Codes are never renamed and never change their meaning.
  public enum Code: String, Sendable, CaseIterable, Decodable {
    /// The request is not well-formed HTTP, or its address not well-formed percent-encoded UTF-8.
    case badRequest = "bad_request"
    /// A query parameter or JSON member that does not exist.
    case unknownParameter = "unknown_parameter"
    /// A parameter whose value is not of its type or outside its range, or that was given twice.
    case invalidParameter = "invalid_parameter"
    /// A required parameter is absent.
    case missingParameter = "missing_parameter"
    /// The body is not the JSON object it should be.
    case invalidJSON = "invalid_json"
    /// What a body describes is no document that can be stored.
    case invalidDocument = "invalid_document"
    /// The query says nothing that can be searched for.
    case invalidQuery = "invalid_query"
    /// The cursor is damaged, or belongs to another search.
    case invalidCursor = "invalid_cursor"
    /// A pattern of the query is like more different words than `Limits.forms`.
    case tooManyWords = "too_many_words"
    /// The documents of the answer have more bytes than `Limits.answerBytes`.
    case answerTooLarge = "answer_too_large"
    /// The index was written to since the cursor was given.
    case cursorExpired = "cursor_expired"
    /// No token, or a wrong one.
    case unauthorized
    /// Who asks may not do that here.
    case forbidden
    /// No document of that id.
    case documentNotFound = "document_not_found"
    /// No such address.
    case notFound = "not_found"
    /// The address exists and does not answer this method.
    case methodNotAllowed = "method_not_allowed"
    /// The body is larger than `Limits.bodyBytes`.
    case bodyTooLarge = "body_too_large"
    /// The request line or the headers are larger than `Limits.headBytes`.
    case headTooLarge = "head_too_large"
    /// The time that the request allows was up before there was an answer.
    case deadlineExceeded = "deadline_exceeded"
    /// The request did not come whole in time.
    case requestTimeout = "request_timeout"
    /// Another process has been writing to the index for longer than the daemon waits.
    case writerBusy = "writer_busy"
    /// Another check, backup or compaction is under way.
    case maintenanceUnderWay = "maintenance_under_way"
    /// There is a backup of that name.
    case backupExists = "backup_exists"
    /// More large requests, or more changes, wait than the daemon takes on.
    case overloaded
    /// More connections are open than the daemon takes on.
    case tooManyConnections = "too_many_connections"
    /// The file system of the index has no room left.
    case diskFull = "disk_full"
    /// The index cannot be used now.
    case indexUnavailable = "index_unavailable"
    /// Bytes on disk are not what was written.
    case indexDamaged = "index_damaged"
  }

  /// What kind of failure it is.
  public var code: Code
  /// What went wrong, for the person in front of it.
  public var detail: String
  /// Where in the query it went wrong, in UTF-8 bytes.
  public var position: Int?

  /// A failure of that kind; `detail` is for people.
  public init(_ code: Code, _ detail: String, position: Int? = nil) {
    self.code = code
    self.detail = detail
    self.position = position
  }

  /// HTTP status.
  public var status: Int { code.status }
  /// Name of the HTTP status.
  public var title: String { code.title }
}

extension Problem.Code {
  var status: Int {
    switch self {
    case .badRequest, .unknownParameter, .invalidParameter, .missingParameter, .invalidJSON, .invalidDocument,
      .invalidQuery, .invalidCursor, .tooManyWords, .answerTooLarge:
      400
    case .unauthorized: 401
    case .forbidden: 403
    case .documentNotFound, .notFound: 404
    case .methodNotAllowed: 405
    case .maintenanceUnderWay, .backupExists: 409
    case .cursorExpired: 410
    case .bodyTooLarge: 413
    case .headTooLarge: 431
    case .indexDamaged: 500
    case .requestTimeout: 408
    case .writerBusy, .overloaded, .tooManyConnections, .indexUnavailable: 503
    case .deadlineExceeded: 504
    case .diskFull: 507
    }
  }

  /// Seconds after which to ask the same again, where that helps.
  package var retryAfter: Int? {
    switch self {
    case .writerBusy, .overloaded, .tooManyConnections, .diskFull: 1
    default: nil
    }
  }

  var title: String {
    switch status {
    case 400: "Bad Request"
    case 401: "Unauthorized"
    case 403: "Forbidden"
    case 404: "Not Found"
    case 405: "Method Not Allowed"
    case 408: "Request Timeout"
    case 409: "Conflict"
    case 410: "Gone"
    case 413: "Content Too Large"
    case 431: "Request Header Fields Too Large"
    case 500: "Internal Server Error"
    case 504: "Gateway Timeout"
    case 507: "Insufficient Storage"
    default: "Service Unavailable"
    }
  }
}

extension Problem: CustomStringConvertible {
  /// For the person in front of it.
  public var description: String { detail }
}

extension Problem: JSONEncodable {
  /// `about:blank` says that the status tells the type (RFC 9457, 4.2.1); `code` is finer.
  package func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("type", "about:blank")
      $0.member("title", title)
      $0.member("status", status)
      $0.member("detail", detail)
      $0.member("code", code.rawValue)
      $0.member("position", position)
    }
  }
}

extension Problem: Decodable {}

extension Problem: DescribedAnswer {
  package static let members: [ParameterDescription] = [
    .always("type", .choice(["about:blank"]), "The status tells the type"),
    .always("title", .string, "Name of the HTTP status"),
    .always("status", .integer(400...599), "HTTP status"),
    .always("detail", .string, "What went wrong, for people"),
    .always("code", .choice(Code.allCases.map(\.rawValue)), "What went wrong, for programs"),
    .ifAny("position", .integer(), "Where in the query, in UTF-8 bytes"),
  ]
}
