/// When a change is acknowledged.
public enum Durability: String, CaseIterable, Equatable, Sendable {
  /// When it is on disk and visible to the next search: nothing acknowledged is ever lost.
  case synced
  /// When it is accepted. It is on disk within two seconds, as long as the disk takes it; what is not by then is lost
  /// where the daemon or the machine dies.
  case deferred
}
