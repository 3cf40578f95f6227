import FTSCore
public import FTSProtocol

/// A query whose matches are told as they are written, commit by commit.
public struct StandingQuery: Sendable {
  private let service: SearchService
  private var request: SearchRequest
  private var position: IndexPosition

  /// - Throws: as `SearchService.search`.
  init(_ service: SearchService, _ request: WatchRequest) throws(Problem) {
    self.service = service
    self.request = request.search
    self.request.timeout = Limits.timeoutMilliseconds
    let now = try service.position()
    position = request.since.map { IndexPosition(rawValue: UInt32($0)) } ?? now
    // What is wrong with it is told at the beginning.
    _ = try service.query(of: request.search)
  }

  /// Where the next look begins.
  public var event: WatchEvent { .position(Int(position.rawValue), isCut: false) }

  /// What was written since the last look and matches, and then how far that goes; nothing where nothing was written.
  ///
  /// - Throws: `indexUnavailable` or `indexDamaged`; it may be tried again.
  public mutating func look() throws(Problem) -> [WatchEvent] {
    guard try service.position() != position else { return [] }
    var hits: [WatchEvent] = []
    var isCut = false
    let end = try service.forEachHit(request, since: position) { hit in
      isCut = hits.count == Limits.window
      if !isCut { hits.append(.hit(hit)) }
      return !isCut
    }
    guard end != position else { return [] }
    position = end
    return hits + [.position(Int(end.rawValue), isCut: isCut)]
  }
}
