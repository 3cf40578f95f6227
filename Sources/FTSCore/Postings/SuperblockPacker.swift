/// Packs the variable-sized parts of the blocks of a superblock so that 16 bits point to each.
///
/// A part's place is `base + offset << shift`. The shift is 0 unless a superblock takes more
/// than 64 KB; then every part begins at a multiple of 1 << shift.
struct SuperblockPacker {
  /// Bytes of the superblock being filled; the part of the block opened last is at the end.
  var pending = ByteWriter()
  /// All closed superblocks.
  private(set) var packed = ByteWriter()
  /// By block; 0 where a block has no part.
  private(set) var offsets: [UInt16]
  private var starts: [(block: Int, start: Int)] = []

  init(blocks: Int) { offsets = [UInt16](repeating: 0, count: blocks) }

  mutating func begin() {
    for i in offsets.indices { offsets[i] = 0 }
    pending.removeAll()
    packed.removeAll()
    starts.removeAll(keepingCapacity: true)
  }

  /// Begins the part of `block`.
  mutating func open(_ block: Int) { starts.append((block, pending.count)) }

  mutating func closeSuperblock() -> (base: UInt32, shift: UInt8) {
    let base = UInt32(packed.count)
    defer {
      pending.removeAll()
      starts.removeAll(keepingCapacity: true)
    }
    guard let last = starts.last else { return (base, 0) }
    if last.start <= Int(UInt16.max) {
      for part in starts { offsets[part.block] = UInt16(part.start) }
      packed.append(pending.bytes)
      return (base, 0)
    }
    return (base, packShifted(base: Int(base)))
  }

  /// Packs the parts of a superblock that takes more than 64 KB; returns the shift.
  private mutating func packShifted(base: Int) -> UInt8 {
    var shift: UInt8 = 0
    while let last = places(shift: shift).last, last >> Int(shift) > Int(UInt16.max) { shift += 1 }
    for (index, place) in places(shift: shift).enumerated() {
      let end = index + 1 < starts.count ? starts[index + 1].start : pending.count
      while packed.count < base + place { packed.byte(0) }
      packed.append(pending.bytes[starts[index].start..<end])
      offsets[starts[index].block] = UInt16(place >> Int(shift))
    }
    return shift
  }

  /// Where each part would begin, counted from the superblock's base.
  private func places(shift: UInt8) -> [Int] {
    let mask = 1 << Int(shift) - 1
    var places: [Int] = []
    var place = 0
    for index in starts.indices {
      place = (place + mask) & ~mask
      places.append(place)
      place += (index + 1 < starts.count ? starts[index + 1].start : pending.count) - starts[index].start
    }
    return places
  }
}
