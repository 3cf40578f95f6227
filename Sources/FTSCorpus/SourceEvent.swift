public import FTSDocument

/// What reading sources yields, in order.
public enum SourceEvent: Equatable, Sendable {
  case document(Document)
  case problem(SourceProblem)
}
