/// Why a source cannot be read, or not to its end.
struct InputError: Error, Equatable {
  var location: SourceProblem.Location?
  var reason: String
  /// Whether it is the system that refused: the same bytes may be had another time.
  var isRefusal = false
}
