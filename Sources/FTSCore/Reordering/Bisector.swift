/// Cuts items in halves on one thread, with the memory that takes.
struct Bisector {
  /// So many items are left as they are: a block.
  static let leafSize = Grid.blockSize
  /// Rounds of moves per cut, at most.
  private static let rounds = 20
  /// A round of no more exchanges than one per so many items is the last: what few items do in one
  /// round, each by the state before, they tend to undo in the next.
  private static let itemsPerExchange = 100

  private let index: ForwardIndex
  private let cost: LogGapCost
  /// By term, the items of the left half and of the right one that have it.
  private var left: [Int32]
  private var right: [Int32]
  /// By term, what pulls an item that has it and is on the left, or on the right, to the right: bits
  /// saved there less bits saved on the left.
  private var pullOnLeft: [Float]
  private var pullOnRight: [Float]
  /// Terms of the items at hand, each once.
  private var present: [UInt32] = []
  /// By place of the items at hand, what pulls each to the right.
  private var pulls = PullRanking()

  init(_ index: ForwardIndex, _ cost: LogGapCost) {
    self.index = index
    self.cost = cost
    left = [Int32](repeating: 0, count: index.termCount)
    right = left
    pullOnLeft = [Float](repeating: 0, count: index.termCount)
    pullOnRight = pullOnLeft
  }

  /// Orders `items` within `range`.
  mutating func order(_ items: inout [UInt32], _ range: Range<Int>) {
    guard range.count > Self.leafSize else { return }
    let middle = split(&items, range)
    order(&items, range.lowerBound..<middle)
    order(&items, middle..<range.upperBound)
  }

  /// Cuts `items` within `range` in two, and returns where. The halves are in ascending order, as the
  /// whole must be, so that the next cut begins with neighbours as they arrived.
  mutating func split(_ items: inout [UInt32], _ range: Range<Int>) -> Int {
    let blocks = Grid.blocks(range.count)
    let middle = range.lowerBound + (blocks + 1) / 2 * Grid.blockSize
    guard middle < range.upperBound else { return range.upperBound }
    count(items[range.lowerBound..<middle], items[middle..<range.upperBound])
    let ratio = cost.ratio(middle - range.lowerBound, range.upperBound - middle)
    for _ in 0..<Self.rounds {
      computePulls(ratio)
      guard moveItems(&items, range, middle) * Self.itemsPerExchange > range.count else { break }
    }
    for term in present {
      left[Int(term)] = 0
      right[Int(term)] = 0
    }
    items[range.lowerBound..<middle].sort()
    items[middle..<range.upperBound].sort()
    return middle
  }

  private mutating func count(_ leftItems: ArraySlice<UInt32>, _ rightItems: ArraySlice<UInt32>) {
    present.removeAll(keepingCapacity: true)
    for item in leftItems {
      for term in index.terms[index.range(of: item)] {
        if left[Int(term)] == 0 { present.append(term) }
        left[Int(term)] += 1
      }
    }
    for item in rightItems {
      for term in index.terms[index.range(of: item)] {
        if left[Int(term)] == 0, right[Int(term)] == 0 { present.append(term) }
        right[Int(term)] += 1
      }
    }
  }

  private mutating func computePulls(_ ratio: Float) {
    for term in present {
      let (onLeft, onRight) = (Int(left[Int(term)]), Int(right[Int(term)]))
      if onLeft > 0 { pullOnLeft[Int(term)] = cost.saving(near: onLeft, far: onRight, ratio: ratio) }
      if onRight > 0 { pullOnRight[Int(term)] = -cost.saving(near: onRight, far: onLeft, ratio: -ratio) }
    }
  }

  /// Exchanges the items of the left half that are pulled to the right more than others of the right
  /// half for those, so that the right half has the most pulled of all: all exchanges that save
  /// anything, by the pulls as they are before. Returns how many there were.
  private mutating func moveItems(_ items: inout [UInt32], _ range: Range<Int>, _ middle: Int) -> Int {
    pulls.removeAll()
    for item in items[range.lowerBound..<middle] { pulls.append(pull(of: item, pullOnLeft)) }
    for item in items[middle..<range.upperBound] { pulls.append(pull(of: item, pullOnRight)) }
    let least = pulls.element(ofRank: middle - range.lowerBound)
    var exchanges = 0
    var other = middle
    for place in range.lowerBound..<middle where pulls[place - range.lowerBound] >= least {
      while pulls[other - range.lowerBound] >= least { other += 1 }
      exchange(items[place], items[other])
      items.swapAt(place, other)
      other += 1
      exchanges += 1
    }
    return exchanges
  }

  private func pull(of item: UInt32, _ pulls: [Float]) -> Float {
    var sum: Float = 0
    for term in index.terms[index.range(of: item)] { sum += pulls[Int(term)] }
    return sum
  }

  /// Counts an item of the left half on the right, and one of the right half on the left.
  private mutating func exchange(_ leftItem: UInt32, _ rightItem: UInt32) {
    for term in index.terms[index.range(of: leftItem)] {
      left[Int(term)] -= 1
      right[Int(term)] += 1
    }
    for term in index.terms[index.range(of: rightItem)] {
      right[Int(term)] -= 1
      left[Int(term)] += 1
    }
  }
}
