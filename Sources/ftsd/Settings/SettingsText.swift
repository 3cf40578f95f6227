/// Settings as a file would have them.
enum SettingsText {
  /// - Parameter listeners: in the place of the settings that name some.
  static func text(_ values: [Setting: SettingValue], listeners: [ListenerSettings]) -> String {
    var lines = Setting.allCases.compactMap { setting -> String? in
      guard let value = values[setting], ![.socket, .readOnlySocket, .listen, .http].contains(setting) else {
        return nil
      }
      return line(setting, value) + "  # " + value.origin
    }
    for listener in listeners {
      lines += ["", "[[listener]]  # " + listener.origin]
      lines.append("\(listener.place.key) = \(quoted(listener.place.name))")
      if listener.isReadOnly { lines.append("read-only = true") }
      lines += Setting.allCases.compactMap { setting in listener.values[setting].map { line(setting, $0) } }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func line(_ setting: Setting, _ value: SettingValue) -> String {
    let text =
      switch setting.kind {
      case .text: quoted(value.text)
      case .list: "[" + value.elements.map(quoted).joined(separator: ", ") + "]"
      case .flag, .number: value.text
      }
    return "\(setting.rawValue) = \(text)"
  }

  /// A basic string of TOML.
  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\" + String(scalar)
      case _ where scalar.value < 0x20 || scalar.value == 0x7f:
        let hexadecimal = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - hexadecimal.count) + hexadecimal
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
