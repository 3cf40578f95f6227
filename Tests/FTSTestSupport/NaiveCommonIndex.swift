import Glibc

/// A CIFF file that is written, read and ranked without the library and the engine: byte by byte, as the wire format of Protocol
/// Buffers says, and by the formula of BM25 over all documents.
public struct NaiveCommonIndex: Equatable, Sendable {
  /// A posting list; what is said of it is true unless it is set.
  public struct List: Equatable, Sendable {
    /// The term.
    public var term: String
    /// Documents, and how often each has the term.
    public var postings: [Int: Int]
    /// What is said of how many documents there are.
    public var df: Int?
    /// What is said of how many occurrences there are.
    public var cf: Int?

    /// A list of these parts.
    public init(_ term: String, _ postings: [Int: Int], df: Int? = nil, cf: Int? = nil) {
      self.term = term
      self.postings = postings
      self.df = df
      self.cf = cf
    }
  }

  /// The record of a document.
  public struct Document: Equatable, Sendable {
    /// What the collection calls it.
    public var id: String
    /// In terms.
    public var length: Int

    /// A record of these parts.
    public init(_ id: String, length: Int) {
      self.id = id
      self.length = length
    }
  }

  /// In the order of the file.
  public var lists: [List]
  /// By number.
  public var documents: [Document]
  /// Of the header.
  public var averageLength: Double
  /// Of the header.
  public var description = "by hand"
  /// Of the format.
  public var version = 1
  /// What the header says of how many lists there are; true unless it is set, and so are the others.
  public var listCount: Int?
  /// What it says of how many documents there are.
  public var documentCount: Int?
  /// What it says of the terms of the collection.
  public var totalLists: Int?
  /// What it says of all occurrences.
  public var totalTerms: Int?

  /// A file of these parts.
  ///
  /// - Parameter averageLength: `nil` for the mean of the occurrences.
  public init(lists: [List], documents: [Document], averageLength: Double? = nil) {
    self.lists = lists
    self.documents = documents
    let sum = lists.reduce(0) { $0 + $1.postings.values.reduce(0, +) }
    self.averageLength = averageLength ?? (documents.isEmpty ? 0 : Double(sum) / Double(documents.count))
  }

  // MARK: - Ranking

  /// What BM25 makes of every document for words, the best first, of equals the first; without those that have none of them.
  public func ranking(of terms: [String], k1: Double = 1.2, b: Double = 0.75) -> [(id: String, score: Double)]
  {
    var scores = [Double](repeating: 0, count: documents.count)
    var isFound = [Bool](repeating: false, count: documents.count)
    let count = Double(documents.count)
    for term in terms {
      guard let list = lists.first(where: { $0.term == term }) else { continue }
      let df = Double(list.postings.count)
      let idf = log(1 + (count - df + 0.5) / (df + 0.5))
      for (document, frequency) in list.postings {
        let tf = Double(frequency)
        let norm = k1 * (1 - b + b * Double(documents[document].length) / averageLength)
        scores[document] += idf * tf / (tf + norm)
        isFound[document] = true
      }
    }
    return documents.indices.filter { isFound[$0] }.sorted { (scores[$1], $0) < (scores[$0], $1) }
      .map { (documents[$0].id, scores[$0]) }
  }

  // MARK: - Writing

  /// The messages of the file, each with its length.
  public var messages: [[UInt8]] {
    let sum = lists.reduce(0) { $0 + $1.postings.values.reduce(0, +) }
    var header = Self.number(1, version) + Self.number(2, listCount ?? lists.count)
    header += Self.number(3, documentCount ?? documents.count)
    header += Self.number(4, totalLists ?? listCount ?? lists.count)
    header += Self.number(5, documentCount ?? documents.count) + Self.number(6, totalTerms ?? sum)
    if averageLength.bitPattern != 0 {
      header += [7 << 3 | 1] + (0..<8).map { UInt8(truncatingIfNeeded: averageLength.bitPattern >> (8 * $0)) }
    }
    header += Self.text(8, description)
    return [Self.sized(header)] + lists.map(Self.message)
      + documents.enumerated().map { number, document in
        Self.sized(
          Self.number(1, number) + Self.text(2, document.id) + Self.number(3, document.length))
      }
  }

  /// The file.
  public var bytes: [UInt8] { messages.flatMap(\.self) }

  private static func message(_ list: List) -> [UInt8] {
    let postings = list.postings.sorted { $0.key < $1.key }
    var message = text(1, list.term) + number(2, list.df ?? postings.count)
    message += number(3, list.cf ?? postings.reduce(0) { $0 + $1.value })
    var last = 0
    for (document, frequency) in postings {
      message += bytes(4, number(1, document - last) + number(2, frequency))
      last = document
    }
    return sized(message)
  }

  /// A field that is a varint; where it is 0 it is left out.
  private static func number(_ field: Int, _ value: Int) -> [UInt8] {
    value == 0 ? [] : varint(UInt64(field << 3)) + varint(UInt64(bitPattern: Int64(value)))
  }

  /// A field that is a text; where it is empty it is left out.
  private static func text(_ field: Int, _ value: String) -> [UInt8] {
    value.isEmpty ? [] : bytes(field, Array(value.utf8))
  }

  private static func bytes(_ field: Int, _ content: [UInt8]) -> [UInt8] {
    varint(UInt64(field << 3 | 2)) + sized(content)
  }

  private static func sized(_ content: [UInt8]) -> [UInt8] { varint(UInt64(content.count)) + content }

  private static func varint(_ value: UInt64) -> [UInt8] {
    value < 0x80 ? [UInt8(value)] : [UInt8(value & 0x7F | 0x80)] + varint(value >> 7)
  }
}

extension NaiveCommonIndex {
  /// Reads a file; `nil` where it is not one that keeps to the format.
  public init?(bytes: [UInt8]) {
    var rest = bytes[...]
    guard let header = Self.fields(Self.takeSized(&rest)),
      let lists = header.numbers[2, default: [0]].first, let documents = header.numbers[3, default: [0]].first
    else { return nil }
    self.init(
      lists: [], documents: [], averageLength: header.numbers[7]?.first.map { Double(bitPattern: $0) })
    description = String(decoding: header.texts[8]?.first ?? [], as: UTF8.self)
    for _ in 0..<lists {
      guard let fields = Self.fields(Self.takeSized(&rest)) else { return nil }
      var (document, postings) = (0, [Int: Int]())
      for posting in fields.texts[4] ?? [] {
        guard let numbers = Self.fields(posting)?.numbers else { return nil }
        document += Int(numbers[1]?.first ?? 0)
        postings[document] = Int(numbers[2]?.first ?? 0)
      }
      guard fields.numbers[2] == [UInt64(postings.count)],
        fields.numbers[3] == [UInt64(postings.values.reduce(0, +))]
      else { return nil }
      self.lists.append(List(String(decoding: fields.texts[1]?.first ?? [], as: UTF8.self), postings))
    }
    for number in 0..<documents {
      guard let fields = Self.fields(Self.takeSized(&rest)), fields.numbers[1] ?? [0] == [number] else {
        return nil
      }
      self.documents.append(
        Document(
          String(decoding: fields.texts[2]?.first ?? [], as: UTF8.self),
          length: Int(fields.numbers[3]?.first ?? 0)))
    }
    guard rest.isEmpty else { return nil }
  }

  private typealias Fields = (numbers: [Int: [UInt64]], texts: [Int: [ArraySlice<UInt8>]])

  private static func fields(_ message: ArraySlice<UInt8>?) -> Fields? {
    guard var rest = message else { return nil }
    var fields: Fields = ([:], [:])
    while !rest.isEmpty {
      guard let tag = takeVarint(&rest) else { return nil }
      let field = Int(tag >> 3)
      switch tag & 7 {
      case 0:
        guard let number = takeVarint(&rest) else { return nil }
        fields.numbers[field, default: []].append(number)
      case 1:
        guard rest.count >= 8 else { return nil }
        let number = rest.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        fields.numbers[field, default: []].append(number)
        rest = rest.dropFirst(8)
      case 2:
        guard let content = takeSized(&rest) else { return nil }
        fields.texts[field, default: []].append(content)
      default: return nil
      }
    }
    return fields
  }

  private static func takeSized(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard let length = takeVarint(&rest), length <= rest.count else { return nil }
    defer { rest = rest.dropFirst(Int(length)) }
    return rest.prefix(Int(length))
  }

  private static func takeVarint(_ rest: inout ArraySlice<UInt8>) -> UInt64? {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 64, by: 7) {
      guard let byte = rest.popFirst() else { return nil }
      value |= UInt64(byte & 0x7F) << shift
      if byte & 0x80 == 0 { return value }
    }
    return nil
  }
}

extension NaiveCommonIndex {
  /// A file of random documents of few terms, so that no length is rounded.
  public static func random(documents count: Int, using generator: inout some RandomNumberGenerator) -> Self {
    let words = ZipfDistribution(count: 200)
    var lists: [String: [Int: Int]] = [:]
    var documents: [Document] = []
    for number in 0..<count {
      let length = Int.random(in: 0..<40, using: &generator)
      for _ in 0..<length {
        lists["w\(words.sample(using: &generator))", default: [:]][number, default: 0] += 1
      }
      documents.append(Document("doc \(number)", length: length))
    }
    return NaiveCommonIndex(
      lists: lists.sorted { $0.key < $1.key }.map { List($0.key, $0.value) }, documents: documents)
  }
}
