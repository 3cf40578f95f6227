/// The postings of several terms of a segment as those of one: a document once, its frequencies added up.
///
/// Takes twelve bytes for each document of the segment, however many terms there are; used again and again.
struct PostingUnion: ~Copyable {
  private struct Frequencies: BitwiseCopyable {
    var body: UInt32
    var title: UInt32
    var author: UInt32

    /// What is more than fits counts as that.
    mutating func add(_ frequencies: FieldFrequencies) {
      body = Self.sum(body, frequencies.body)
      title = Self.sum(title, frequencies.title)
      author = Self.sum(author, frequencies.author)
    }

    private static func sum(_ a: UInt32, _ b: Int) -> UInt32 {
      UInt32(truncatingIfNeeded: min(Int(a) + b, Int(UInt32.max)))
    }

    static let none = Frequencies(body: 0, title: 0, author: 0)
  }

  private var documents = 0
  /// By block, the documents with any of the terms.
  private var lanes = ScratchBuffer<UInt64>()
  /// By document; of use where `lanes` has it.
  private var frequencies = ScratchBuffer<Frequencies>()

  init() {}

  /// Begins anew, with the documents of a segment.
  mutating func begin(documents: Int) {
    self.documents = documents
    lanes.resize(to: Grid.blocks(documents), 0)
    for block in 0..<lanes.count { lanes[block] = 0 }
    frequencies.resize(to: documents, .none)
  }

  /// Adds the postings of a term; false where the list names documents that the segment does not have.
  mutating func add(_ list: PostingList) -> Bool {
    var isSound = true
    list.forEachDocument { document, own in
      let document = Int(document)
      guard document < documents else { return isSound = false }
      let (block, lane) = (document / Grid.blockSize, UInt64(1) << UInt64(document % Grid.blockSize))
      if lanes[block] & lane == 0 {
        lanes[block] |= lane
        frequencies[document] = .none
      }
      frequencies[document].add(own)
    }
    return isSound
  }

  /// The documents with any of the terms, without positions.
  func postings() -> TermPostings {
    var postings = TermPostings()
    for block in 0..<lanes.count {
      lanes[block].forEachLane { lane in
        let document = block * Grid.blockSize + lane
        let own = frequencies[document]
        postings.append(
          DocID(document),
          FieldFrequencies(body: Int(own.body), title: Int(own.title), author: Int(own.author)), positions: []
        )
      }
    }
    return postings
  }
}
