import FTSPage
import FTSProtocol
import FTSService
import NIOHTTP1

/// The results page, for people with a browser. It has addresses of its own, and nothing there writes.
extension Endpoint {
  /// All that a listener for the page answers.
  static let page: [Endpoint] = [resultsPage, documentPage, completions, pageStyle, pageScript, pageIcon]

  private static let resultsPage = Endpoint(
    "/",
    Operation(
      .GET, "resultsPage", "What was found, as a page", parameters: addressParameters,
      contentType: Response.html, weight: .varying
    ) { (call) throws(Problem) in
      let state = try PageState(parameters: call.parameters)
      do throws(Problem) {
        let answer = try call.service.search(state.request(), effort: call.effort)
        var page = ResultsPage(state, answer)
        // A word that is half typed, or mistyped, finds nothing: then what was probably meant is shown.
        if let meant = page.meant {
          let answer = try call.service.search(meant.request(), effort: call.effort)
          if !answer.hits.isEmpty { page = ResultsPage(meant, answer, asked: state) }
        }
        return .page(page.html(), isPartial: page.response.isPartial)
      } catch {
        // So that what was typed can be mended.
        guard error.code == .invalidQuery else { throw error }
        return .page(error, state)
      }
    })

  private static let documentPage = Endpoint(
    "/document",
    Operation(
      .GET, "documentPage", "A review with its thread, as a page", parameters: addressParameters,
      contentType: Response.html, weight: .heavy
    ) { (call) throws(Problem) in
      guard let id = call.parameters.first(where: { $0.name == "id" })?.value else {
        throw Problem(.missingParameter, "id, that of a document, is missing")
      }
      let state = try PageState(parameters: call.parameters.filter { $0.name != "id" })
      let document = try call.service.document(id: id)
      let thread = try call.service.thread(of: document, effort: call.effort)
      return .page(DocumentPage(state, document, thread: thread.documents, isCut: thread.isCut).html())
    })

  private static let completions = Endpoint(
    "/completions",
    Operation(
      .GET, "completions", "The words that may be meant by one that is being typed",
      parameters: SuggestRequest.parameterDescriptions, weight: .varying
    ) { (call) throws(Problem) in
      let request = try SuggestRequest(parameters: call.parameters)
      return Response(try call.service.suggest(request, effort: call.effort)).guarded(caching: "no-store")
    })

  private static let pageStyle = asset("/page.css", "pageStyle", "text/css", PageAssets.style)
  private static let pageScript = asset("/page.js", "pageScript", "text/javascript", PageAssets.script)
  private static let pageIcon = asset("/icon.svg", "pageIcon", "image/svg+xml", PageAssets.icon)

  /// Part of the page that is the same for everybody.
  private static func asset(
    _ path: PathPattern, _ name: String, _ type: String, _ bytes: [UInt8]
  ) -> Endpoint {
    let type = type + "; charset=utf-8"
    return Endpoint(
      path,
      Operation(.GET, name, "Part of the page", contentType: type) { (_) throws(Problem) in
        // Another version of the daemon may have another.
        Response(bytes, contentType: type).guarded(caching: "no-cache")
      })
  }

  /// Read by `PageState`.
  private static let addressParameters = [ParameterDescription("q", .string, "What was typed")]
}

extension Response {
  fileprivate static let html = "text/html; charset=utf-8"

  /// A page, which is nobody's to keep.
  fileprivate static func page(_ html: [UInt8], isPartial: Bool = false) -> Response {
    var response = Response(html, contentType: Self.html)
    response.isPartial = isPartial
    return response.guarded(caching: "no-store")
  }

  /// A page that tells of a problem.
  ///
  /// - Parameter state: what was asked for, where that is known.
  static func page(_ problem: Problem, _ state: PageState = PageState()) -> Response {
    Response(problem, ProblemPage(problem, state).html(), contentType: html).guarded(caching: "no-store")
  }

  /// The same with what keeps a browser from doing more with it than it is for.
  fileprivate consuming func guarded(caching: String) -> Response {
    fields =
      PageHeaders.all.map { Field(name: $0.0, value: $0.1) } + [
        Field(name: "cache-control", value: caching)
      ]
    return self
  }
}

extension SearchService {
  /// The thread of a document, as much as a page shows of it.
  fileprivate func thread(
    of document: DocumentResponse, effort: Effort
  ) throws(Problem) -> (documents: [DocumentResponse], isCut: Bool) {
    var documents: [DocumentResponse] = []
    var bytes = 0
    var isCut = false
    try forEachDocument(ofThread: document.metadata.thread, effort: effort) { next in
      guard documents.count < DocumentPage.documentLimit, bytes < DocumentPage.byteLimit else {
        isCut = true
        return false
      }
      documents.append(next)
      bytes += next.body.utf8.count
      return true
    }
    return (documents, isCut)
  }
}
