import TOMLKit

/// Settings from a file, in TOML.
struct SettingsFile {
  /// Bytes a file may have.
  private static let maximumBytes = 1 << 16

  private let path: String
  /// On which line each key stands.
  private let lines: SettingsLines
  private let root: TOMLTable

  /// - Throws: `Failure` where the file cannot be read or says something that is not a setting.
  static func read(_ path: String) throws -> SettingsLayer {
    let bytes = try Files.read(path)
    guard bytes.count <= maximumBytes, let text = String(validating: bytes, as: UTF8.self) else {
      throw SettingsError("a file with settings is UTF-8 and has at most \(maximumBytes) bytes", origin: path)
    }
    return try SettingsFile(text, path: path).layer()
  }

  /// - Parameter path: As errors name it.
  init(_ text: String, path: String) throws(SettingsError) {
    self.path = path
    do {
      root = try TOMLTable(string: text)
    } catch {
      let error = error as? TOMLParseError
      throw SettingsError(
        error?.description ?? "this is not TOML",
        origin: "\(path), line \(error?.source.begin.line ?? 1)")
    }
    lines = SettingsLines(of: text)
  }

  /// What it says.
  ///
  /// - Throws: For a key that is not a setting, or a value that is not of its type.
  func layer() throws(SettingsError) -> SettingsLayer {
    var layer = SettingsLayer()
    for key in root.keys {
      guard let value = root[key] else { continue }
      if key == "listener" {
        layer.listeners = try listeners(value)
      } else if let setting = Setting(rawValue: key) {
        layer.values[setting] = try self.value(value, of: setting, at: key)
      } else {
        throw SettingsError(
          unknown: key, among: Setting.allCases.map(\.rawValue) + ["listener"], origin: origin(key))
      }
    }
    return layer
  }

  private func listeners(_ value: any TOMLValueConvertible) throws(SettingsError) -> [ListenerSettings] {
    guard let array = value.array, array.allSatisfy({ $0.table != nil }) else {
      throw SettingsError("each listener is a table of its own: [[listener]]", origin: origin("listener"))
    }
    var listeners: [ListenerSettings] = []
    for (index, table) in array.compactMap(\.table).enumerated() {
      listeners.append(try listener(table, at: SettingsLines.path("listener", index)))
    }
    return listeners
  }

  private func listener(_ table: TOMLTable, at path: String) throws(SettingsError) -> ListenerSettings {
    var places: [(key: String, name: String)] = []
    var listener = ListenerSettings(place: ("", ""), origin: origin(path))
    for key in table.keys {
      guard let value = table[key] else { continue }
      let keyPath = SettingsLines.path(path, key)
      switch key {
      case "socket", "listen", "systemd":
        guard let name = value.string else {
          throw SettingsError("\(key) must be a string here", origin: origin(keyPath))
        }
        places.append((key, name))
      case "read-only":
        guard let flag = value.bool else {
          throw SettingsError("read-only is true or false", origin: origin(keyPath))
        }
        listener.isReadOnly = flag
      default:
        guard let setting = Setting(rawValue: key), ListenerSettings.settings.contains(setting) else {
          throw SettingsError(
            unknown: key,
            among: ListenerSettings.settings.map(\.rawValue) + ["socket", "listen", "systemd", "read-only"],
            what: "setting of a listener", origin: origin(keyPath))
        }
        listener.values[setting] = try self.value(value, of: setting, at: keyPath)
      }
    }
    guard places.count == 1 else {
      throw SettingsError("a listener has one of socket, listen and systemd", origin: origin(path))
    }
    listener.place = places[0]
    return listener
  }

  private func value(
    _ value: any TOMLValueConvertible, of setting: Setting, at path: String
  ) throws(SettingsError) -> SettingValue {
    let origin = origin(path)
    switch setting.kind {
    case .text:
      if let text = value.string { return SettingValue(text, origin: origin) }
      throw SettingsError("\(setting.rawValue) must be a string, in quotes", origin: origin)
    case .list:
      if let text = value.string { return SettingValue(text, origin: origin) }
      if let array = value.array, array.allSatisfy({ $0.string != nil }) {
        return SettingValue(array.compactMap(\.string), origin: origin)
      }
      throw SettingsError("\(setting.rawValue) must be an array of strings", origin: origin)
    case .flag:
      if let flag = value.bool { return SettingValue("\(flag)", origin: origin) }
      throw SettingsError("\(setting.rawValue) is true or false", origin: origin)
    case .number:
      if let number = value.int { return SettingValue("\(number)", origin: origin) }
      throw SettingsError("\(setting.rawValue) must be a whole number", origin: origin)
    }
  }

  private func origin(_ keyPath: String) -> String {
    lines.line(of: keyPath).map { "\(path), line \($0)" } ?? path
  }
}
