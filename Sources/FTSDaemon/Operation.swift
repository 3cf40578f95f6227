import FTSProtocol
import NIOHTTP1

/// What one method does at an address.
struct Operation: Sendable {
  /// Who answers.
  enum Weight {
    /// The event loop.
    case light
    /// The event loop where it is done soon (`Effort.brief`), else a worker.
    case varying
    /// A worker.
    case heavy
  }

  /// How a request is answered.
  enum Answer: Sendable {
    /// When it is there whole, by a whole answer.
    case whole(Weight, @Sendable (Call) throws(Problem) -> Response)
    /// By a task that takes the body as it comes, with a whole answer in the end. A problem that it throws is the answer.
    case gathered(@Sendable (StreamedCall) async throws -> Response)
    /// By a task that writes the answer bit by bit. A problem that it throws is the answer, as long as it has written
    /// nothing. It ends when it is cancelled.
    case streamed(@Sendable (StreamedCall, AnswerWriter) async throws -> Void)
  }

  let method: HTTPMethod
  /// What programs call it by: unique among all operations.
  let name: String
  /// What it does, in a sentence.
  let summary: String
  /// What may stand in its address. Where there are none, all are refused; else `answer` refuses those that it does not
  /// know.
  let parameters: [ParameterDescription]
  /// The members of the JSON object that is its body, where it has one.
  let members: [ParameterDescription]
  /// The type of its body, where that is not an object of `members`.
  let bodyType: String?
  /// Of its answer.
  let contentType: String
  /// What its answer is, or each line of it; `nil` where that is nothing of ours.
  let answering: (any DescribedAnswer.Type)?
  /// Statuses of its answer where it is no problem.
  let statuses: [Int]
  /// Whether it is for those who may write.
  let writes: Bool
  let answer: Answer

  /// - Parameter writes: By itself, whatever is not asked for with GET.
  init(
    _ method: HTTPMethod, _ name: String, _ summary: String, parameters: [ParameterDescription] = [],
    members: [ParameterDescription] = [], contentType: String = "application/json",
    answering: (any DescribedAnswer.Type)? = nil, weight: Weight = .light, writes: Bool? = nil,
    answer: @escaping @Sendable (Call) throws(Problem) -> Response
  ) {
    self.init(
      method, name, summary, parameters: parameters, members: members, contentType: contentType,
      answering: answering, writes: writes,
      by: .whole(weight, answer))
  }

  init(
    _ method: HTTPMethod, _ name: String, _ summary: String, parameters: [ParameterDescription] = [],
    members: [ParameterDescription] = [], bodyType: String? = nil, contentType: String = "application/json",
    answering: (any DescribedAnswer.Type)? = nil, statuses: [Int] = [200], writes: Bool? = nil,
    by answer: Answer
  ) {
    self.method = method
    self.name = name
    self.summary = summary
    self.parameters = parameters.filter { !$0.isBodyOnly }
    self.members = members
    self.bodyType = bodyType
    self.contentType = contentType
    self.answering = answering
    self.statuses = statuses
    self.writes = writes ?? (method != .GET)
    self.answer = answer
  }

  /// Whether it is done by a task, which takes the body as it comes.
  var isTask: Bool { if case .whole = answer { false } else { true } }
}
