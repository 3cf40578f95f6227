/// Numbers by name: an object in JSON, greatest number first.
public struct Tally: Equatable, Sendable {
  /// Descending by number, then ascending by name.
  public let entries: [(name: String, count: Int)]

  /// The names are distinct.
  public init(_ entries: [(name: String, count: Int)]) {
    self.entries = entries.sorted { ($1.count, $0.name) < ($0.count, $1.name) }
  }

  /// Equal members.
  public static func == (a: Tally, b: Tally) -> Bool { a.entries.elementsEqual(b.entries, by: ==) }
}

extension Tally: Decodable {
  /// Reads the JSON that `ftsd` writes.
  public init(from decoder: any Decoder) throws {
    let counts = try decoder.singleValueContainer().decode([String: Int].self)
    self.init(counts.map { ($0.key, $0.value) })
  }
}

extension Tally: JSONEncodable {
  package func write(to writer: inout JSONWriter) {
    writer.object {
      for (name, count) in entries { $0.member(name, count) }
    }
  }
}

extension Tally {
  /// What its JSON is.
  static let schema = Schema.map(.integer())
}
