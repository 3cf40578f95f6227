/// Settings from the environment.
enum SettingsEnvironment {
  /// Variables that begin like settings and are none.
  private static let others = [config, token, "FTSD_SHARED_DATA"]
  /// Names the file with settings.
  static let config = "FTSD_CONFIG"
  /// Holds the token of TCP listeners.
  static let token = "FTSD_TOKEN"

  /// Elements of lists are separated by commas. An empty variable is one that is not set.
  ///
  /// - Throws: For a variable that begins with `FTSD_` and means nothing, or that holds no value of its setting.
  static func read(_ environment: [String: String]) throws(SettingsError) -> SettingsLayer {
    var layer = SettingsLayer()
    let settings = Dictionary(uniqueKeysWithValues: Setting.allCases.map { ($0.variable, $0) })
    for (name, text) in environment.sorted(by: { $0.key < $1.key })
    where name.hasPrefix("FTSD_") && !text.isEmpty {
      let origin = "$" + name
      guard let setting = settings[name] else {
        if name == token { layer.token = SettingValue(text, origin: origin) }
        if others.contains(name) { continue }
        throw SettingsError(
          unknown: name, among: settings.keys.sorted() + others, what: "variable", origin: origin)
      }
      layer.values[setting] =
        setting.kind == .list
        ? SettingValue(text.split(separator: ",").map(String.init), origin: origin)
        : SettingValue(text, origin: origin)
    }
    return layer
  }
}
