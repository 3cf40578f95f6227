import FTSDaemon
import FTSProtocol
import Logging

/// What a daemon is set to, all sources taken together and all of it checked.
struct ServeSettings {
  /// Directory of the index.
  let index: String
  /// File of synonyms.
  let synonyms: String?
  /// File of stop words.
  let stopWords: String?
  /// Directory of backups.
  let backups: String?
  /// Milliseconds for a request that does not say.
  let timeout: Int
  /// How much it takes on at once.
  let bounds: Bounds
  /// Where it serves, and whom.
  let listeners: [ListenerConfiguration]
  /// What it logs, and how.
  let log: LogSettings
  /// The settings as a file would have them, with their sources, and without the token.
  let text: String

  /// - Parameter layers: The weakest first.
  /// - Throws: `SettingsError` for a value that is none, `Failure` for a token that cannot be read.
  init(_ layers: [SettingsLayer]) throws {
    let values = layers.reduce(into: [:]) { $0.merge($1.values) { $1 } }
    let listening = layers.last { $0.namesListeners } ?? SettingsLayer()
    guard let index = values[.index]?.text, !index.isEmpty else {
      throw SettingsError("nothing says where the index is", origin: Setting.index.rawValue)
    }
    self.index = index
    synonyms = values[.synonyms]?.text
    stopWords = values[.stopWords]?.text
    timeout = try Self.number(values, .timeout, 1...Limits.timeoutMilliseconds)
    backups = values[.backups]?.text
    var bounds = Bounds()
    bounds.connections = try Self.number(values, .connections, 1...1_000_000)
    bounds.workers = try Self.number(values, .workers, 1...1_024)
    bounds.queue = try Self.number(values, .queue, 0...1_000_000)
    bounds.idleSeconds = try Self.number(values, .idleTimeout, 1...86_400)
    bounds.bodySeconds = try Self.number(values, .bodyTimeout, 1...86_400)
    self.bounds = bounds
    log = LogSettings(
      level: try Self.choice(values, .logLevel),
      format: try Self.choice(values, .logFormat),
      requests: try Self.flag(values, .logRequests), queries: try Self.flag(values, .logQueries),
      slowMilliseconds: try Self.number(values, .slowQuery, 0...1_000_000_000))
    let resolver = ListenerResolver(values: values, layers: layers)
    let told = Self.listeners(of: listening)
    listeners = try told.map { try resolver.configuration(of: $0) }
    text = SettingsText.text(values, listeners: told)
  }

  /// The listeners that a source names, those told one by one behind the others.
  private static func listeners(of layer: SettingsLayer) -> [ListenerSettings] {
    var listeners: [ListenerSettings] = []
    for (setting, key, isReadOnly) in [
      (Setting.socket, "socket", false), (.readOnlySocket, "socket", true), (.listen, "listen", false),
      (.http, "http", false),
    ] {
      guard let value = layer.values[setting] else { continue }
      listeners += value.elements.map {
        ListenerSettings(place: (key, $0), isReadOnly: isReadOnly, origin: value.origin)
      }
    }
    return listeners + layer.listeners
  }

  private static func choice<Value: CaseIterable & RawRepresentable<String>>(
    _ values: [Setting: SettingValue], _ setting: Setting
  ) throws(SettingsError) -> Value {
    let value = values[setting] ?? SettingValue("", origin: "")
    guard let made = Value(rawValue: value.text) else {
      let names = Value.allCases.map(\.rawValue)
      throw SettingsError(
        "\(setting.rawValue) is one of \(names.joined(separator: ", ")), not '\(value.text)'",
        origin: value.origin)
    }
    return made
  }

  private static func flag(_ values: [Setting: SettingValue], _ setting: Setting) throws(SettingsError)
    -> Bool
  {
    let value = values[setting] ?? SettingValue("false", origin: "")
    switch value.text {
    case "true", "1": return true
    case "false", "0": return false
    default:
      throw SettingsError("\(setting.rawValue) is true or false, not '\(value.text)'", origin: value.origin)
    }
  }

  private static func number(
    _ values: [Setting: SettingValue], _ setting: Setting, _ range: ClosedRange<Int>
  ) throws(SettingsError) -> Int {
    let value = values[setting] ?? SettingValue("", origin: "")
    guard let number = Int(value.text), range.contains(number) else {
      throw SettingsError(
        "\(setting.rawValue) is a whole number from \(range.lowerBound) to \(range.upperBound), not '\(value.text)'",
        origin: value.origin)
    }
    return number
  }
}
