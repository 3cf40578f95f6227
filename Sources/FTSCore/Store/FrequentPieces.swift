/// Chooses from a sample the pieces of text whose substrings are the most frequent in it.
///
/// The sample is cut into as many parts as half the pieces wanted. Each part in turn gives the piece with the
/// greatest sum of frequencies over its different substrings of eight bytes; what a piece covers counts no more,
/// so that the next one brings something else. (Liao, Petri, Moffat and Wirth, Effective Construction of
/// Relative Lempel-Ziv Dictionaries, WWW 2016; with hashed substrings, as zstd's own trainers have it, which
/// build several dictionaries to compare them and take three times as long.)
struct FrequentPieces {
  /// Bytes of a piece. Between 32 and 256 the frames differ by 0.3 %.
  private static let pieceSize = 64
  private static let substringSize = 8
  /// How often each part gives a piece. Once leaves frames 0.3 % larger, four times 0.1 % smaller.
  private static let rounds = 2
  private static let hashBits = 20
  /// Parts that may give nothing, one after the other, before the search ends.
  private static let patience = 10

  private let sample: [UInt8]
  /// Substrings of the sample.
  private let count: Int
  /// By hash, how often substrings occur that no piece covers yet.
  private var frequencies: [UInt16]
  /// By hash, how often substrings occur in the window looked at; 0 between windows.
  private var occurrencesInWindow: [UInt16]

  init(of sample: [UInt8]) {
    self.sample = sample
    count = max(0, sample.count - Self.substringSize + 1)
    frequencies = [UInt16](repeating: 0, count: 1 << Self.hashBits)
    occurrencesInWindow = frequencies
    for place in 0..<count {
      let hash = hash(at: place)
      if frequencies[hash] < .max { frequencies[hash] += 1 }
    }
  }

  /// The hash of the substring that begins at `place`.
  @inline(__always)
  private func hash(at place: Int) -> Int {
    // SAFETY: bytes have no padding, the load checks its bounds, and any bits are a number.
    let substring = unsafe sample.span.bytes.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self)
    // Multiplicative hashing: the product's upper bits depend on all bytes.
    return Int((substring.bigEndian &* 0x9E37_79B9_7F4A_7C15) >> UInt64(64 - Self.hashBits))
  }

  /// Pieces of `size` bytes together or fewer, the best last: what is near the end of a dictionary takes the
  /// fewest bits to refer to. Empty where the sample repeats nothing.
  mutating func select(_ size: Int) -> [UInt8] {
    let parts = max(1, size / Self.pieceSize / Self.rounds)
    let partSize = count / parts
    guard partSize > 0 else { return [] }
    var pieces: [Range<Int>] = []
    var missing = size
    var part = 0
    var failures = 0
    while missing > 0, failures < Self.patience {
      if let piece = bestPiece(in: part * partSize..<(part + 1) * partSize) {
        pieces.append(piece.lowerBound..<min(piece.upperBound, piece.lowerBound + missing))
        missing -= pieces[pieces.count - 1].count
        failures = 0
      } else {
        failures += 1
      }
      part = (part + 1) % parts
    }
    return pieces.reversed().flatMap { sample[$0] }
  }

  /// The piece whose substrings begin within `places`, and whose frequencies are now 0.
  private mutating func bestPiece(in places: Range<Int>) -> Range<Int>? {
    let width = Self.pieceSize - Self.substringSize + 1
    var score = 0
    var best = (score: 0, end: places.lowerBound)
    for place in places {
      let hash = hash(at: place)
      if occurrencesInWindow[hash] == 0 { score += Int(frequencies[hash]) }
      occurrencesInWindow[hash] += 1
      if place - places.lowerBound >= width { score -= leave(place - width) }
      if score > best.score { best = (score, place + 1) }
    }
    for place in max(places.lowerBound, places.upperBound - width)..<places.upperBound { _ = leave(place) }
    // A window of substrings that occur once each has nothing that another frame could refer to.
    guard best.score > width else { return nil }
    var piece = max(places.lowerBound, best.end - width)..<best.end
    while let first = piece.first, frequencies[hash(at: first)] <= 1 { piece = piece.dropFirst() }
    while let last = piece.last, frequencies[hash(at: last)] <= 1 { piece = piece.dropLast() }
    guard !piece.isEmpty else { return nil }
    for place in piece { frequencies[hash(at: place)] = 0 }
    return piece.lowerBound..<piece.upperBound + Self.substringSize - 1
  }

  /// Takes the substring at `place` out of the window; returns what the score loses by it.
  private mutating func leave(_ place: Int) -> Int {
    let hash = hash(at: place)
    occurrencesInWindow[hash] -= 1
    return occurrencesInWindow[hash] == 0 ? Int(frequencies[hash]) : 0
  }
}
