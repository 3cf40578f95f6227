import CMalloc
import Glibc

/// What the kernel should know of the memory of this process.
///
/// Large memory that is filled for the first time costs a fault of some 2 µs for every page of 4 KB, in all a
/// tenth of the time of indexing, unless its pages are laid out at once. Nothing but time and the memory held
/// depends on the advice, so that a kernel that does not take it is not an error.
///
/// Arrays without elements are not laid out here: Swift 6.3 would write the count of the storage that all empty arrays share.
enum MemoryAdvice {
  private static let page = 4096

  /// A copy of `values` in memory of its size.
  static func copy<Element: BitwiseCopyable>(_ values: [Element]) -> [Element] {
    if values.isEmpty { return [] }
    return unsafe [Element](unsafeUninitializedCapacity: values.count) { memory, count in
      unsafe willFill(UnsafeMutableRawBufferPointer(memory))
      // SAFETY: there is room for all values.
      _ = unsafe memory.initialize(from: values)
      count = values.count
    }
  }

  /// `count` times `value`.
  static func array<Element: BitwiseCopyable>(repeating value: Element, count: Int) -> [Element] {
    if count == 0 { return [] }
    return unsafe [Element](unsafeUninitializedCapacity: count) { memory, initialized in
      unsafe willFill(UnsafeMutableRawBufferPointer(memory))
      unsafe memory.baseAddress?.initialize(repeating: value, count: count)
      initialized = count
    }
  }

  /// Blocks from this size on are the kernel's again as soon as they are freed.
  private static let largeBlock = 4 << 20
  /// What the allocator may keep at the end of a heap.
  private static let largestRest = 4 << 20

  /// Has the allocator give large blocks back when they are freed, from now on. By itself it takes the size of the
  /// largest freed so far for what it should keep, and holds on to twice the memory that is ever used at once.
  static func releaseLargeBlocks() {
    _ = mallopt(M_MMAP_THRESHOLD, Int32(largeBlock))
    _ = mallopt(M_TRIM_THRESHOLD, Int32(largestRest))
  }

  /// Gives the kernel back what was freed, which the allocator would keep for what comes.
  static func releaseFree() {
    _ = malloc_trim(0)
  }

  /// Has pages laid out that are about to be filled.
  @unsafe static func willFill(_ memory: UnsafeMutableRawBufferPointer) {
    guard let base = memory.baseAddress, memory.count >= 4 * page else { return }
    let start = (UInt(bitPattern: base) + UInt(page) - 1) & ~(UInt(page) - 1)
    let end = (UInt(bitPattern: base) + UInt(memory.count)) & ~(UInt(page) - 1)
    guard start < end else { return }
    // SAFETY: whole pages within the memory; the advice does not change what is in them.
    let address = unsafe UnsafeMutableRawPointer(bitPattern: start)
    _ = unsafe madvise(address, Int(end - start), MADV_POPULATE_WRITE)
  }
}
