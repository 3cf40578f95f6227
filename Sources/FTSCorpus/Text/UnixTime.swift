import FTSDocument

extension Timestamp {
  /// A moment in seconds since 1970-01-01T00:00:00Z; `nil` outside the years 0001 to 9999.
  init?(unix seconds: Int) {
    guard (-62_135_596_800...253_402_300_799).contains(seconds) else { return nil }
    self.init(seconds: Int64(seconds))
  }
}
