package import FTSProtocol
import FTSQuery

/// What a person looks at: what they typed, what they narrowed it to, how it is listed, and which page of it.
///
/// It is all in the address, so that a page can be kept, sent and gone back to.
package struct PageState: Equatable, Sendable {
  /// As it was typed; empty for everything there is.
  package var query = ""
  package var selections: [Selection] = []
  /// `nil` for what suits the query.
  package var arrangement: Arrangement?
  /// The first is 1.
  package var page = 1

  /// Results on a page.
  static let pageSize = 10
  /// Values that results may be narrowed to at once.
  static let selectionLimit = 16
  /// The page behind which nothing is shown.
  static let lastPage = Limits.window / pageSize

  package init() {}

  /// Reads the parameters of an address, decoded.
  ///
  /// - Throws: `unknownParameter` or `invalidParameter`.
  package init(parameters: [(name: String, value: String)]) throws(Problem) {
    var given: Set<String> = []
    for (name, value) in parameters {
      if let field = Selection.Field(rawValue: name) {
        let selection = Selection(field, value)
        if !selections.contains(selection) { selections.append(selection) }
        continue
      }
      guard given.insert(name).inserted else {
        throw Problem(.invalidParameter, "\(name) was given twice")
      }
      switch name {
      case "q": query = value
      case "show" where value.isEmpty: break
      case "show":
        guard let arrangement = Arrangement(rawValue: value) else {
          let names = Arrangement.allCases.map(\.rawValue).joined(separator: ", ")
          throw Problem(.invalidParameter, "show must be one of \(names), not '\(value)'")
        }
        self.arrangement = arrangement
      case "page":
        guard let page = Int(value), (1...Self.lastPage).contains(page) else {
          throw Problem(.invalidParameter, "page must be from 1 to \(Self.lastPage), not '\(value)'")
        }
        self.page = page
      default:
        let names = ["q", "show", "page"] + Selection.Field.allCases.map(\.rawValue)
        throw Problem(
          .unknownParameter,
          "no parameter is named '\(name)'; there are \(names.joined(separator: ", "))")
      }
    }
    guard selections.count <= Self.selectionLimit else {
      throw Problem(
        .invalidParameter, "results are narrowed to \(Self.selectionLimit) values at most")
    }
  }

  /// As `init(parameters:)` reads them.
  package var parameters: [(name: String, value: String)] {
    var parameters = [(name: "q", value: query)]
    parameters += selections.map { ($0.field.rawValue, $0.value) }
    if let arrangement { parameters.append(("show", arrangement.rawValue)) }
    if page > 1 { parameters.append(("page", String(page))) }
    return parameters
  }

  /// Where it is shown.
  package var address: PageAddress { PageAddress("/", parameters) }

  /// Whether nothing was typed.
  var isBlank: Bool { query.utf8.allSatisfy { $0 == UInt8(ascii: " ") } }

  /// How it is listed where nobody says: what was not asked for in words has no best.
  var usual: Arrangement { isBlank ? .newest : .threads }

  /// How it is listed.
  var shown: Arrangement { arrangement ?? usual }

  /// The same, narrowed to one value more or, where it is already, to one less.
  func toggling(_ selection: Selection) -> PageState {
    var state = self
    state.page = 1
    if let index = state.selections.firstIndex(of: selection) {
      state.selections.remove(at: index)
    } else {
      state.selections.append(selection)
    }
    return state
  }

  /// The same with another query.
  func asking(_ query: String) -> PageState {
    var state = self
    state.query = query
    state.page = 1
    return state
  }

  /// The same, another page.
  func turned(to page: Int) -> PageState {
    var state = self
    state.page = page
    return state
  }

  /// What to search for to show it.
  ///
  /// - Throws: `invalidParameter`.
  package func request() throws(Problem) -> SearchRequest {
    var request = isBlank ? SearchRequest(tree: Query(.everything)) : SearchRequest(query: query)
    for selection in selections { request.filters += try selection.filters() }
    request.limit = Self.pageSize
    request.offset = (page - 1) * Self.pageSize
    request.facets = [
      Facet(.kind), Facet(.rating, limit: Facet.greatestLimit), Facet(.year), Facet(.tag, limit: 20),
      Facet(.author, limit: 20),
    ]
    switch shown {
    case .threads: request.by = .thread
    case .best: break
    case .newest: request.sort = [SortKey(.date)]
    case .oldest: request.sort = [SortKey(.date, isAscending: true)]
    case .rated: request.sort = [SortKey(.rating), SortKey(.relevance)]
    }
    return request
  }
}
