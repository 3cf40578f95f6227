/// What a check has looked at and found.
public struct CheckReport: Equatable, Sendable {
  /// Number of the commit that was checked.
  public var generation: UInt64 = 0
  /// Segments of the index.
  public var segments = 0
  /// Documents of the index, deleted ones included.
  public var documents = 0
  /// Bytes compared with their checksums.
  public var bytes = 0
  /// Documents whose words were made anew from their texts, and compared with the postings.
  public var rederived = 0
  /// Documents that were searched for.
  public var searched = 0
  /// What was found, in the order of the check; of a kind in a segment the first few.
  public var findings: [CheckFinding] = []
  /// Findings beyond those.
  public var untold = 0

  /// A report of nothing.
  public init() {}

  /// Whether nothing is damaged.
  public var isSound: Bool { !findings.contains(where: \.isDamage) }
}
