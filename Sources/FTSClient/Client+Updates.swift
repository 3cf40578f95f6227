public import FTSProtocol
import NIOHTTP1

extension Client {
  /// Adds the document that a JSON object describes, or replaces the one of that id.
  ///
  /// - Parameters:
  ///   - id: of the document.
  ///   - json: the object, as a line of JSON Lines has it; it need not repeat the id.
  ///   - request: how it is to be written.
  /// - Returns: what became of it, once it is as durable as `request` says.
  /// - Throws: `problem` where the daemon refuses, `connectionLost`, `unreadableAnswer`.
  public func put(
    id: String, json: [UInt8], _ request: UpdateRequest = UpdateRequest()
  ) async throws(ClientError) -> UpdateResponse {
    try await send(
      .PUT, target("/v1/documents/" + PercentEncoding.encodeSegment(id), request.parameters), body: json)
  }

  /// Adds or replaces documents, a JSON object a line.
  ///
  /// - Returns: what became of each line that is not blank, in their order. One that could not be written does not
  ///   keep the others from it.
  /// - Throws: `problem` where the daemon refuses all of them, `connectionLost` when some may have been written,
  ///   `unreadableAnswer`.
  public func upload(
    lines: [UInt8], _ request: UpdateRequest = UpdateRequest()
  ) async throws(ClientError) -> [UpdateResponse] {
    let answer = try await bytes(.POST, target("/v1/documents", request.parameters), body: lines)
    var responses: [UpdateResponse] = []
    for line in answer.split(separator: UInt8(ascii: "\n")) { responses.append(try Self.decode(Array(line))) }
    return responses
  }

  /// Deletes the document of that id.
  ///
  /// - Throws: `problem` where the daemon refuses or there is no such document, `connectionLost`, `unreadableAnswer`.
  public func delete(
    id: String, _ request: UpdateRequest = UpdateRequest()
  ) async throws(ClientError) -> UpdateResponse {
    try await send(.DELETE, target("/v1/documents/" + PercentEncoding.encodeSegment(id), request.parameters))
  }

  /// Deletes all documents that match a query.
  ///
  /// - Throws: `problem` where the daemon refuses, `connectionLost`, `unreadableAnswer`.
  public func delete(_ request: DeletionRequest) async throws(ClientError) -> DeletionResponse {
    try await send(.DELETE, target("/v1/documents", request.parameters))
  }
}
