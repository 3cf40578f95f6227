import FTSQuery

/// Changes that wait to be written, in the order in which they came.
struct UpdateQueue {
  /// What is asked for.
  enum Change: Sendable {
    case updates([DocumentUpdate])
    /// Deletes what matches.
    case deletion(Query)
  }

  struct Request: Sendable {
    let change: Change
    let durability: IndexUpdater.Durability
    let completion: IndexUpdater.Completion
    let arrival = ContinuousClock.now
    /// Bytes of memory it holds, about.
    let bytes: Int

    init(
      _ change: Change, _ durability: IndexUpdater.Durability, _ completion: @escaping IndexUpdater.Completion
    ) {
      self.change = change
      self.durability = durability
      self.completion = completion
      bytes =
        switch change {
        case .updates(let updates): updates.reduce(0) { $0 + $1.memory }
        case .deletion: 1024
        }
    }
  }

  private var requests: [Request] = []
  /// Bytes of memory that all of them hold, about.
  private(set) var bytes = 0
  /// How many of them are to be on disk before anybody is told.
  private var synced = 0

  var isEmpty: Bool { requests.isEmpty }

  mutating func append(_ request: Request) {
    requests.append(request)
    count(request, 1)
  }

  /// Puts in front what was taken and could not be written.
  mutating func putBack(_ taken: [Request]) {
    requests.insert(contentsOf: taken, at: 0)
    for request in taken { count(request, 1) }
  }

  /// Takes the first ones, up to `groupBytes` but at least one, where any is due: one that is to be synced, deferred
  /// ones that have waited for `deferral` or hold `fullAt` bytes.
  mutating func take(deferral: Duration, fullAt: Int, groupBytes: Int) -> [Request] {
    guard synced > 0 || bytes >= fullAt || due(deferral: deferral).map({ $0 <= .zero }) ?? false else {
      return []
    }
    var taken = 0
    var sum = 0
    while taken < requests.count, taken == 0 || sum + requests[taken].bytes <= groupBytes {
      sum += requests[taken].bytes
      taken += 1
    }
    let group = Array(requests.prefix(taken))
    requests.removeFirst(taken)
    for request in group { count(request, -1) }
    return group
  }

  /// Takes all.
  mutating func takeAll() -> [Request] {
    let all = requests
    self = UpdateQueue()
    return all
  }

  /// How long until the first one has waited for `deferral`.
  func due(deferral: Duration) -> Duration? {
    requests.first.map { $0.arrival + deferral - .now }
  }

  private mutating func count(_ request: Request, _ sign: Int) {
    bytes += sign * request.bytes
    if request.durability == .synced { synced += sign }
  }
}
