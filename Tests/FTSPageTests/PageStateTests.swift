import FTSProtocol
import FTSQuery
import FTSTestSupport
import Testing

@testable import FTSPage

@Suite struct PageStateTests {
  @Test(arguments: Seeds.all)
  func anAddressSaysAllOfIt(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<200 {
      var state = PageState()
      state.query = HostileText.random(&generator)
      for field in Selection.Field.allCases where Bool.random(using: &generator) {
        state.selections.append(Selection(field, HostileText.random(&generator)))
      }
      state.arrangement =
        Bool.random(using: &generator) ? nil : Arrangement.allCases.randomElement(using: &generator)
      state.page = Int.random(in: 1...PageState.lastPage, using: &generator)
      #expect(try PageState(parameters: state.parameters) == state, "seed \(seed)")
    }
  }

  @Test(
    arguments: [
      ([("page", "0")], .invalidParameter), ([("page", "x")], .invalidParameter),
      ([("page", "1001")], .invalidParameter),
      ([("show", "none")], .invalidParameter), ([("q", "a"), ("q", "b")], .invalidParameter),
      ([("limit", "5")], .unknownParameter),
      ((0..<17).map { ("tag", "\($0)") }, .invalidParameter),
    ] as [([(String, String)], Problem.Code)])
  func whatMakesNoSenseIsAProblem(parameters: [(String, String)], code: Problem.Code) {
    let problem = #expect(throws: Problem.self) {
      try PageState(parameters: parameters.map { (name: $0.0, value: $0.1) })
    }
    #expect(problem?.code == code)
  }

  @Test(arguments: [
    ("year", "20"), ("year", "yesterday"), ("rating", "x"), ("rating", "5..<4"), ("rating", "nan"),
  ])
  func valuesThatAreNoneAreProblems(name: String, value: String) throws {
    let state = try PageState(parameters: [(name, value)])
    let problem = #expect(throws: Problem.self) { try state.request() }
    #expect(problem?.code == .invalidParameter)
  }

  @Test func requestsAskForWhatIsShown() throws {
    var state = try PageState(parameters: [("q", "a b"), ("tag", "x"), ("rating", "4..<5"), ("page", "3")])
    let request = try state.request()
    #expect(request.query == "a b" && request.by == .thread && request.offset == 20 && request.limit == 10)
    #expect(
      request.filters == [.equals(.tag, "x"), .rating(.atLeast(4)), .rating(.less(5))])
    #expect(request.facets.map(\.name) == ["kind", "rating", "year", "tag", "author"])
    state.query = " "
    let everything = try state.request()
    #expect(everything.tree == Query(.everything) && everything.by == nil)
    #expect(everything.sort == [SortKey(.date)])
    for arrangement in Arrangement.allCases {
      state.arrangement = arrangement
      try state.request().validate()
    }
  }

  @Test func whatIsChosenAgainIsNotChosen() throws {
    let (tag, year) = (Selection(.tag, "x"), Selection(.year, "2014"))
    var state = PageState()
    state.page = 4
    let both = state.toggling(tag).toggling(year)
    #expect(both.selections == [tag, year] && both.page == 1)
    #expect(both.toggling(tag).selections == [year])
  }

  @Test(arguments: [
    ("4", "4"), ("4.5", "4.5"), ("80..<90", "80 to below 90"), ("90..", "90 or more"), ("-1", "-1"),
  ])
  func rangesOfRatingsAreReadAsTheyAreWritten(text: String, label: String) throws {
    let range = try #require(RatingRange(text))
    #expect(range.text == text && range.label == label)
  }
}
