import FTSProtocol
import FTSService
import NIOHTTP1

/// What is done with the index as a whole while it is served. Those who may write may do it.
extension Endpoint {
  static let check = Endpoint(
    "/v1/check",
    Operation(
      .POST, "check", "Verifies that the index is what was written, in a process of its own",
      parameters: CheckRequest.parameterDescriptions, answering: CheckResponse.self,
      by: .gathered { call in
        Response(try await call.maintenance.check(CheckRequest(parameters: call.parameters)))
      }))

  static let backup = Endpoint(
    "/v1/backups/{name}",
    Operation(
      .PUT, "backUp", "Copies the last commit into the directory of backups, and verifies the copy",
      parameters: BackupRequest.parameterDescriptions, answering: BackupResponse.self, statuses: [201],
      by: .gathered { call in
        let request = try BackupRequest(parameters: call.parameters)
        var response = Response(try await call.maintenance.backUp(call.pathValue, request))
        response.status = .created
        return response
      }))

  static let compaction = Endpoint(
    "/v1/compact",
    Operation(
      .POST, "compact",
      "Makes the index one segment in a file without much free space; changes wait meanwhile",
      parameters: CompactionRequest.parameterDescriptions, answering: CompactionResponse.self,
      by: .gathered { call in
        Response(try await call.maintenance.compact(CompactionRequest(parameters: call.parameters)))
      }))
}
