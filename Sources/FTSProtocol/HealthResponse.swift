/// Says that a daemon serves, and what.
public struct HealthResponse: Equatable, Sendable, Decodable {
  /// Always "ok"; a daemon that cannot read its index answers with a problem.
  public var status: String
  /// Of the daemon; see `Release`.
  public var version: String
  /// Documents that can be found.
  public var documents: Int
  /// Number of the last commit.
  public var generation: UInt64

  package init(documents: Int, generation: UInt64) {
    status = "ok"
    version = Release.version
    self.documents = documents
    self.generation = generation
  }
}

extension HealthResponse: JSONEncodable {
  package func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("status", status)
      $0.member("version", version)
      $0.member("documents", documents)
      $0.member("generation", generation)
    }
  }
}

extension HealthResponse: DescribedAnswer {
  package static let members: [ParameterDescription] = [
    .always("status", .choice(["ok"]), "What it always is"),
    .always("version", .string, "Of the daemon"),
    .always("documents", .integer(), "Documents that can be found"),
    .always("generation", .integer(), "Number of the last commit"),
  ]
}
