/// Upper bounds of the scores in each block of a segment, and the order in which to visit the
/// blocks.
///
/// Bounds are kept in 16 bits, in steps of the greatest one there can be, rounded up: they decide what
/// is looked at, not what is found.
@safe struct BlockBounds: ~Copyable {
  /// What a clause can add to scores.
  @safe struct Row: BitwiseCopyable {
    /// By block, a bound in steps, 0 where the clause does not occur; readable in vectors.
    fileprivate let bounds: UnsafePointer<UInt8>
    /// What a step is worth, in units of the score.
    fileprivate let step: Int
    /// Nothing matches where the clause does not occur.
    fileprivate let isRequired: Bool
    /// What 256 steps are worth, in units of the bounds.
    fileprivate var factor: UInt16 = 0

    @unsafe
    init(_ bounds: UnsafePointer<UInt8>, step: Int, isRequired: Bool) {
      unsafe self.bounds = bounds
      self.step = step
      self.isRequired = isRequired
    }
  }

  private typealias Vector = SIMD8<UInt16>

  /// Buckets that blocks are sorted into by their bound.
  private static let bucketCount = 512
  /// Part of the greatest bound from which on blocks come first, in 256ths.
  private static let head = 217
  /// The sum of all bounds at their greatest stays below, so that rounding up cannot overflow.
  private static let greatestSum = 60_000

  private var blocks = 0
  private var rows = ScratchBuffer<Row>()
  /// By block, in the order of `place`; 0 where nothing can match.
  private var bounds = ScratchBuffer<UInt16>()
  private var candidates = ScratchBuffer<UInt32>()
  private var ordered = ScratchBuffer<UInt32>()
  private var ends = ScratchBuffer<UInt32>()
  private var count = 0
  private var position = 0
  /// How often blocks have been gathered.
  private(set) var gatherings = 0
  private var greatest: UInt16 = 0
  /// A unit of the bounds is 2 to that power units of the score.
  private var shift = 0
  /// All blocks with this bound or a greater one have been gathered.
  private var ceiling = 0

  init() { ends.resize(to: Self.bucketCount, 0) }

  /// Begins anew.
  mutating func begin(blocks: Int) {
    self.blocks = blocks
    let padded = TermRows.padded(blocks)
    bounds.resize(to: padded, 0)
    candidates.resize(to: padded + 1, 0)
    ordered.resize(to: padded, 0)
    rows.removeAll()
  }

  /// Where the bound of a block is kept: of each vector of blocks first the even ones, then the odd ones,
  /// as two vectors of 16 bits fall out of one of bytes.
  @inline(__always)
  private static func place(_ block: Int) -> Int {
    block & ~15 | (block & 1) << 3 | (block & 15) >> 1
  }

  @inline(__always)
  private static func block(_ place: Int) -> Int {
    place & ~15 | (place & 7) << 1 | (place & 15) >> 3
  }

  /// Adds a clause.
  mutating func add(_ row: Row) { rows.append(row) }

  /// Computes the bounds from the clauses added.
  ///
  /// - Parameter everyBlock: documents match wherever no clause says otherwise.
  mutating func sum(everyBlock: Bool) {
    scale()
    let bounds = unsafe UnsafeMutableRawPointer(self.bounds.elements.baseAddress!)
    let rows = unsafe self.rows.elements
    var most = Vector(repeating: 0)
    for first in stride(from: 0, to: blocks, by: TermRows.vector) {
      var even = Vector(repeating: everyBlock ? 1 : 0)
      var odd = even
      var isRequired = false
      for index in 0..<rows.count {
        let row = unsafe rows[index]
        // SAFETY: rows can be read in vectors.
        let bytes = unsafe UnsafeRawPointer(row.bounds + first).loadUnaligned(as: Vector.self)
        Self.add(bytes & 0xFF, row, isRequired, &even)
        Self.add(bytes &>> 8, row, isRequired, &odd)
        isRequired = isRequired || row.isRequired
      }
      // SAFETY: bounds are padded to whole vectors.
      unsafe bounds.storeBytes(of: even, toByteOffset: first * 2, as: Vector.self)
      unsafe bounds.storeBytes(of: odd, toByteOffset: first * 2 + 16, as: Vector.self)
      most.replace(with: even, where: even .> most)
      most.replace(with: odd, where: odd .> most)
    }
    // Vectors of rows read what lies past the last block.
    for block in blocks..<TermRows.padded(blocks) { self.bounds[Self.place(block)] = 0 }
    greatest = most.max()
  }

  private mutating func scale() {
    let rows = unsafe self.rows.elements
    var total = 0
    for index in 0..<rows.count { unsafe total += rows[index].step * 255 }
    shift = 0
    while total &>> shift > Self.greatestSum { shift += 1 }
    for index in 0..<rows.count {
      unsafe rows[index].factor = UInt16(min(0xFFFF, (rows[index].step << 8 + (1 << shift - 1)) &>> shift))
    }
  }

  /// Adds the bounds that a row has in some blocks; 0 where something required is missing.
  @inline(__always)
  private static func add(_ steps: Vector, _ row: Row, _ isRequired: Bool, _ sum: inout Vector) {
    let factor = row.factor
    // steps · factor / 256, rounded up.
    let own = steps &* (factor &>> 8) &+ (steps &* (factor & 0xFF) &+ 0xFF) &>> 8
    let absent = Vector(repeating: 0)
    if !row.isRequired && !isRequired { return sum &+= own }
    var result = sum &+ own
    if row.isRequired { result.replace(with: absent, where: steps .== absent) }
    if isRequired { result.replace(with: absent, where: sum .== absent) }
    sum = result
  }

  /// Upper bound of the scores in a block, in units.
  @inline(__always)
  subscript(block: Int) -> Int { Int(bounds[Self.place(block)]) &<< shift }

  /// Whether any document of the block may match.
  func canMatch(_ block: Int) -> Bool { bounds[Self.place(block)] > 0 }

  /// Begins to give out the blocks, best first.
  ///
  /// First come those whose bound is close to the greatest: there are few of them, and what they hold
  /// raises the threshold. The others are gathered and sorted when it is known how few are left.
  mutating func order(threshold: UInt32) {
    ceiling = .max
    gather(from: max(least(threshold), Int(greatest) * Self.head / 256))
  }

  /// The least bound of a block in which a document may reach the threshold.
  @inline(__always)
  private func least(_ threshold: UInt32) -> Int { max(1, (Int(threshold) + (1 << shift - 1)) &>> shift) }

  /// Takes the blocks whose bound is at least `floor` and below that of all taken before, and sorts
  /// them.
  private mutating func gather(from floor: Int) {
    let ceiling = ceiling
    var count = 0
    let bounds = unsafe UnsafeRawPointer(self.bounds.elements.baseAddress!)
    let candidates = unsafe self.candidates.elements
    if floor <= Int(greatest) {
      let least = Vector(repeating: UInt16(max(1, floor)))
      for first in stride(from: 0, to: blocks, by: TermRows.vector) {
        // SAFETY: bounds and candidates are padded to whole vectors.
        let even = unsafe bounds.loadUnaligned(fromByteOffset: first * 2, as: Vector.self)
        let odd = unsafe bounds.loadUnaligned(fromByteOffset: first * 2 + 16, as: Vector.self)
        if !Swift.any((even .>= least) .| (odd .>= least)) { continue }
        for place in first..<first + TermRows.vector {
          // Written always and counted where it holds: nothing there to be mispredicted.
          let bound = unsafe Int(bounds.loadUnaligned(fromByteOffset: place * 2, as: UInt16.self))
          unsafe candidates[count] = UInt32(truncatingIfNeeded: place)
          count += (bound >= floor ? 1 : 0) & (bound < ceiling ? 1 : 0)
        }
      }
    }
    self.count = count
    self.ceiling = floor
    position = 0
    gatherings &+= 1
    sort()
  }

  /// Sorts the candidates by descending buckets; within one they stay in the order of their places.
  private mutating func sort() {
    let bounds = unsafe self.bounds.elements
    let candidates = unsafe self.candidates.elements
    let ordered = unsafe self.ordered.elements
    let ends = unsafe self.ends.elements
    let greatest = Int(greatest)
    // 512 buckets: nine bits.
    let shift = max(0, UInt16.bitWidth - self.greatest.leadingZeroBitCount - 9)
    // SAFETY: candidates are places of blocks; a bucket is between 0 and the last, since bounds are
    // between 0 and the greatest.
    func bucket(_ place: UInt32) -> Int {
      unsafe (greatest - Int(bounds[Int(place)])) &>> shift
    }
    unsafe ends.update(repeating: 0)
    for index in 0..<count { unsafe ends[bucket(candidates[index])] &+= 1 }
    var sum: UInt32 = 0
    for index in 0..<Self.bucketCount {
      let size = unsafe ends[index]
      unsafe ends[index] = sum
      sum &+= size
    }
    for index in 0..<count {
      let place = unsafe candidates[index]
      let bucket = bucket(place)
      unsafe ordered[Int(ends[bucket])] = place
      unsafe ends[bucket] &+= 1
    }
  }

  /// The next block to visit, or `nil` where no block left can hold one of the best documents.
  @inline(__always)
  mutating func next(threshold: UInt32) -> Int? {
    let least = least(threshold)
    while true {
      while position < count {
        let place = unsafe Int(ordered.elements[position])
        position += 1
        if unsafe Int(bounds.elements[place]) >= least { return Self.block(place) }
      }
      if ceiling <= least { return nil }
      gather(from: least)
    }
  }

  /// The place of the block that `next` gave last among those gathered with it.
  @inline(__always)
  var visited: Int { position - 1 }

  /// The block at a place among those gathered with the one that `next` gave last, for what is done ahead.
  @inline(__always)
  func block(at place: Int) -> Int? {
    place < count ? unsafe Self.block(Int(ordered.elements[place])) : nil
  }
}
