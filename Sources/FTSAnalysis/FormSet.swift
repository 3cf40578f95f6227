/// Forms, as a ``Tokenizer`` gives them without the mark of a language, among which one is looked up where it lies.
public struct FormSet: Equatable, Sendable {
  /// Ascending by their bytes, each once.
  private let forms: [[UInt8]]

  /// Those forms; by default none.
  public init(_ forms: some Sequence<[UInt8]> = []) {
    self.forms = Set(forms).sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// Whether there is none.
  public var isEmpty: Bool { forms.isEmpty }

  /// The forms as texts, ascending by their bytes.
  public var texts: [String] { forms.map { String(decoding: $0, as: UTF8.self) } }

  /// Whether a form is one of them.
  public func contains(_ form: Span<UInt8>) -> Bool {
    var low = 0
    var high = forms.count
    while low < high {
      let middle = (low + high) / 2
      let order = Self.order(form, forms[middle])
      if order == 0 { return true }
      if order < 0 { high = middle } else { low = middle + 1 }
    }
    return false
  }

  /// Below 0 where `a` comes first, above 0 where `b` does.
  private static func order(_ a: Span<UInt8>, _ b: [UInt8]) -> Int {
    var index = 0
    while index < a.count, index < b.count {
      if a[index] != b[index] { return Int(a[index]) - Int(b[index]) }
      index += 1
    }
    return a.count - b.count
  }
}
