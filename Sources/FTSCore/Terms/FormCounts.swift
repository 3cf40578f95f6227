/// Forms of several segments, and how often each occurs in all of them.
struct FormCounts {
  private var forms = ByteStringTable(capacity: 1 << 6)
  private var occurrences: [Int] = []

  mutating func add(_ form: Span<UInt8>, _ occurrences: Int) {
    let (number, isNew) = forms.intern(form)
    if isNew { self.occurrences.append(occurrences) } else { self.occurrences[number] += occurrences }
  }

  /// The most frequent forms, of equal ones the first in order of their bytes first.
  func best(_ limit: Int) -> [(form: [UInt8], occurrences: Int)] {
    // Few are wanted of many: each takes its place among the best so far.
    var best: [Int] = []
    for number in occurrences.indices {
      if best.count == limit, let last = best.last, !isBetter(number, last) { continue }
      if best.count == limit { best.removeLast() }
      best.insert(number, at: best.firstIndex { isBetter(number, $0) } ?? best.count)
    }
    return best.map { (forms.string($0), occurrences[$0]) }
  }

  private func isBetter(_ a: Int, _ b: Int) -> Bool {
    if occurrences[a] != occurrences[b] { return occurrences[a] > occurrences[b] }
    return forms.string(a).lexicographicallyPrecedes(forms.string(b))
  }
}
