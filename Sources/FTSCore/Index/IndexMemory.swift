import Synchronization

/// What the threads of a process remember of the segments of an index. Numbers of segments are never used twice.
final class IndexMemory: Sendable {
  private let segments = Mutex<[UInt32: SegmentMemory]>([:])

  /// What is remembered of a segment, nothing at first.
  func memory(ofSegment number: UInt32) -> SegmentMemory {
    segments.withLock { segments in
      if let known = segments[number] { return known }
      let new = SegmentMemory()
      segments[number] = new
      return new
    }
  }

  /// Forgets the segments that are no more.
  func retain(_ segments: [SegmentInfo]) {
    self.segments.withLock { remembered in
      guard remembered.count > segments.count else { return }
      let numbers = Set(segments.map(\.number))
      remembered = remembered.filter { numbers.contains($0.key) }
    }
  }
}
