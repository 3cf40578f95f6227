/// Why a record is no document.
public struct RecordRejection: Error, Equatable, Sendable {
  /// For people.
  public internal(set) var reason: String
}
