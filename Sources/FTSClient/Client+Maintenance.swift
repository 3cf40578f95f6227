public import FTSProtocol
import NIOHTTP1

extension Client {
  /// Verifies that the index is what was written.
  ///
  /// - Throws: `problem` where the daemon refuses, `connectionLost`, `unreadableAnswer`.
  public func check(_ request: CheckRequest = CheckRequest()) async throws(ClientError) -> CheckResponse {
    try await send(.POST, target("/v1/check", request.parameters))
  }

  /// Copies the last commit to a directory of that name among the daemon's backups.
  ///
  /// - Throws: `problem` where the daemon refuses, `connectionLost`, `unreadableAnswer`.
  public func backUp(
    _ name: String, _ request: BackupRequest = BackupRequest()
  ) async throws(ClientError) -> BackupResponse {
    try await send(.PUT, target("/v1/backups/" + PercentEncoding.encodeSegment(name), request.parameters))
  }

  /// Makes the index one segment in a file without much free space.
  ///
  /// - Throws: `problem` where the daemon refuses, `connectionLost`, `unreadableAnswer`.
  public func compact(
    _ request: CompactionRequest = CompactionRequest()
  ) async throws(ClientError) -> CompactionResponse {
    try await send(.POST, target("/v1/compact", request.parameters))
  }
}
