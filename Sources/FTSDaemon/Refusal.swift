import FTSProtocol

/// Why a request is not even begun.
struct Refusal: Error, Equatable, Sendable {
  let problem: Problem
  /// Methods that the address answers, where the one used is not among them.
  let allowed: String?

  init(_ problem: Problem, allowed: String? = nil) {
    self.problem = problem
    self.allowed = allowed
  }
}
