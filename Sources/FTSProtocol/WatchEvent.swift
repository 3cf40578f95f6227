/// A line of what a standing query is answered with.
public enum WatchEvent: Equatable, Sendable {
  /// A document that was written and matches.
  case hit(SearchHit)
  /// All that was written up to there is told, or, where `isCut`, as much as one look tells: a search finds the rest.
  case position(Int, isCut: Bool)
}

extension WatchEvent: JSONEncodable {
  package func write(to writer: inout JSONWriter) {
    writer.object {
      switch self {
      case .hit(let hit): $0.member("hit", hit)
      case .position(let position, let isCut):
        $0.member("position", position)
        if isCut { $0.member("cut", true) }
      }
    }
  }
}

extension WatchEvent: Decodable {
  private enum CodingKeys: CodingKey {
    case hit, position, cut
  }

  /// Reads a line.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    if let hit = try container.decodeIfPresent(SearchHit.self, forKey: .hit) {
      self = .hit(hit)
    } else {
      self = .position(
        try container.decode(Int.self, forKey: .position),
        isCut: try container.decodeIfPresent(Bool.self, forKey: .cut) ?? false)
    }
  }
}

extension WatchEvent: DescribedAnswer {
  package static let members: [ParameterDescription] = [
    .ifAny("hit", SearchHit.reference, "A document that was written and matches"),
    .ifAny("position", .integer(), "How far what is told goes"),
    .ifAny("cut", .boolean, "True where a look found more than it tells"),
  ]
}
