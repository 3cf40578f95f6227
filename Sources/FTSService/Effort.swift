/// How much may be done for an answer.
public enum Effort: Sendable {
  /// What it takes, for as long as the request allows from its arrival on.
  case whole(since: ContinuousClock.Instant)
  /// What is done soon, for a thread that has others to answer; more throws `deadlineExceeded`.
  case brief

  /// Whether it is `brief`.
  public var isBrief: Bool { if case .brief = self { true } else { false } }
}
