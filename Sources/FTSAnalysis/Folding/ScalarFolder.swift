/// Folds scalars into a ``FormBuffer``: full case folding, no compatibility characters, canonical composition (all
/// together as Unicode's NFKC_Casefold) and, if asked, no diacritics.
///
/// What most scalars fold to does not depend on their neighbours and is remembered, so that the letters of one
/// language are looked up once.
struct ScalarFolder {
  private struct Memo {
    var code = UTF8Scalar.invalid
    var count: UInt8 = 0
    /// The folded UTF-8, first byte lowest.
    var bytes: UInt64 = 0
  }

  private static let memoCount = 256

  private let stripsDiacritics: Bool
  private var memos: [Memo] = []

  /// - Parameter stripsDiacritics: whether é becomes e and ø becomes o.
  init(stripsDiacritics: Bool) {
    self.stripsDiacritics = stripsDiacritics
  }

  /// Appends what the scalar `code` folds to.
  mutating func append(_ code: UInt32, to form: inout FormBuffer) {
    if memos.isEmpty { memos = Array(repeating: Memo(), count: Self.memoCount) }
    let slot = Int(code) & (Self.memoCount - 1)
    if memos[slot].code != code {
      guard let memo = memo(of: code) else {
        forEachFolded(code) { form.appendComposing($0) }
        return
      }
      memos[slot] = memo
    }
    form.append(utf8: memos[slot].bytes, count: Int(memos[slot].count))
  }

  /// What to remember, or `nil` where the outcome depends on what stands before or is long.
  private func memo(of code: UInt32) -> Memo? {
    var scratch = FormBuffer()
    var dependsOnPrevious = false
    forEachFolded(code) {
      if scratch.isEmpty && CanonicalMapping.dependsOnPrevious($0) { dependsOnPrevious = true }
      scratch.appendComposing($0)
    }
    guard !dependsOnPrevious, scratch.count <= 8 else { return nil }
    var memo = Memo(code: code, count: UInt8(scratch.count))
    scratch.withBytes { folded in
      for index in folded.indices.reversed() { memo.bytes = memo.bytes << 8 | UInt64(folded[index]) }
    }
    return memo
  }

  private func forEachFolded(_ code: UInt32, _ body: (UInt32) -> Void) {
    guard let scalar = Unicode.Scalar(code), !LetterFolding.isInvisible(scalar) else { return }
    if let compatible = CompatibilityMapping.scalars(for: code) {
      for code in compatible { forEachCaseFolded(Unicode.Scalar(code) ?? scalar, body) }
    } else {
      forEachCaseFolded(scalar, body)
    }
  }

  private func forEachCaseFolded(_ scalar: Unicode.Scalar, _ body: (UInt32) -> Void) {
    let lower = LetterFolding.caseVariants[scalar.value] ?? scalar.properties.lowercaseMapping
    for scalar in lower.unicodeScalars {
      CanonicalMapping.decompose(scalar.value) { part in
        guard stripsDiacritics else { return body(part) }
        if LetterFolding.isDiacritic(part) { return }
        if let letters = LetterFolding.letters[part] {
          for letter in letters.unicodeScalars { body(letter.value) }
        } else {
          body(part)
        }
      }
    }
  }
}
