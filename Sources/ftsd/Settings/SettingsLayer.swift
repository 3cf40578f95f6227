/// What one source says: a file, the environment or the command line.
struct SettingsLayer: Equatable {
  var values: [Setting: SettingValue] = [:]
  /// Listeners told one by one, which a file alone can.
  var listeners: [ListenerSettings] = []
  /// The token itself, which the environment alone may hold.
  var token: SettingValue?

  /// Whether it says where to listen. If so, no weaker source is asked for that.
  var namesListeners: Bool {
    !listeners.isEmpty || [.socket, .readOnlySocket, .listen, .http].contains { values[$0] != nil }
  }
}

/// One listener as a file tells it.
struct ListenerSettings: Equatable {
  /// `socket`, `listen`, `http` or `systemd`, and which.
  var place: (key: String, name: String)
  var isReadOnly = false
  /// Of the settings that listeners can have of their own.
  var values: [Setting: SettingValue] = [:]
  var origin: String

  static func == (left: ListenerSettings, right: ListenerSettings) -> Bool {
    left.place == right.place && left.isReadOnly == right.isReadOnly && left.values == right.values
      && left.origin == right.origin
  }

  /// Those settings.
  static let settings: [Setting] = [.socketMode, .socketGroup, .readers, .writers, .tokenFile]
}
