/// What a check of an index has looked at and found.
public struct CheckResponse: Equatable, Sendable, Decodable {
  /// Whether nothing is damaged.
  public var sound: Bool
  /// Number of the commit that was checked.
  public var generation: UInt64
  /// Parts of the index.
  public var segments: Int
  /// Documents, deleted ones that are not yet merged away included.
  public var documents: Int
  /// Bytes compared with their checksums.
  public var bytes: Int
  /// Documents whose words were made anew from their texts.
  public var rederived: Int
  /// Documents that were searched for.
  public var searched: Int
  /// From the beginning to the end.
  public var seconds: Double
  /// What was found.
  public var findings: [CheckFindingResponse]
  /// Findings beyond those, of the same kinds.
  public var untold: Int

  /// A check that has not looked at anything.
  public init(findings: [CheckFindingResponse] = []) {
    sound = !findings.contains(where: \.damage)
    (generation, segments, documents, bytes, rederived, searched, seconds, untold) = (0, 0, 0, 0, 0, 0, 0, 0)
    self.findings = findings
  }
}

extension CheckResponse: JSONEncodable {
  package func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("sound", sound)
      $0.member("generation", generation)
      $0.member("segments", segments)
      $0.member("documents", documents)
      $0.member("bytes", bytes)
      $0.member("rederived", rederived)
      $0.member("searched", searched)
      $0.member("seconds", seconds)
      $0.member("findings", findings)
      $0.member("untold", untold)
    }
  }
}

extension CheckResponse: DescribedAnswer {
  package static let members: [ParameterDescription] = [
    .always("sound", .boolean, "Whether nothing is damaged"),
    .always("generation", .integer(), "Number of the commit that was checked"),
    .always("segments", .integer(), "Parts of the index"),
    .always("documents", .integer(), "Documents, deleted ones that are not yet merged away included"),
    .always("bytes", .integer(), "Bytes compared with their checksums"),
    .always("rederived", .integer(), "Documents whose words were made anew from their texts"),
    .always("searched", .integer(), "Documents that were searched for"),
    .always("seconds", .number, "From the beginning to the end"),
    .always("findings", .array(CheckFindingResponse.reference), "What was found"),
    .always("untold", .integer(), "Findings beyond those, of the same kinds"),
  ]
}
