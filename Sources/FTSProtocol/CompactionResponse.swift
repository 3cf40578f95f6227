/// What a compaction has made of an index.
public struct CompactionResponse: Equatable, Sendable, Decodable {
  /// The index before or after.
  public struct State: Equatable, Sendable, Decodable {
    /// Parts that it consists of.
    public var segments: Int
    /// Documents that are deleted and take up room.
    public var deleted: Int
    /// Bytes of the file.
    public var bytes: Int
    /// Of those, bytes that hold nothing.
    public var freeBytes: Int

    enum CodingKeys: String, CodingKey {
      case segments, deleted, bytes
      case freeBytes = "free_bytes"
    }

    package init(segments: Int, deleted: Int, bytes: Int, freeBytes: Int) {
      self.segments = segments
      self.deleted = deleted
      self.bytes = bytes
      self.freeBytes = freeBytes
    }
  }

  /// Whether anything was to be done.
  public var changed: Bool
  /// What the index was.
  public var before: State
  /// What it is.
  public var after: State
  /// From the beginning to the end.
  public var seconds: Double

  package init(changed: Bool, before: State, after: State, seconds: Double) {
    self.changed = changed
    self.before = before
    self.after = after
    self.seconds = seconds
  }
}

extension CompactionResponse: JSONEncodable {
  package func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("changed", changed)
      $0.member("before", before)
      $0.member("after", after)
      $0.member("seconds", seconds)
    }
  }
}

extension CompactionResponse.State: JSONEncodable {
  package func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("segments", segments)
      $0.member("deleted", deleted)
      $0.member("bytes", bytes)
      $0.member("free_bytes", freeBytes)
    }
  }
}

extension CompactionResponse: DescribedAnswer {
  package static let members: [ParameterDescription] = [
    .always("changed", .boolean, "Whether anything was to be done"),
    .always("before", State.schema, "What the index was"),
    .always("after", State.schema, "What it is"),
    .always("seconds", .number, "From the beginning to the end"),
  ]
}

extension CompactionResponse.State {
  /// What its JSON is.
  static let schema = Schema.object([
    .always("segments", .integer(), "Parts that it consists of"),
    .always("deleted", .integer(), "Documents that are deleted and take up room"),
    .always("bytes", .integer(), "Of the file"),
    .always("free_bytes", .integer(), "Of those, bytes that hold nothing"),
  ])
}
