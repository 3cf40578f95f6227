public import FTSDocument
import Glibc

/// Makes threads of reviews and comments out of random words, with what makes an engine stumble:
/// words in nearly every document and words in one, empty bodies, missing titles, very long
/// documents, words that occur hundreds of times in one document.
///
/// Every text is words of `[a-z0-9]+` with one space between them. All fields draw from one
/// vocabulary, so that a word of a body may also be one of a title or of an author.
public struct RandomCorpus: Sendable {
  /// Documents to make; the last thread is cut off where they are reached.
  public var documentCount = 500
  /// Mean number of words of a body that is neither empty nor long.
  public var meanBodyLength = 25.0
  /// Mean number of comments of a review.
  public var meanComments = 3.0
  /// Share of documents with an empty body.
  public var emptyBodies = 0.05
  /// Share of reviews without a title; nineteen of twenty comments have none.
  public var missingTitles = 0.2
  /// Share of bodies forty times as long as the others.
  public var longBodies = 0.01
  /// Share of bodies in which one word occurs up to 400 times more.
  public var repetitiveBodies = 0.02
  /// The words, by rank of frequency.
  public let vocabulary: ZipfDistribution

  /// `vocabularySize`: distinct words there may be, at least 1.
  public init(documentCount: Int = 500, vocabularySize: Int = 1000) {
    self.documentCount = documentCount
    vocabulary = ZipfDistribution(count: vocabularySize)
  }

  /// The word of that rank: its number in base 36, at most six letters and digits.
  public static func word(rank: Int) -> String { String(rank, radix: 36) }

  /// Documents with distinct ids, each review followed by its comments.
  public func makeDocuments(using generator: inout some RandomNumberGenerator) -> [Document] {
    var documents: [Document] = []
    while documents.count < documentCount {
      let thread = makeThread(documents.count, using: &generator)
      documents += thread.prefix(documentCount - documents.count)
    }
    return documents
  }

  /// A review and comments that answer it or one another; `number` sets the ids apart.
  private func makeThread(_ number: Int, using generator: inout some RandomNumberGenerator) -> [Document] {
    let review = makeDocument(id: "review-\(number)", kind: .review, using: &generator)
    var thread = [review]
    for comment in 0..<exponential(mean: meanComments, using: &generator) {
      var document = makeDocument(id: "comment-\(number)-\(comment)", kind: .comment, using: &generator)
      document.parent = thread.randomElement(using: &generator)?.id
      document.thread = review.id
      thread.append(document)
    }
    return thread
  }

  private func makeDocument(
    id: String, kind: Kind, using generator: inout some RandomNumberGenerator
  ) -> Document {
    var document = Document(id: id, kind: kind, body: makeBody(using: &generator))
    if !chance(kind == .comment ? 0.95 : missingTitles, using: &generator) {
      document.title = words(Int.random(in: 1...8, using: &generator), using: &generator)
    }
    if !chance(0.1, using: &generator) {
      document.author = words(Int.random(in: 1...2, using: &generator), using: &generator)
    }
    return document
  }

  private func makeBody(using generator: inout some RandomNumberGenerator) -> String {
    if chance(emptyBodies, using: &generator) { return "" }
    let mean = chance(longBodies, using: &generator) ? 40 * meanBodyLength : meanBodyLength
    var body = words(1 + exponential(mean: mean, using: &generator), using: &generator)
    if chance(repetitiveBodies, using: &generator) {
      let word = words(1, using: &generator)
      body += String(repeating: " " + word, count: Int.random(in: 1...400, using: &generator))
    }
    return body
  }

  private func words(_ count: Int, using generator: inout some RandomNumberGenerator) -> String {
    (0..<count).map { _ in Self.word(rank: vocabulary.sample(using: &generator)) }.joined(separator: " ")
  }

  private func exponential(mean: Double, using generator: inout some RandomNumberGenerator) -> Int {
    Int(-log(1 - Double.random(in: 0..<1, using: &generator)) * mean)
  }
}

/// True with the probability given.
func chance(_ probability: Double, using generator: inout some RandomNumberGenerator) -> Bool {
  Double.random(in: 0..<1, using: &generator) < probability
}
