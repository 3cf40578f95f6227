/// What is wrong with the settings, and where.
struct SettingsError: Error, Equatable, CustomStringConvertible {
  /// For the person in front of it.
  let description: String

  /// - Parameter origin: As of a `SettingValue`.
  init(_ reason: String, origin: String) { description = "\(origin): \(reason)" }

  /// For a name that does not exist.
  init(unknown name: String, among known: [String], what: String = "setting", origin: String) {
    let nearest = NearestName.of(name, among: known)
    self.init(
      "there is no \(what) '\(name)'" + (nearest.map { "; did you mean '\($0)'?" } ?? ""), origin: origin)
  }
}
