/// How much one occurrence of a term counts in each field, in occurrences in the body.
public struct FieldWeights: Equatable, Sendable {
  /// Of the body.
  public var body: Float
  /// Of the title.
  public var title: Float
  /// Of the author's name.
  public var author: Float

  /// The weights given; by default a title counts three times: reviews are looked for by what they are of.
  public init(body: Float = 1, title: Float = 3, author: Float = 1) {
    self.body = body
    self.title = title
    self.author = author
  }

  /// Weighted length of a document with that many tokens in each field.
  func length(_ tokens: FieldFrequencies) -> Int { Int(tokens.weighted(self).rounded()) }
}
