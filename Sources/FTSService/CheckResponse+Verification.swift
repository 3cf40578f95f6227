package import FTSCore
package import FTSProtocol

extension CheckResponse {
  /// Ends what has made an index that is not sound.
  ///
  /// - Parameter place: where it was made.
  /// - Throws: `corrupted`.
  package func requireSound(at place: String) throws(IndexError) {
    guard let damage = findings.first(where: \.damage) else { return }
    throw .corrupted(
      path: place, detail: "what was made is not sound, and nothing has changed: \(damage.message)")
  }
}

extension IndexError {
  /// What was made was not looked at.
  package static let unverified = IndexError.storage(
    "what was made could not be verified; nothing has changed")
}
