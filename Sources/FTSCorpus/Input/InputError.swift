/// Why a source cannot be read, or not to its end.
struct InputError: Error, Equatable {
  var location: SourceProblem.Location?
  var reason: String
}
