import FTSService

/// A request whose body is taken as it comes, or whose answer is given bit by bit.
struct StreamedCall: Sendable {
  let service: SearchService
  let updates: UpdateService
  let route: Route
  let body: RequestBody
  /// Takes the answer.
  let answer: AnswerWriter

  /// See `Route`.
  var pathValue: String { route.pathValue }
  /// See `Route`.
  var parameters: [(name: String, value: String)] { route.parameters }
}
