import FTSCore
import FTSQuery

/// For tests, which wait for what is done.
extension IndexUpdater {
  /// Returns what became of them.
  func submit(
    _ updates: [DocumentUpdate], durability: Durability = .synced
  ) async throws -> [DocumentUpdate.Outcome] {
    try await withCheckedThrowingContinuation { continuation in
      do {
        try submit(updates, durability: durability) { continuation.resume(with: $0) }
      } catch { continuation.resume(throwing: error) }
    }
  }

  /// Returns an outcome for each document that was deleted.
  func delete(matching query: Query) async throws -> [DocumentUpdate.Outcome] {
    try await withCheckedThrowingContinuation { continuation in
      do {
        try delete(matching: query) { continuation.resume(with: $0) }
      } catch { continuation.resume(throwing: error) }
    }
  }

  /// Waits until no merge is under way.
  func rest() async throws {
    try await withCheckedThrowingContinuation { continuation in
      perform { continuation.resume(with: $0) }
    }
  }
}
