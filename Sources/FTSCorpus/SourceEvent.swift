public import FTSDocument

/// What reading sources yields, in order.
public enum SourceEvent: Equatable, Sendable {
  case document(Document)
  case problem(SourceProblem)

  /// What tells of a record that is no document.
  static func skipped(
    _ rejection: RecordRejection, in source: String, at location: SourceProblem.Location
  ) -> SourceEvent {
    .problem(
      SourceProblem(
        source: source, location: location, reason: rejection.reason, severity: .recordSkipped))
  }
}

extension [SourceEvent] {
  /// A record's document, then what is to be said of it.
  mutating func append(_ record: DocumentRecord, from source: String, at location: SourceProblem.Location) {
    append(.document(record.document))
    for warning in record.warnings {
      append(
        .problem(SourceProblem(source: source, location: location, reason: warning, severity: .warning)))
    }
  }
}
