/// The forms of a vocabulary in ascending order of their bytes.
struct SortedForms {
  /// A form, the term it has and how often it was met.
  struct Form: BitwiseCopyable {
    /// See `FormKey.order`; of a long form that of its first bytes, above all forms that are no more than those.
    fileprivate let order: (UInt64, UInt64)
    /// Number of a form that is too long for a key.
    fileprivate let longForm: UInt32
    let term: UInt32
    let occurrences: UInt32

    fileprivate static let longMark: UInt64 = 0xFF

    init(key: FormKey, term: UInt32, occurrences: UInt32) {
      order = key.order
      longForm = 0
      self.term = term
      self.occurrences = occurrences
    }

    /// - Parameter table: the long forms.
    init(longForm: Int, of table: ByteStringTable, term: UInt32, occurrences: UInt32) {
      let head = table.withString(longForm) { FormKey($0.extracting(first: FormKey.capacity)).order }
      order = (head.0, head.1 | Self.longMark)
      self.longForm = UInt32(longForm)
      self.term = term
      self.occurrences = occurrences
    }

    fileprivate var isLong: Bool { order.1 & Self.longMark == Self.longMark }
  }

  private let forms: [Form]
  private let longForms: ByteStringTable

  /// - Parameter forms: in any order, each once.
  init(_ forms: consuming [Form], _ longForms: ByteStringTable) {
    self.longForms = longForms
    forms.sort { a, b in a.order == b.order ? Self.compare(a, longForms, b, longForms) < 0 : a.order < b.order
    }
    self.forms = forms
  }

  var count: Int { forms.count }

  subscript(index: Int) -> Form { forms[index] }

  /// The bytes of a form.
  func bytes(_ index: Int) -> [UInt8] {
    let form = forms[index]
    if form.isLong { return longForms.string(Int(form.longForm)) }
    let count = Int(truncatingIfNeeded: form.order.1 & Form.longMark)
    return unsafe withUnsafeBytes(of: (form.order.0.bigEndian, form.order.1.bigEndian)) {
      // SAFETY: the bytes of trivial local values, copied before they go; a key has fewer than those.
      unsafe Array($0.prefix(count))
    }
  }

  /// Order of a form and one of another vocabulary: negative, zero or positive.
  func compare(_ index: Int, _ other: SortedForms, _ otherIndex: Int) -> Int {
    let (a, b) = (forms[index], other.forms[otherIndex])
    if a.order != b.order { return a.order < b.order ? -1 : 1 }
    return Self.compare(a, longForms, b, other.longForms)
  }

  /// The same for forms of equal order: both are long, or they are the same.
  private static func compare(_ a: Form, _ first: ByteStringTable, _ b: Form, _ second: ByteStringTable)
    -> Int
  {
    guard a.isLong else { return 0 }
    return first.withString(Int(a.longForm)) { a in
      second.withString(Int(b.longForm)) { b in a.withBlob { a in b.withBlob { b in FTSCore.compare(a, b) } }
      }
    }
  }
}
