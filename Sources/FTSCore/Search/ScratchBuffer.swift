/// Memory for plain values that grows and is used again: no allocation once it is as large as the
/// largest query needs.
@safe struct ScratchBuffer<Element: BitwiseCopyable>: ~Copyable {
  private(set) var count = 0
  private var memory: UnsafeMutableBufferPointer<Element>

  init() { unsafe memory = UnsafeMutableBufferPointer(start: nil, count: 0) }

  /// `count` elements in memory of their size.
  init(repeating element: Element, count: Int) {
    unsafe memory = .allocate(capacity: count)
    unsafe MemoryAdvice.willFill(UnsafeMutableRawBufferPointer(memory))
    unsafe memory.initialize(repeating: element)
    self.count = count
  }

  deinit {
    // SAFETY: allocated by `grow`, or null; the elements need no destruction.
    unsafe memory.deallocate()
  }

  mutating func removeAll() { count = 0 }

  /// Keeps the first `count` elements, of at least as many.
  mutating func truncate(to count: Int) {
    precondition(count <= self.count)
    self.count = count
  }

  @inline(__always)
  mutating func append(_ element: Element) {
    if unsafe count == memory.count { grow(to: count + 1) }
    // SAFETY: there is room for it now.
    unsafe (memory.baseAddress! + count).initialize(to: element)
    count += 1
  }

  /// Makes it hold `count` elements of any value.
  ///
  /// - Parameter element: what those are that memory is taken for.
  mutating func resize(to count: Int, _ element: Element) {
    if unsafe count > memory.count {
      let old = unsafe memory.count
      grow(to: count)
      // SAFETY: the new part of the memory.
      unsafe (memory.baseAddress! + old).initialize(repeating: element, count: memory.count - old)
    }
    self.count = count
  }

  private mutating func grow(to count: Int) {
    let larger = unsafe UnsafeMutableBufferPointer<Element>.allocate(
      capacity: max(count, 2 * memory.count, 16))
    // SAFETY: the larger memory has room for the elements there are.
    if unsafe memory.count > 0 {
      unsafe larger.baseAddress!.initialize(from: memory.baseAddress!, count: memory.count)
    }
    unsafe memory.deallocate()
    unsafe memory = unsafe larger
  }

  /// The element at `index`, below `count`.
  subscript(index: Int) -> Element {
    @inline(__always) get {
      precondition(UInt(bitPattern: index) < UInt(bitPattern: count))
      // SAFETY: checked just now.
      return unsafe memory[index]
    }
    @inline(__always) set {
      precondition(UInt(bitPattern: index) < UInt(bitPattern: count))
      // SAFETY: checked just now.
      unsafe memory[index] = newValue
    }
  }

  /// The elements, for loops that check once: valid until the buffer grows.
  @unsafe var elements: UnsafeMutableBufferPointer<Element> {
    @inline(__always) get { unsafe UnsafeMutableBufferPointer(start: memory.baseAddress, count: count) }
  }
}
