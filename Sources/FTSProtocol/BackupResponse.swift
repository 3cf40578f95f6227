/// A backup that was made and verified.
public struct BackupResponse: Equatable, Sendable, Decodable {
  /// What it is called in the directory of backups.
  public var name: String
  /// Documents in it.
  public var documents: Int
  /// Bytes of its file.
  public var bytes: Int
  /// Number of the commit that it holds.
  public var generation: UInt64
  /// From the beginning to the end.
  public var seconds: Double

  package init(name: String, documents: Int, bytes: Int, generation: UInt64, seconds: Double) {
    self.name = name
    self.documents = documents
    self.bytes = bytes
    self.generation = generation
    self.seconds = seconds
  }
}

extension BackupResponse: JSONEncodable {
  package func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("name", name)
      $0.member("documents", documents)
      $0.member("bytes", bytes)
      $0.member("generation", generation)
      $0.member("seconds", seconds)
    }
  }
}

extension BackupResponse: DescribedAnswer {
  package static let members: [ParameterDescription] = [
    .always("name", .string, "What it is called in the directory of backups"),
    .always("documents", .integer(), "Documents in it"),
    .always("bytes", .integer(), "Bytes of its file"),
    .always("generation", .integer(), "Number of the commit that it holds"),
    .always("seconds", .number, "From the beginning to the end"),
  ]
}
