/// What became of a document that was to be written or deleted.
public struct UpdateResponse: Equatable, Sendable {
  /// What became of it.
  public enum Status: String, Equatable, Sendable, CaseIterable, Decodable {
    /// There was no document of that id before.
    case created
    /// It took the place of another.
    case updated
    /// It is deleted.
    case deleted
    /// It is accepted and will be written; whether there was one of that id is not known yet.
    case accepted
    /// It was not written, for the reason that `problem` says.
    case error
  }

  /// In an upload, the number of its line, from 1.
  public var line: Int?
  /// Its id; `nil` where that is not known.
  public var id: String?
  /// What became of it.
  public var status: Status
  /// What could not be read as what it seems to be, and was kept as an attribute.
  public var warnings: [String]
  /// Why it was not written.
  public var problem: Problem?

  package init(
    line: Int? = nil, id: String?, status: Status, warnings: [String] = [], problem: Problem? = nil
  ) {
    self.line = line
    self.id = id
    self.status = status
    self.warnings = warnings
    self.problem = problem
  }
}

extension UpdateResponse: JSONEncodable {
  package func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("line", line)
      $0.member("id", id)
      $0.member("status", status.rawValue)
      $0.member("warnings", unlessEmpty: warnings)
      $0.member("problem", problem)
    }
  }
}

extension UpdateResponse: Decodable {
  private enum CodingKeys: String, CodingKey { case line, id, status, warnings, problem }

  /// Reads the JSON that `ftsd` writes.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      line: try container.decodeIfPresent(Int.self, forKey: .line),
      id: try container.decodeIfPresent(String.self, forKey: .id),
      status: try container.decode(Status.self, forKey: .status),
      warnings: try container.decodeIfPresent([String].self, forKey: .warnings) ?? [],
      problem: try container.decodeIfPresent(Problem.self, forKey: .problem))
  }
}

extension UpdateResponse: DescribedAnswer {
  package static let members: [ParameterDescription] = [
    .ifAny("line", .integer(), "In an upload, the number of the line, from 1"),
    .ifAny("id", .string, "Of the document, where that is known"),
    .always("status", .choice(Status.allCases.map(\.rawValue)), "What became of it"),
    .ifAny("warnings", .array(.string), "What was not understood and kept as an attribute"),
    .ifAny("problem", Problem.reference, "Why it was not written"),
  ]
}
