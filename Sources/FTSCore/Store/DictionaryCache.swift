import Synchronization

/// The dictionaries of segments that were read from lately, shared by all threads of a process: making one ready
/// copies some 100 KB. Numbers of segments are never used twice, so that what is kept stays true.
final class DictionaryCache: Sendable {
  /// Dictionaries kept. Merging leaves fewer segments than that, unless the index is huge.
  private static let capacity = 64

  private let dictionaries = Mutex<[UInt32: DecompressionDictionary?]>([:])

  /// The dictionary of a segment, `nil` where it has none.
  ///
  /// - Parameter load: reads it, where it is not at hand.
  func dictionary(
    ofSegment number: UInt32, load: () throws(IndexError) -> DecompressionDictionary?
  ) throws(IndexError) -> DecompressionDictionary? {
    if let known = dictionaries.withLock({ $0[number] }) { return known }
    let loaded = try load()
    dictionaries.withLock { dictionaries in
      if dictionaries.count >= Self.capacity { dictionaries.removeAll() }
      dictionaries.updateValue(loaded, forKey: number)
    }
    return loaded
  }
}
