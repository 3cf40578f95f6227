/// How far the writing of an index has come at a commit: what is written later is behind it, and what a merge only moves
/// is not.
public struct IndexPosition: Equatable, Sendable, RawRepresentable {
  /// The number that the next segment had then.
  public var rawValue: UInt32

  /// The position of that number.
  public init(rawValue: UInt32) { self.rawValue = rawValue }
}
