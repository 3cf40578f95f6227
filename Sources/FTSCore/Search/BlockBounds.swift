/// Upper bounds of the scores in each block of a segment, and the order in which to visit the
/// blocks.
@safe struct BlockBounds: ~Copyable {
  /// Buckets that blocks are sorted into by their bound.
  private static let bucketCount = 512
  /// Part of the greatest bound from which on blocks come first.
  private static let head: Float = 0.85

  private var blocks = 0
  private var everyBlock = false
  private var isEmpty = true
  /// By block; −∞ where something that is required does not occur. Padded to whole vectors.
  private var bounds: [Float] = []
  private var candidates: [UInt32] = []
  private var ordered: [UInt32] = []
  private var ends = [Int32](repeating: 0, count: bucketCount)
  private var count = 0
  private var position = 0
  private var greatest: Float = 0
  /// The least bound that a block is visited for at all.
  private var least: Float = 0
  /// All blocks with this bound or a greater one have been gathered.
  private var ceiling: Float = .infinity

  /// Begins anew.
  ///
  /// - Parameter everyBlock: documents match wherever no clause says otherwise.
  mutating func begin(blocks: Int, everyBlock: Bool) {
    self.blocks = blocks
    self.everyBlock = everyBlock
    let padded = Self.padded(blocks)
    if bounds.count < padded {
      bounds = [Float](repeating: 0, count: padded)
      candidates = [UInt32](repeating: 0, count: padded)
      ordered = [UInt32](repeating: 0, count: padded)
    }
    isEmpty = true
  }

  private static func padded(_ blocks: Int) -> Int {
    (blocks + TermRows.vector - 1) / TermRows.vector * TermRows.vector
  }

  /// Adds what a clause can add to scores.
  ///
  /// - Parameters:
  ///   - row: by block, a bound in steps, 0 where the clause does not occur; readable in vectors.
  ///   - unit: what a step is worth.
  ///   - isRequired: nothing matches where the clause does not occur.
  @unsafe
  mutating func add(_ row: UnsafePointer<UInt8>, unit: Float, isRequired: Bool) {
    let isFirst = isEmpty
    isEmpty = false
    unsafe bounds.withUnsafeMutableBytes { bounds in
      let factor = SIMD16<Float>(repeating: unit)
      let absent = SIMD16<Float>(repeating: -.infinity)
      for block in stride(from: 0, to: blocks, by: TermRows.vector) {
        // SAFETY: bounds are padded to whole vectors, and so is what can be read of the row.
        let bytes = unsafe UnsafeRawPointer(row + block).loadUnaligned(as: SIMD16<UInt8>.self)
        let steps = SIMD16<Float>(SIMD16<Int32>(truncatingIfNeeded: bytes))
        var sum = steps * factor
        if !isFirst {
          sum += unsafe bounds.loadUnaligned(fromByteOffset: block * 4, as: SIMD16<Float>.self)
        }
        if isRequired { sum.replace(with: absent, where: steps .== SIMD16<Float>(repeating: 0)) }
        unsafe bounds.storeBytes(of: sum, toByteOffset: block * 4, as: SIMD16<Float>.self)
      }
    }
  }

  /// Has no clause been added, no block can match, or every one.
  private mutating func fillIfEmpty() {
    guard isEmpty else { return }
    isEmpty = false
    for block in 0..<blocks { bounds[block] = 0 }
  }

  /// The bound of a block.
  @inline(__always)
  subscript(block: Int) -> Float { bounds[block] }

  /// Whether any document of the block may match.
  func canMatch(_ block: Int) -> Bool { everyBlock || (!isEmpty && bounds[block] > 0) }

  /// Begins to give out the blocks, best first.
  ///
  /// First come those whose bound is close to the greatest: there are few of them, and what they hold
  /// raises the threshold. The others are gathered and sorted when it is known how few are left.
  mutating func order(threshold: Float) {
    fillIfEmpty()
    // Vectors of rows read what lies past the last block.
    for padding in blocks..<Self.padded(blocks) { bounds[padding] = -.infinity }
    greatest = unsafe bounds.withUnsafeBytes { bounds in
      var greatest = SIMD16<Float>(repeating: 0)
      for first in stride(from: 0, to: blocks, by: TermRows.vector) {
        // SAFETY: bounds are padded to whole vectors.
        let vector = unsafe bounds.loadUnaligned(fromByteOffset: first * 4, as: SIMD16<Float>.self)
        greatest.replace(with: vector, where: greatest .< vector)
      }
      return Self.greatest(greatest)
    }
    // Nothing below the least positive number can match, unless everything can.
    least = everyBlock ? 0 : .leastNonzeroMagnitude
    ceiling = .infinity
    gather(from: max(threshold, greatest * Self.head))
  }

  /// Takes the blocks whose bound is at least `floor` and below that of all taken before, and sorts
  /// them.
  private mutating func gather(from floor: Float) {
    let floor = max(floor, least)
    let ceiling = ceiling
    var count = 0
    unsafe bounds.withUnsafeBytes { bounds in
      unsafe candidates.withUnsafeMutableBufferPointer { candidates in
        for first in stride(from: 0, to: blocks, by: TermRows.vector) {
          // SAFETY: bounds and candidates are padded to whole vectors.
          let vector = unsafe bounds.loadUnaligned(fromByteOffset: first * 4, as: SIMD16<Float>.self)
          if Self.greatest(vector) < floor { continue }
          for block in first..<first + TermRows.vector {
            // Written always and counted where it holds: nothing there to be mispredicted.
            let bound = unsafe bounds.loadUnaligned(fromByteOffset: block * 4, as: Float.self)
            unsafe candidates[count] = UInt32(truncatingIfNeeded: block)
            count += (bound >= floor ? 1 : 0) & (bound < ceiling ? 1 : 0)
          }
        }
      }
    }
    self.count = count
    self.ceiling = floor
    position = 0
    sort()
  }

  @inline(__always)
  private static func greatest(_ vector: SIMD16<Float>) -> Float {
    // `pointwiseMax` goes lane by lane, for the sake of NaN.
    let eight = vector.lowHalf.replacing(with: vector.highHalf, where: vector.lowHalf .< vector.highHalf)
    let four = eight.lowHalf.replacing(with: eight.highHalf, where: eight.lowHalf .< eight.highHalf)
    return max(max(four.x, four.y), max(four.z, four.w))
  }

  /// Sorts the candidates by descending buckets; within one they stay in order of documents.
  private mutating func sort() {
    let scale = greatest > 0 ? Float(Self.bucketCount - 1) / greatest : 0
    unsafe bounds.withUnsafeBufferPointer { bounds in
      unsafe ends.withUnsafeMutableBufferPointer { ends in
        // SAFETY: candidates are blocks; a bucket is between 0 and the last, since bounds are
        // between 0 and the greatest.
        func bucket(_ block: UInt32) -> Int {
          unsafe Self.bucketCount - 1 - Int(Int32(bounds[Int(block)] * scale))
        }
        unsafe ends.update(repeating: 0)
        for index in 0..<count { unsafe ends[bucket(candidates[index])] += 1 }
        var sum: Int32 = 0
        for index in 0..<Self.bucketCount {
          let size = unsafe ends[index]
          unsafe ends[index] = sum
          sum += size
        }
        for index in 0..<count {
          let block = candidates[index]
          let bucket = bucket(block)
          unsafe ordered[Int(ends[bucket])] = block
          unsafe ends[bucket] += 1
        }
      }
    }
  }

  /// The next block to visit, or `nil` where no block left can hold one of the best documents.
  @inline(__always)
  mutating func next(threshold: Float) -> Int? {
    while true {
      while position < count {
        let block = Int(ordered[position])
        position += 1
        if bounds[block] >= threshold { return block }
      }
      if ceiling <= max(threshold, least) { return nil }
      gather(from: threshold)
    }
  }

  /// The block that comes so many places after the one that `next` gave, for prefetching.
  @inline(__always)
  func upcoming(_ distance: Int) -> Int? {
    let place = position + distance - 1
    return place < count ? Int(ordered[place]) : nil
  }
}
