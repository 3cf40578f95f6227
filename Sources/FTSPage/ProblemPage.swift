package import FTSProtocol

/// Why there is nothing to show.
package struct ProblemPage {
  let problem: Problem
  let state: PageState

  /// - Parameter state: what was asked for, where that is known.
  package init(_ problem: Problem, _ state: PageState = PageState()) {
    self.problem = problem
    self.state = state
  }

  package func html() -> [UInt8] {
    PageFrame(title: "\(problem.title) – ftsd", state: state).html { html in
      html.element("div", .id("results"), .class("reading")) { html in
        html.element("h1", .id("summary"), .set("tabindex", "-1"), text: heading)
        html.element("p", .class("note"), text: problem.detail)
        html.element("p", .class("back")) {
          $0.element("a", .href(PageState().address), text: "All documents")
        }
      }
    }
  }

  private var heading: String {
    switch problem.code {
    case .badRequest, .invalidQuery, .invalidParameter, .unknownParameter, .missingParameter:
      "That cannot be asked"
    case .documentNotFound, .notFound: "There is nothing here"
    case .forbidden, .unauthorized, .methodNotAllowed: "That is not allowed here"
    case .overloaded, .tooManyConnections, .deadlineExceeded: "Too much is being asked at once"
    default: problem.title
    }
  }
}
