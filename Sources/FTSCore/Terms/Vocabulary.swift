import FTSAnalysis

/// Numbers the terms of texts by the forms in which they occur: a form that was seen before
/// is one look-up; only new forms are stemmed.
///
/// Most tokens are a few thousand words. Those met last are kept in a small table of their own
/// that stays in the processor's cache, where the large ones do not.
struct Vocabulary {
  private struct Recent {
    var key: UInt64 = 0
    var form: UInt32 = 0
    var term: UInt32 = 0
  }

  private var recent: [Recent]
  private var forms: ByteStringTable
  /// By number of a form: the number of its term.
  private var termOfForm: [UInt32] = []
  private(set) var terms: ByteStringTable

  /// - Parameters:
  ///   - recent: Size of the table of words met last, a power of two.
  ///   - capacity: Size of the other tables to begin with, a power of two.
  init(recent: Int = 1 << 15, capacity: Int = 1 << 12) {
    self.recent = [Recent](repeating: Recent(), count: recent)
    forms = ByteStringTable(capacity: capacity)
    terms = ByteStringTable(capacity: capacity)
  }

  /// Bytes of memory held.
  var memory: Int { forms.memory + terms.memory + termOfForm.capacity * 4 }

  /// The number of a term that is at hand as such.
  mutating func number(ofTerm term: [UInt8]) -> UInt32 { UInt32(terms.intern(term.span).number) }

  /// The number of the term of `form`.
  @inline(__always)
  mutating func termNumber(of form: Span<UInt8>, _ tokenizer: Tokenizer) -> UInt32 {
    let key = ByteStringTable.key(of: form)
    let place = ByteStringTable.place(of: key) & (recent.count - 1)
    if recent[place].key == key,
      ByteStringTable.isUnique(key) || forms.isEqual(Int(recent[place].form), form)
    {
      return recent[place].term
    }
    let (formNumber, isNew) = forms.intern(form, key: key)
    if isNew {
      termOfForm.append(tokenizer.withTerm(of: form) { UInt32(terms.intern($0).number) })
    }
    let term = termOfForm[formNumber]
    recent[place] = Recent(key: key, form: UInt32(formNumber), term: term)
    return term
  }
}
