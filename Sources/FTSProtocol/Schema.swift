/// What a JSON value may be: as much of JSON Schema (draft 2020-12) as requests and answers need.
package indirect enum Schema: Equatable, Sendable {
  case string
  /// One of some strings.
  case choice([String])
  /// A whole number, within a range where there is one.
  case integer(ClosedRange<Int>? = nil)
  case number
  case boolean
  /// Anything.
  case any
}
