import FTSQuery

/// How much a request may ask for and carry.
public enum Limits {
  /// Hits in one answer.
  public static let hits = 1_000
  /// Hits that can be paged through: the greatest `offset + limit`.
  public static let window = 10_000
  /// The greatest position in an index.
  static let position = Int(UInt32.max)
  /// Facets of one search.
  public static let facets = 16
  /// Comments shown of a thread.
  public static let comments = 20
  /// Words that complete another in one answer.
  public static let suggestions = 100
  /// The longest time a request may ask to be worked on, in milliseconds.
  public static let timeoutMilliseconds = 60_000
  /// The time that the daemon works on a request that does not say, in milliseconds.
  public static let usualTimeoutMilliseconds = 2_000
  /// Different words that a pattern of a query may be like.
  public static let forms = 100_000
  /// Bytes of the documents, texts and attributes, of which an answer tells.
  public static let answerBytes = 256 << 20
  /// UTF-8 bytes of a query.
  public static let queryBytes = QueryLimits.bytes
  /// Bytes of the request line and of the headers, each.
  public static let headBytes = 16 << 10
  /// Bytes of a request's body, unless it is documents.
  public static let bodyBytes = 1 << 20
  /// Bytes of documents in one request, as NDJSON.
  public static let uploadBytes = 256 << 20
  /// Lines of them.
  public static let uploadLines = 200_000
  /// Bytes of one document as JSON.
  public static let documentBytes = 16 << 20
  /// Seconds after which a connection is closed on which no whole request comes, or from which no answers are taken.
  public static let idleSeconds = 60
  /// Seconds that the body of a request may take to come.
  public static let bodySeconds = 30

  /// - Throws: `invalidParameter`.
  static func checkTimeout(_ milliseconds: Int?) throws(Problem) {
    guard let milliseconds, !(1...timeoutMilliseconds).contains(milliseconds) else { return }
    throw Problem(
      .invalidParameter, "timeout_ms must be from 1 to \(timeoutMilliseconds), not \(milliseconds)")
  }
}
