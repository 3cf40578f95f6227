import FTSProtocol
import NIOHTTP1

/// What one method does at an address.
struct Operation: Sendable {
  let method: HTTPMethod
  /// What programs call it by: unique among all operations.
  let name: String
  /// What it does, in a sentence.
  let summary: String
  /// What may stand in its address. Where there are none, the router refuses all; else `answer` refuses those that it
  /// does not know.
  let parameters: [ParameterDescription]
  /// The members of the JSON object that is its body, where it has one.
  let members: [ParameterDescription]
  /// Answers a call.
  let answer: @Sendable (Call) throws(Problem) -> Response

  init(
    _ method: HTTPMethod, _ name: String, _ summary: String, parameters: [ParameterDescription] = [],
    members: [ParameterDescription] = [], answer: @escaping @Sendable (Call) throws(Problem) -> Response
  ) {
    self.method = method
    self.name = name
    self.summary = summary
    self.parameters = parameters.filter { !$0.isBodyOnly }
    self.members = members
    self.answer = answer
  }
}
