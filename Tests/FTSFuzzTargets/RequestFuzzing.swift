import FTSProtocol

/// The body of a request is understood or refused; what was understood is written as what is understood again.
enum RequestFuzzing {
  static func run(_ bytes: [UInt8]) {
    if let request = try? SearchRequest(json: bytes), (try? request.validate()) != nil {
      precondition((try? SearchRequest(json: request.json())) == request, "written as another search")
    }
    if let request = try? ExplainRequest(json: bytes), (try? request.validate()) != nil {
      precondition((try? ExplainRequest(json: request.json())) == request, "written as another explanation")
    }
  }
}
