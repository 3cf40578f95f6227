/// Reads the forms of ISO 8601 that `Timestamp` documents.
struct TimestampScanner {
  private var rest: Substring.UTF8View

  init(_ text: String.UTF8View) { rest = text[...] }

  mutating func scan() -> Timestamp? {
    guard let year = number(digits: 4), year >= 1 else { return nil }
    guard accept("-") else { return finish(year, 1, 1, .year) }
    guard let month = number(digits: 2), (1...12).contains(month) else { return nil }
    guard accept("-") else { return finish(year, month, 1, .month) }
    guard let day = number(digits: 2), day >= 1, day <= CivilDate.days(inMonth: month, of: year)
    else { return nil }
    guard accept("T") || accept("t") || accept(" ") else { return finish(year, month, day, .day) }
    guard let time = timeOfDay(), let offset = zone() else { return nil }
    return finish(year, month, day, .second, offset: time - offset)
  }

  private func finish(
    _ year: Int64, _ month: Int64, _ day: Int64, _ precision: Timestamp.Precision, offset: Int64 = 0
  ) -> Timestamp? {
    guard rest.isEmpty else { return nil }
    let days = CivilDate.daysSince1970(year: year, month: month, day: day)
    return Timestamp(seconds: days * 86_400 + offset, precision: precision)
  }

  /// Seconds since midnight.
  private mutating func timeOfDay() -> Int64? {
    guard let hour = number(digits: 2), hour < 24, accept(":"), let minute = number(digits: 2), minute < 60
    else { return nil }
    guard accept(":") else { return hour * 3600 + minute * 60 }
    // 60 is a leap second, told as the second after.
    guard let second = number(digits: 2), second <= 60 else { return nil }
    if accept(".") || accept(",") {
      guard number(digits: 1) != nil else { return nil }
      while number(digits: 1) != nil {}
    }
    return hour * 3600 + minute * 60 + second
  }

  /// Seconds east of UTC.
  private mutating func zone() -> Int64? {
    if rest.isEmpty || accept("Z") || accept("z") { return 0 }
    let sign: Int64
    if accept("+") { sign = 1 } else if accept("-") { sign = -1 } else { return nil }
    guard let hours = number(digits: 2), hours < 24 else { return nil }
    _ = accept(":")
    if rest.isEmpty { return sign * hours * 3600 }
    guard let minutes = number(digits: 2), minutes < 60 else { return nil }
    return sign * (hours * 3600 + minutes * 60)
  }

  private mutating func accept(_ character: Unicode.Scalar) -> Bool {
    guard let first = rest.first, UInt32(first) == character.value else { return false }
    rest.removeFirst()
    return true
  }

  private mutating func number(digits: Int) -> Int64? {
    let taken = rest.prefix(digits)
    guard taken.count == digits else { return nil }
    var value: Int64 = 0
    for byte in taken {
      guard (0x30...0x39).contains(byte) else { return nil }
      value = value * 10 + Int64(byte - 0x30)
    }
    rest.removeFirst(digits)
    return value
  }
}
