import FTSCorpus

/// Settings from a file, in TOML.
struct SettingsFile {
  /// Bytes a file may have.
  private static let maximumBytes = 1 << 16

  private let path: String
  private let document: TOMLReader.Document

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
    do throws(DataSyntax.Failure) {
      document = try TOMLReader.document(text)
    } catch {
      throw SettingsError(error.reason, origin: "\(path), line \(error.line ?? 1)")
    }
  }

  /// What it says.
  ///
  /// - Throws: For a key that is not a setting, or a value that is not of its type.
  func layer() throws(SettingsError) -> SettingsLayer {
    var layer = SettingsLayer()
    for member in document.members {
      let key = member.key
      if key == "listener" {
        layer.listeners = try listeners(member.value)
      } else if let setting = Setting(rawValue: key) {
        layer.values[setting] = try value(member.value, of: setting, at: key)
      } else {
        throw SettingsError(
          unknown: key, among: Setting.allCases.map(\.rawValue) + ["listener"], origin: origin(key))
      }
    }
    return layer
  }

  private func listeners(_ value: JSONValue) throws(SettingsError) -> [ListenerSettings] {
    guard case .array(let elements) = value else { throw notAListener }
    var listeners: [ListenerSettings] = []
    for (index, element) in elements.enumerated() {
      guard case .object(let members) = element else { throw notAListener }
      listeners.append(try listener(members, at: "listener[\(index)]"))
    }
    return listeners
  }

  private var notAListener: SettingsError {
    SettingsError("each listener is a table of its own: [[listener]]", origin: origin("listener"))
  }

  private func listener(_ members: [JSONMember], at path: String) throws(SettingsError) -> ListenerSettings {
    var places: [(key: String, name: String)] = []
    var listener = ListenerSettings(place: ("", ""), origin: origin(path))
    for member in members {
      let (key, keyPath) = (member.key, path + "." + member.key)
      switch key {
      case "socket", "listen", "http", "systemd":
        guard case .string(let name) = member.value else {
          throw SettingsError("\(key) must be a string here", origin: origin(keyPath))
        }
        places.append((key, name))
      case "read-only":
        guard case .bool(let flag) = member.value else {
          throw SettingsError("read-only is true or false", origin: origin(keyPath))
        }
        listener.isReadOnly = flag
      default:
        guard let setting = Setting(rawValue: key), ListenerSettings.settings.contains(setting) else {
          throw SettingsError(
            unknown: key,
            among: ListenerSettings.settings.map(\.rawValue) + [
              "socket", "listen", "http", "systemd", "read-only",
            ],
            what: "setting of a listener", origin: origin(keyPath))
        }
        listener.values[setting] = try value(member.value, of: setting, at: keyPath)
      }
    }
    guard places.count == 1 else {
      throw SettingsError("a listener has one of socket, listen, http and systemd", origin: origin(path))
    }
    listener.place = places[0]
    return listener
  }

  private func value(
    _ value: JSONValue, of setting: Setting, at path: String
  ) throws(SettingsError) -> SettingValue {
    let origin = origin(path)
    switch (setting.kind, value) {
    case (.text, .string(let text)), (.list, .string(let text)): return SettingValue(text, origin: origin)
    case (.text, _): throw SettingsError("\(setting.rawValue) must be a string, in quotes", origin: origin)
    case (.list, .array(let elements)):
      let texts = elements.compactMap { if case .string(let text) = $0 { text } else { nil } }
      guard texts.count == elements.count else { break }
      return SettingValue(texts, origin: origin)
    case (.flag, .bool(let flag)): return SettingValue("\(flag)", origin: origin)
    case (.flag, _): throw SettingsError("\(setting.rawValue) is true or false", origin: origin)
    case (.number, .number(let literal)) where Int(literal) != nil:
      return SettingValue(literal, origin: origin)
    case (.number, _): throw SettingsError("\(setting.rawValue) must be a whole number", origin: origin)
    default: break
    }
    throw SettingsError("\(setting.rawValue) must be an array of strings", origin: origin)
  }

  private func origin(_ keyPath: String) -> String {
    document.lines[keyPath].map { "\(path), line \($0)" } ?? path
  }
}
