import FTSProtocol
import FTSService
import NIOCore
import NIOHTTP1

/// Documents, one by one and many at once.
extension Endpoint {
  /// The type of JSON values, one a line.
  private static let lines = "application/x-ndjson"

  static let documents = Endpoint(
    "/v1/documents",
    Operation(
      .POST, "uploadDocuments", "Adds or replaces documents, a JSON object a line; answers line by line",
      parameters: UpdateRequest.parameterDescriptions, bodyType: lines, contentType: lines,
      answering: UpdateResponse.self,
      by: .gathered { call in
        let upload = try call.updates.upload(UpdateRequest(parameters: call.parameters))
        for try await piece in call.body {
          upload.receive(piece.readableBytesView)
          await upload.catchUp()
        }
        // Not before all has come: many clients read nothing until they have sent everything.
        return Response(await upload.finish(), contentType: lines)
      }),
    Operation(
      .DELETE, "deleteDocuments", "Deletes all documents that match a query",
      parameters: DeletionRequest.parameterDescriptions, answering: DeletionResponse.self,
      by: .gathered { call in
        let request = try DeletionRequest(parameters: call.parameters)
        return Response(try await call.updates.delete(request))
      }))

  static let document = Endpoint(
    "/v1/documents/{id}",
    Operation(.GET, "document", "The document of an id", answering: DocumentResponse.self) {
      (call) throws(Problem) in
      Response(try call.service.document(id: call.pathValue))
    },
    Operation(
      .PUT, "putDocument", "Adds the document of an id, or replaces it",
      parameters: UpdateRequest.parameterDescriptions, bodyType: "application/json",
      answering: UpdateResponse.self,
      statuses: [200, 201, 202],
      by: .gathered { call in
        let request = try UpdateRequest(parameters: call.parameters)
        let body = try await call.body.whole(limit: Limits.documentBytes, of: "a document")
        let update = try await call.updates.put(id: call.pathValue, body: body, request)
        return Response(update)
      }),
    Operation(
      .DELETE, "deleteDocument", "Deletes the document of an id",
      parameters: UpdateRequest.parameterDescriptions, answering: UpdateResponse.self, statuses: [200, 202],
      by: .gathered { call in
        let request = try UpdateRequest(parameters: call.parameters)
        return Response(try await call.updates.delete(id: call.pathValue, request))
      }))
}

extension Response {
  /// 201 says that there was no such document before, 202 that it is not written yet.
  fileprivate init(_ update: UpdateResponse) {
    self.init(json: JSONWriter.encode(update))
    switch update.status {
    case .created: status = .created
    case .accepted: status = .accepted
    case .updated, .deleted, .error: break
    }
  }
}
