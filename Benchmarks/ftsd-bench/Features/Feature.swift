import FTSCore
import FTSQuery

/// Something asked for beside the words of a query, whose price is told beside that of the words alone.
struct Feature: Sendable {
  /// What the report calls it.
  var name: String
  /// The query as it is typed, with `{}` for the words.
  var template = "{}"
  /// What is asked for besides.
  var configure: @Sendable (inout SearchOptions) -> Void = { _ in }
  /// How many facets that is, whose price is told for each of them.
  var facetCount = 0

  /// The words alone.
  static let plain = Feature(name: "words")

  /// What there is for reviews and comments of any kind.
  static let usual: [Feature] =
    [
      "is:review {}", "rating:>=7 {}", "date:2012..2014 {}", "has:rating {}",
      "is:review rating:>=7 date:2010.. {}",
      "\"{}\"", "title:({})", "({}) is:review OR ({}) is:comment",
      "in:review(has:title) {}", "in:review({})", "has:comment({})",
    ].map { Feature(template: $0) } + [
      Feature(name: "words, side by side") { $0.proximity = SearchOptions.tunedProximity },
      Feature(name: "words, by thread") { $0.byThread = true },
    ]

  /// All that matches counted, and nothing returned.
  static let counted = Feature(name: "counted") {
    $0.limit = 0; $0.countsTotal = true
  }

  /// That, and counted by what every document may have: by each of these, and by all of them at once.
  static let facets: [Feature] = {
    let fields: [Facet.Field] = [.kind, .rating, .author, .year, .month]
    return fields.map { counted(by: [$0], name: "by \($0)") } + [
      counted(by: fields, name: "by all of these, for each")
    ]
  }()

  private static func counted(by fields: [Facet.Field], name: String) -> Feature {
    var feature = Feature(name: name) { options in
      counted.configure(&options)
      options.facets = fields.map { Facet($0) }
    }
    feature.facetCount = fields.count
    return feature
  }

  /// What a text says.
  init(template: String) {
    name = template
    self.template = template
  }

  private init(name: String, configure: @escaping @Sendable (inout SearchOptions) -> Void = { _ in }) {
    self.name = name
    self.configure = configure
  }

  /// The query for some words, read as a person's.
  func query(of words: String, attributes: Set<String>) throws(QuerySyntaxError) -> Query {
    var options = QueryParser.Options()
    options.attributes = attributes
    return try QueryParser.parse(template.replacing("{}", with: words), options)
  }
}
