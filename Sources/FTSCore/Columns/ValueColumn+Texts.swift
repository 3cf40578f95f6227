extension ValueColumn {
  /// Values that are this text to the byte, or the number that is written so.
  func values(equalTo text: String) -> OrdinalSet {
    var ordinals = texts.number(of: Array(text.utf8)).map { [$0] } ?? []
    if let number = Double(text), Self.text(of: number) == text {
      let index = partitionPoint(numberCount) { self.number($0) >= number }
      if index < numberCount, self.number(index) == number { ordinals.append(ordinal(ofNumber: index)) }
    }
    return OrdinalSet(ordinals, of: count)
  }

  /// Texts for which `predicate` holds, and numbers for which it does as they are written.
  func values<Failure: Error>(
    where predicate: (Span<UInt8>) throws(Failure) -> Bool
  ) throws(Failure) -> OrdinalSet {
    var ordinals: [Int] = []
    var cursor = texts.makeCursor()
    var ordinal = 0
    while ordinal < texts.count, cursor.next() {
      if try predicate(cursor.text.span) { ordinals.append(ordinal) }
      ordinal += 1
    }
    for index in 0..<numberCount where try predicate(Self.text(of: number(index)).utf8.span) {
      ordinals.append(self.ordinal(ofNumber: index))
    }
    return OrdinalSet(ordinals, of: count)
  }

  /// A number as one writes it: a whole one without a point, 0 without a sign.
  static func text(of number: Double) -> String {
    if number == 0 { return "0" }
    let text = number.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
