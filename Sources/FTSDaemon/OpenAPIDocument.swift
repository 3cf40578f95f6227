import FTSProtocol
import NIOHTTP1

/// The endpoints as OpenAPI 3.1 describes them, made from the table that requests are found in.
struct OpenAPIDocument: JSONEncodable {
  /// What answers consist of.
  private static let parts: [any DescribedAnswer.Type] = [
    SearchResponse.self, SearchHit.self, ThreadResponse.self, FacetsResponse.self, FacetResponse.self,
    ExplainResponse.self, ExplainResponse.Mismatch.self, ScoreExplanation.self,
    ScoreExplanation.Contribution.self,
    SuggestResponse.self, DocumentResponse.self, UpdateResponse.self, DeletionResponse.self, WatchEvent.self,
    StatsResponse.self, HealthResponse.self, CheckResponse.self, CheckFindingResponse.self,
    BackupResponse.self,
    CompactionResponse.self, Problem.self,
  ]

  let endpoints: [Endpoint]

  func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("openapi", "3.1.0")
      $0.key("info")
      $0.object {
        $0.member("title", "ftsd")
        $0.member("version", Release.version)
        $0.member("summary", "Full-text search in reviews and comments")
      }
      $0.key("paths")
      $0.object { writer in
        for endpoint in endpoints { write(endpoint, to: &writer) }
      }
      $0.key("components")
      $0.object {
        $0.key("schemas")
        $0.object { writer in
          for part in Self.parts { writer.member(part.name, Schema.object(part.members)) }
        }
      }
    }
  }

  private func write(_ endpoint: Endpoint, to writer: inout JSONWriter) {
    writer.key(endpoint.path.text)
    writer.object { writer in
      if let name = endpoint.path.name {
        writer.key("parameters")
        writer.array([name]) { name, writer in
          Self.write(
            ParameterDescription(name, .string, "In the path", isRequired: true), in: "path", to: &writer)
        }
      }
      for operation in endpoint.operations {
        writer.key(operation.method.rawValue.lowercased())
        write(operation, to: &writer)
      }
    }
  }

  private func write(_ operation: Operation, to writer: inout JSONWriter) {
    writer.object {
      $0.member("operationId", operation.name)
      $0.member("summary", operation.summary)
      if !operation.parameters.isEmpty {
        $0.key("parameters")
        $0.array(operation.parameters) { Self.write($0, in: "query", to: &$1) }
      }
      if !operation.members.isEmpty {
        $0.key("requestBody")
        $0.object {
          $0.member("required", true)
          $0.key("content")
          $0.object {
            $0.key("application/json")
            $0.object { $0.member("schema", Schema.object(operation.members)) }
          }
        }
      }
      if let type = operation.bodyType {
        $0.key("requestBody")
        $0.object {
          $0.member("required", true)
          Self.writeContent(type, type == "application/json" ? .anyObject : .string, to: &$0)
        }
      }
      $0.key("responses")
      $0.object {
        for status in operation.statuses {
          $0.key(String(status))
          $0.object {
            $0.member("description", operation.answerDescription)
            Self.writeContent(operation.contentType, operation.answerSchema, to: &$0)
          }
        }
        $0.key("default")
        $0.object {
          $0.member("description", "A problem (RFC 9457)")
          $0.key("content")
          $0.object {
            $0.key("application/problem+json")
            $0.object { $0.member("schema", Problem.reference) }
          }
        }
      }
    }
  }

  private static func writeContent(_ type: String, _ schema: Schema, to writer: inout JSONWriter) {
    writer.key("content")
    writer.object {
      $0.key(type)
      $0.object { $0.member("schema", schema) }
    }
  }

  private static func write(
    _ parameter: ParameterDescription, in place: String, to writer: inout JSONWriter
  ) {
    writer.object {
      $0.member("name", parameter.name)
      $0.member("in", place)
      $0.member("description", parameter.summary)
      if parameter.isRequired { $0.member("required", true) }
      $0.member("schema", parameter.schema)
    }
  }
}

extension Operation {
  fileprivate var answerDescription: String {
    guard let answering, contentType != "application/json" else { return "The answer" }
    // OpenAPI 3.1 has no way to describe the values of a sequence.
    return "Lines, each of them a \(answering.name)"
  }

  fileprivate var answerSchema: Schema {
    contentType == "application/json" ? answering?.reference ?? .anyObject : .string
  }
}
