extension ValueColumn {
  /// The documents of a block that have one of the values; lanes behind the last document mean nothing.
  @inline(__always)
  func lanes(_ block: Int, in set: OrdinalSet) -> UInt64 {
    switch places {
    case .each(let documents):
      let present = documents[block]
      return present == 0 ? 0 : present & eachLanes(block, in: set)
    case .list(let starts, let places): return listLanes(block, in: set, starts, places)
    }
  }

  private func eachLanes(_ block: Int, in set: OrdinalSet) -> UInt64 {
    switch set {
    case .none: return 0
    case .all: return .max
    case .range(let range):
      switch width {
      case .one: return lanes(block, in: range, UInt8.self)
      case .two: return lanes(block, in: range, UInt16.self)
      case .four: return lanes(block, in: range, UInt32.self)
      }
    case .flags(let flags):
      switch width {
      case .one: return lanes(block, in: flags.span, UInt8.self)
      case .two: return lanes(block, in: flags.span, UInt16.self)
      case .four: return lanes(block, in: flags.span, UInt32.self)
      }
    }
  }

  @inline(__always)
  private func lanes<T: FixedWidthInteger & UnsignedInteger & BitwiseCopyable>(
    _ block: Int, in range: ClosedRange<UInt32>, _ type: T.Type
  ) -> UInt64 {
    guard let low = T(exactly: range.lowerBound) else { return 0 }
    let span = T(clamping: range.upperBound) &- low
    return lanes(block, type) { $0 &- low <= span ? 1 : 0 }
  }

  @inline(__always)
  private func lanes<T: FixedWidthInteger & UnsignedInteger & BitwiseCopyable>(
    _ block: Int, in flags: Span<UInt8>, _ type: T.Type
  ) -> UInt64 {
    let last = flags.count &- 1
    // SAFETY: at most the last one, and there is one.
    return lanes(block, type) { unsafe flags[unchecked: min(Int(truncatingIfNeeded: $0), last)] }
  }

  /// The lanes of a block whose ordinals `flag` gives 1 for and not 0.
  ///
  /// First a byte for each, in a loop that becomes vectors, then eight of them at a time gathered by one product.
  @inline(__always)
  private func lanes<T: FixedWidthInteger & BitwiseCopyable>(
    _ block: Int, _ type: T.Type, _ flag: (T) -> UInt8
  ) -> UInt64 {
    let size = Grid.blockSize * MemoryLayout<T>.size
    guard let ordinals = ordinals.slice(block &* size, size) else { return 0 }
    var flags = SIMD64<UInt8>()
    return unsafe withUnsafeMutableBytes(of: &flags) { flags in
      for lane in 0..<Grid.blockSize {
        // SAFETY: a block's ordinals are there, and a byte for each of its lanes.
        let ordinal = unsafe ordinals.pointer.loadUnaligned(
          fromByteOffset: lane &* MemoryLayout<T>.size, as: T.self)
        unsafe flags.storeBytes(of: flag(T(littleEndian: ordinal)), toByteOffset: lane, as: UInt8.self)
      }
      var lanes: UInt64 = 0
      for group in stride(from: 0, to: Grid.blockSize, by: 8) {
        // SAFETY: eight of the 64 bytes.
        let bytes = UInt64(littleEndian: unsafe flags.load(fromByteOffset: group, as: UInt64.self))
        lanes |= ((bytes &* 0x0102_0408_1020_4080) >> 56) << UInt64(truncatingIfNeeded: group)
      }
      return lanes
    }
  }

  private func listLanes(_ block: Int, in set: OrdinalSet, _ starts: Blob, _ places: Blob) -> UInt64 {
    let end = entries(block / Grid.blocksPerSuperblock, starts, places).upperBound
    var entry = firstEntry(of: block * Grid.blockSize, starts, places)
    let first = block % Grid.blocksPerSuperblock * Grid.blockSize
    var lanes: UInt64 = 0
    while entry < end {
      let lane = Int(places.load(UInt16.self, at: entry * 2)) - first
      guard lane >= 0, lane < Grid.blockSize else { break }
      if set.contains(ordinal(ofEntry: entry)) { lanes |= 1 << UInt64(lane) }
      entry += 1
    }
    return lanes
  }

  /// The ordinal of an entry of the list, or of a document where each has a place.
  func ordinal(ofEntry entry: Int) -> UInt32 {
    switch width {
    case .one: UInt32(ordinals[entry])
    case .two: UInt32(ordinals.load(UInt16.self, at: entry * 2))
    case .four: ordinals.load(UInt32.self, at: entry * 4)
    }
  }
}
