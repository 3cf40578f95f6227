import FTSAnalysis

/// The runs of three words in a text, as the set of their hashes (Broder 1997, "On the resemblance and containment of
/// documents"). Words are told apart as the analyzer folds them, and not stemmed; a text of fewer words is one run.
struct Shingles: Equatable {
  private static let length = 3
  /// Texts are near duplicates where they share four fifths of all their runs.
  private static let similarity = (shared: 4, all: 5)

  /// Ascending, each once.
  private let hashes: [UInt64]

  init(of text: String, _ tokenizer: Tokenizer) {
    var words: [UInt64] = []
    var text = text
    text.makeContiguousUTF8()
    tokenizer.forEachToken(in: text.utf8.span) { form, _, _ in
      // SAFETY: the view is used within the closure only.
      words.append(unsafe form.withUnsafeBytes { unsafe Checksum.hash($0) })
    }
    if words.isEmpty {
      hashes = []
      return
    }
    let length = min(Self.length, words.count)
    let runs = Set(
      (0...words.count - length).map { start in
        words[start..<start + length].reduce(UInt64(length)) {
          ($0 ^ $1) &* 0x9E37_79B9_7F4A_7C15 ^ ($0 >> 29)
        }
      })
    hashes = runs.sorted()
  }

  /// Whether the texts are near duplicates; those without a word are none.
  func isNear(_ other: Shingles) -> Bool {
    let (fewer, more) = hashes.count < other.hashes.count ? (self, other) : (other, self)
    guard !fewer.hashes.isEmpty,
      fewer.hashes.count * Self.similarity.all >= more.hashes.count * Self.similarity.shared
    else { return false }
    var shared = 0
    var place = 0
    for hash in fewer.hashes {
      while place < more.hashes.count, more.hashes[place] < hash { place += 1 }
      if place < more.hashes.count, more.hashes[place] == hash { shared += 1 }
    }
    return shared * Self.similarity.all >= (fewer.hashes.count + more.hashes.count - shared)
      * Self.similarity.shared
  }
}
