/// What somebody may do.
struct Rights: Equatable, Sendable {
  var canRead: Bool
  var canWrite: Bool
}
