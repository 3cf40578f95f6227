/// What was measured of one set of queries, or recorded of it.
struct CheckMeasurement: Codable, Equatable {
  /// Hash of the numbers of all documents found, in order, and of all totals, in hexadecimal.
  var hits: String
  /// Means per query, by name of the counter; those that are not counted here are missing.
  var counters: [String: Double]
}
