/// A piece of the hot path, and beside it the plain way to do the same.
struct MicroBenchmark: Sendable {
  /// Both ways, over the same data.
  struct Versions {
    /// Units of work in one call of either.
    var units: Int
    /// The engine's way. Returns something of all it has computed, so that the compiler can leave
    /// nothing out.
    var piece: () throws -> UInt64
    /// The plain way.
    var naive: () throws -> UInt64
    /// Whether both must return the same; checked before anything is timed.
    var mustAgree = true
  }

  let name: String
  /// What the time is given per: posting, byte, document …
  let unit: String
  /// Makes the data, which takes no part in the time.
  let prepare: @Sendable () throws -> Versions

  /// All there are, in the order of the data's way through the engine.
  static let all = text + search + storage
}
