/// Loops over single parts of the engine, for the micro benchmarks.
///
/// They stand in this module because only here does the compiler inline the parts as it does in a
/// search; called from another module, a call would be measured with each of them. Each returns
/// something of all it has computed, so that nothing can be left out.
package enum EngineLoops {
  /// Collects the `k` best of the documents with these scores, numbered from 0; returns their
  /// numbers, best first, folded into one.
  package static func collectBest(_ k: Int, of scores: [UInt32]) -> UInt64 {
    var top = TopDocs()
    top.begin(capacity: k)
    for (document, score) in scores.enumerated() {
      top.insert(ScoredDocument(score: score, document: UInt32(document)))
    }
    return top.sorted().reduce(0) { $0 &* 31 &+ UInt64($1.document) }
  }

  /// The sum of the length codes of `lengths`.
  package static func encodeLengths(_ lengths: [Int]) -> UInt64 {
    lengths.reduce(0) { $0 &+ UInt64(LengthCode.encode($1)) }
  }

  /// The sum of the lengths of `codes`.
  package static func decodeLengths(_ codes: [UInt8]) -> UInt64 {
    codes.reduce(0) { $0 &+ UInt64(LengthCode.decode($1)) }
  }

  /// The checksums of blocks of bytes, folded into one.
  package static func checksum(_ blocks: [[UInt8]]) -> UInt64 {
    blocks.reduce(0) { $0 &* 31 &+ Checksum.hash($1) }
  }
}
