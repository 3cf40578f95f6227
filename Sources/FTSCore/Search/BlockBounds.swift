/// Upper bounds of the scores in each block of a segment, and the order in which to visit the
/// blocks.
struct BlockBounds {
  /// Buckets that blocks are sorted into by their bound.
  private static let bucketCount = 512
  private static let lanes = 16

  private var blocks = 0
  /// By block; padded to a multiple of `lanes`.
  private var bounds: [Float] = []
  /// By block: how many of the required clauses occur in it. Empty where none is required.
  private var present: [UInt32] = []
  private var required = 0
  private var everyBlock = false
  /// Of a phrase: how many of its terms occur in each block, and the least of their bounds.
  private var phraseTerms: [UInt32] = []
  private var phraseBounds: [Float] = []

  private var ordered: [UInt32] = []
  private var position = 0

  /// Begins anew.
  ///
  /// - Parameters:
  ///   - required: number of clauses added as required.
  ///   - everyBlock: documents match wherever no clause says otherwise.
  mutating func begin(blocks: Int, required: Int, everyBlock: Bool) {
    self.blocks = blocks
    self.required = required
    self.everyBlock = everyBlock
    let padded = (blocks + Self.lanes - 1) / Self.lanes * Self.lanes
    bounds.removeAll(keepingCapacity: true)
    bounds.append(contentsOf: repeatElement(0, count: padded))
    present.removeAll(keepingCapacity: true)
    if required > 0 { present.append(contentsOf: repeatElement(0, count: padded)) }
  }

  /// Adds a clause with a dense list.
  ///
  /// - Parameter weight: what one step of its bounds is worth.
  mutating func add(_ steps: Blob, weight: Float, isRequired: Bool) {
    let whole = blocks / Self.lanes * Self.lanes
    unsafe bounds.withUnsafeMutableBytes { bounds in
      let factor = SIMD16<Float>(repeating: weight)
      for block in stride(from: 0, to: whole, by: Self.lanes) {
        // SAFETY: block + 16 is at most the number of blocks, which is the count of steps and at
        // most that of bounds.
        unsafe bounds.withBlockBounds(block) { sum in
          let bytes = unsafe steps.pointer.loadUnaligned(fromByteOffset: block, as: SIMD16<UInt8>.self)
          sum += SIMD16<Float>(SIMD16<Int32>(truncatingIfNeeded: bytes)) * factor
        }
      }
    }
    for block in whole..<blocks { bounds[block] += weight * Float(Int32(steps[block])) }
    if isRequired {
      for block in 0..<blocks where steps[block] != 0 { present[block] += 1 }
    }
  }

  /// Adds a clause with a sparse list.
  ///
  /// - Parameter weight: what an impact of 1 is worth.
  mutating func add(_ sparse: SparsePostings, cursor: Int, weight: Float, isRequired: Bool) {
    for run in sparse.runs where run.cursor == cursor {
      let block = sparse.block(of: run)
      bounds[block] += weight * run.bound
      if isRequired { present[block] += 1 }
    }
  }

  /// Adds a phrase: where all its terms occur, the least of their bounds.
  ///
  /// - Parameter unit: what one step of a dense list's bounds is worth in impact.
  mutating func addPhrase(
    _ terms: [TermCursor], _ cursors: Range<Int>, _ sparse: SparsePostings, weight: Float, unit: Float,
    isRequired: Bool
  ) {
    phraseTerms = [UInt32](repeating: 0, count: blocks)
    phraseBounds = [Float](repeating: 1, count: blocks)
    for (cursor, term) in zip(cursors, terms) {
      if let dense = term.dense {
        for block in 0..<blocks where dense.bounds[block] != 0 {
          phraseTerms[block] += 1
          phraseBounds[block] = min(phraseBounds[block], Float(dense.bounds[block]) * unit)
        }
      } else {
        for run in sparse.runs where run.cursor == cursor {
          let block = sparse.block(of: run)
          phraseTerms[block] += 1
          phraseBounds[block] = min(phraseBounds[block], run.bound * ImpactBound.slack)
        }
      }
    }
    for block in 0..<blocks where Int(phraseTerms[block]) == terms.count {
      bounds[block] += weight * phraseBounds[block] * ImpactBound.slack
      if isRequired { present[block] += 1 }
    }
  }

  /// Whether any document of the block may match.
  func canMatch(_ block: Int) -> Bool {
    if everyBlock { return true }
    return required > 0 ? Int(present[block]) == required : bounds[block] > 0
  }

  /// Sorts the blocks whose bound reaches `threshold`, best first, for `next`.
  mutating func order(threshold: Float) {
    var greatest: Float = 0
    for block in 0..<blocks { greatest = max(greatest, bounds[block]) }
    let scale = greatest > 0 ? Float(Self.bucketCount - 1) / greatest : 0
    func bucket(_ bound: Float) -> Int { Self.bucketCount - 1 - Int(bound * scale) }
    var ends = [Int](repeating: 0, count: Self.bucketCount)
    var candidates = 0
    for block in 0..<blocks where bounds[block] >= threshold && canMatch(block) {
      ends[bucket(bounds[block])] += 1
      candidates += 1
    }
    var sum = 0
    for index in ends.indices {
      sum += ends[index]
      ends[index] = sum - ends[index]
    }
    ordered.removeAll(keepingCapacity: true)
    ordered.append(contentsOf: repeatElement(0, count: candidates))
    for block in 0..<blocks where bounds[block] >= threshold && canMatch(block) {
      let index = bucket(bounds[block])
      ordered[ends[index]] = UInt32(block)
      ends[index] += 1
    }
    position = 0
  }

  /// The next block to visit, or `nil` where no block left can hold one of the best documents.
  mutating func next(threshold: Float) -> Int? {
    while position < ordered.count {
      let block = Int(ordered[position])
      position += 1
      if bounds[block] >= threshold { return block }
    }
    return nil
  }
}

extension UnsafeMutableRawBufferPointer {
  /// Changes the sixteen bounds from `block` on in place.
  @unsafe @inline(__always)
  fileprivate func withBlockBounds(_ block: Int, _ body: (inout SIMD16<Float>) -> Void) {
    let offset = block * MemoryLayout<Float>.stride
    // SAFETY: the caller vouches for the range; the loads are unaligned ones.
    var sum = unsafe loadUnaligned(fromByteOffset: offset, as: SIMD16<Float>.self)
    body(&sum)
    unsafe storeBytes(of: sum, toByteOffset: offset, as: SIMD16<Float>.self)
  }
}
