/// Goes through the forms of several vocabularies as through those of one.
struct FormMerge {
  /// A form of one or more of the vocabularies.
  struct Form {
    let bytes: [UInt8]
    /// One of the workers that have met it, and the number of its term there.
    let worker: Int
    let term: Int
    /// How often the workers have met it, together.
    let occurrences: Int
  }

  private let workers: [SortedForms]
  /// By worker, how many of its forms have been handed out.
  private var heads: [Int]

  /// - Parameter workers: the forms of each.
  init(_ workers: [SortedForms]) {
    self.workers = workers
    heads = workers.map { _ in 0 }
  }

  /// The next form in order; `nil` at the end.
  mutating func next() -> Form? {
    guard let least = leastHead() else { return nil }
    let head = heads[least]
    let form = workers[least][head]
    var occurrences = 0
    for worker in workers.indices where heads[worker] < workers[worker].count {
      if worker != least, workers[worker].compare(heads[worker], workers[least], head) != 0 { continue }
      occurrences += Int(workers[worker][heads[worker]].occurrences)
      heads[worker] += 1
    }
    return Form(
      bytes: workers[least].bytes(head), worker: least, term: Int(form.term), occurrences: occurrences)
  }

  /// The worker whose next form is least.
  private func leastHead() -> Int? {
    var least: Int?
    for worker in workers.indices where heads[worker] < workers[worker].count {
      if let current = least,
        workers[worker].compare(heads[worker], workers[current], heads[current]) >= 0
      {
        continue
      }
      least = worker
    }
    return least
  }
}
