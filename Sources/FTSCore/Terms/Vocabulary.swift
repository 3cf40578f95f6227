import CPrefetch
import FTSAnalysis

/// Numbers the terms of texts by the forms in which they occur: a form that was seen before
/// is one look-up; only new forms are stemmed.
///
/// A text's forms are gathered before they are looked up, so that the places where they will be looked for can be
/// asked for ahead: the table is far larger than the processor's cache.
struct Vocabulary: ~Copyable {
  private struct Slot: BitwiseCopyable {
    var key: FormKey
    var term: UInt32
    /// How often the form was looked up by `resolve`.
    var occurrences: UInt32
  }

  /// A form of the text at hand.
  private struct Gathered: BitwiseCopyable {
    /// `none` for a form that is too long for a key.
    var key: FormKey
    /// The number of such a form.
    var longForm: UInt32
  }

  /// Bytes of memory past which one kept from search to search begins anew.
  static let limit = 16 << 20

  /// Places of a table to begin with: few, since a process that searches once meets few words.
  private static let smallest = 1 << 10
  /// Forms that may be gathered before they are looked up.
  private static let gatheredLimit = 1 << 10
  /// How many look-ups ahead a place is asked for.
  private static let distance = 12

  /// A hash table with open addressing, of the forms that have a key.
  private var slots = ScratchBuffer<Slot>()
  private var used = 0
  private var longForms = ByteStringTable(capacity: 16)
  /// By number of a long form.
  private var longFormSlots: [Slot] = []
  private var gathered = ScratchBuffer<Gathered>()
  private(set) var terms = ByteStringTable(capacity: smallest)

  init() { clear(Self.smallest) }

  /// Bytes of memory held.
  var memory: Int {
    slots.count * MemoryLayout<Slot>.stride + longForms.memory
      + longFormSlots.capacity * MemoryLayout<Slot>.stride + terms.memory
  }

  /// The number of a term that is at hand as such.
  mutating func number(ofTerm term: [UInt8]) -> UInt32 { UInt32(terms.intern(term.span).number) }

  /// The number of the term of `form`.
  mutating func termNumber(of form: Span<UInt8>, _ tokenizer: Tokenizer) -> UInt32 {
    if form.count > FormKey.capacity { return longFormSlots[longForm(form, tokenizer)].term }
    return slots[find(FormKey(form), tokenizer)].term
  }

  /// Takes a form whose term `resolve` will tell. Returns true when it is time to call it.
  @inline(__always)
  mutating func gather(_ form: Span<UInt8>, _ tokenizer: Tokenizer) -> Bool {
    if form.count <= FormKey.capacity {
      gathered.append(Gathered(key: FormKey(form), longForm: 0))
    } else {
      gathered.append(Gathered(key: .none, longForm: UInt32(longForm(form, tokenizer))))
    }
    return gathered.count == Self.gatheredLimit
  }

  /// Appends the numbers of the terms of the forms gathered since the last call, and counts them.
  mutating func resolve(_ tokenizer: Tokenizer, into tokens: inout [UInt32]) {
    let count = gathered.count
    // Swift 6.3 would write the count of the storage that all empty arrays share.
    guard count > 0 else { return }
    tokens.append(addingCapacity: count) { tokens in
      for index in 0..<min(Self.distance, count) { prefetch(gathered[index].key) }
      for index in 0..<count {
        if index + Self.distance < count { prefetch(gathered[index + Self.distance].key) }
        tokens.append(countedTerm(of: gathered[index], tokenizer))
      }
    }
    gathered.removeAll()
  }

  /// By number of a term, how often `resolve` has told it.
  func occurrences() -> [UInt32] {
    var occurrences = [UInt32](repeating: 0, count: terms.count)
    for index in 0..<slots.count where slots[index].key.count > 0 {
      occurrences[Int(slots[index].term)] += slots[index].occurrences
    }
    for slot in longFormSlots { occurrences[Int(slot.term)] += slot.occurrences }
    return occurrences
  }

  /// The forms that `resolve` has met, in order.
  func forms() -> SortedForms {
    var forms: [SortedForms.Form] = []
    forms.reserveCapacity(used + longFormSlots.count)
    for index in 0..<slots.count where slots[index].occurrences > 0 {
      let slot = slots[index]
      forms.append(SortedForms.Form(key: slot.key, term: slot.term, occurrences: slot.occurrences))
    }
    for (number, slot) in longFormSlots.enumerated() where slot.occurrences > 0 {
      forms.append(
        SortedForms.Form(longForm: number, of: longForms, term: slot.term, occurrences: slot.occurrences))
    }
    return SortedForms(forms, longForms)
  }

  @inline(__always)
  private mutating func countedTerm(of form: Gathered, _ tokenizer: Tokenizer) -> UInt32 {
    if form.key.count == 0 {
      longFormSlots[Int(form.longForm)].occurrences += 1
      return longFormSlots[Int(form.longForm)].term
    }
    let place = find(form.key, tokenizer)
    slots[place].occurrences += 1
    return slots[place].term
  }

  /// Where the form is in `slots`, from now on if it is new.
  @inline(__always)
  private mutating func find(_ key: FormKey, _ tokenizer: Tokenizer) -> Int {
    let mask = slots.count - 1
    var place = key.place & mask
    while !slots[place].key.isEqual(key) {
      if slots[place].key.count == 0 { return insert(key, tokenizer) }
      place = (place + 1) & mask
    }
    return place
  }

  @inline(never)
  private mutating func insert(_ key: FormKey, _ tokenizer: Tokenizer) -> Int {
    let term = key.withForm { form in tokenizer.withTerm(of: form) { UInt32(terms.intern($0).number) } }
    used += 1
    if used * 2 > slots.count { grow() }
    let place = freePlace(for: key)
    slots[place] = Slot(key: key, term: term, occurrences: 0)
    return place
  }

  private func freePlace(for key: FormKey) -> Int {
    let mask = slots.count - 1
    var place = key.place & mask
    while slots[place].key.count > 0 { place = (place + 1) & mask }
    return place
  }

  private mutating func grow() {
    var old: [Slot] = []
    for index in 0..<slots.count where slots[index].key.count > 0 { old.append(slots[index]) }
    clear(slots.count * 2)
    for slot in old { slots[freePlace(for: slot.key)] = slot }
  }

  /// Makes `slots` a table of so many empty places.
  private mutating func clear(_ count: Int) {
    slots = ScratchBuffer(repeating: Slot(key: .none, term: 0, occurrences: 0), count: count)
  }

  /// The number of a form that is too long for a key.
  private mutating func longForm(_ form: Span<UInt8>, _ tokenizer: Tokenizer) -> Int {
    let (number, isNew) = longForms.intern(form)
    if isNew {
      let term = tokenizer.withTerm(of: form) { UInt32(terms.intern($0).number) }
      longFormSlots.append(Slot(key: .none, term: term, occurrences: 0))
    }
    return number
  }

  @inline(__always)
  private func prefetch(_ key: FormKey) {
    // SAFETY: nothing is read.
    unsafe ftsd_prefetch(slots.elements.baseAddress! + key.place & (slots.count - 1))
  }
}
