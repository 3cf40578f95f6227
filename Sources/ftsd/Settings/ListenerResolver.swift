import FTSDaemon
import FTSProtocol
import Glibc

/// Makes of a listener as it was told one that can be opened.
struct ListenerResolver {
  /// What holds for listeners that say nothing themselves.
  let values: [Setting: SettingValue]
  /// Where the token may be, the weakest source first.
  let layers: [SettingsLayer]

  /// - Throws: `SettingsError` for an address, a mode, an account or a token that is none, or for a setting that such a
  ///   listener does not have.
  func configuration(of listener: ListenerSettings) throws -> ListenerConfiguration {
    switch listener.place.key {
    case "listen":
      try refuse(
        [.socketMode, .socketGroup, .readers, .writers], of: listener, "a TCP listener goes by its token")
      let address = try valid(listener.origin) { () throws(Problem) in
        try LoopbackAddress(listener.place.name)
      }
      return .loopback(address, token: try token(of: listener), isReadOnly: listener.isReadOnly)
    case "http":
      try refuse(
        ListenerSettings.settings, of: listener,
        "the page is for whoever reaches its port, and only read from")
      return .page(
        try valid(listener.origin) { () throws(Problem) in try LoopbackAddress(listener.place.name) })
    case "systemd":
      try refuse(
        [.socketMode, .socketGroup], of: listener,
        "mode and group of a socket of systemd's are systemd's to set")
      let policy: AccessPolicy =
        listener.values[.tokenFile] == nil
        ? try credentials(of: listener)
        : AccessPolicy(.token(try token(of: listener)), isReadOnly: listener.isReadOnly)
      return ListenerConfiguration(place: .passed(name: listener.place.name), policy: policy)
    default:
      try refuse([.tokenFile], of: listener, "a socket goes by its users and groups, not by a token")
      let path = try valid(listener.origin) { () throws(Problem) in try SocketPath(listener.place.name) }
      return .socket(
        path, mode: try mode(of: listener), group: try value(.socketGroup, of: listener).map(group),
        policy: try credentials(of: listener))
    }
  }

  private func value(_ setting: Setting, of listener: ListenerSettings) -> SettingValue? {
    listener.values[setting] ?? values[setting]
  }

  private func refuse(
    _ settings: [Setting], of listener: ListenerSettings, _ reason: String
  ) throws(SettingsError) {
    for setting in settings {
      if let value = listener.values[setting] { throw SettingsError(reason, origin: value.origin) }
    }
  }

  private func mode(of listener: ListenerSettings) throws(SettingsError) -> mode_t {
    guard let value = value(.socketMode, of: listener) else { return 0o600 }
    guard let mode = mode_t(value.text, radix: 8), mode & 0o600 == 0o600, mode <= 0o777 else {
      throw SettingsError(
        "\(Setting.socketMode.rawValue) is 0600 and what others may do besides, as 0660, not '\(value.text)'",
        origin: value.origin)
    }
    return mode
  }

  private func credentials(of listener: ListenerSettings) throws(SettingsError) -> AccessPolicy {
    AccessPolicy(
      .credentials(
        readers: try value(.readers, of: listener).map(list),
        writers: try value(.writers, of: listener).map(list)),
      isReadOnly: listener.isReadOnly)
  }

  private func list(_ value: SettingValue) throws(SettingsError) -> AccessList {
    do throws(ServerError) { return try AccessList(value.elements) } catch {
      throw SettingsError(error.description, origin: value.origin)
    }
  }

  private func group(_ value: SettingValue) throws(SettingsError) -> gid_t {
    do throws(ServerError) { return try Accounts.group(value.text) } catch {
      throw SettingsError(error.description, origin: value.origin)
    }
  }

  /// The token of the listener's own file, or of the strongest source that has one.
  private func token(of listener: ListenerSettings) throws -> BearerToken {
    if let file = listener.values[.tokenFile] { return try TokenFile.read(file.text, origin: file.origin) }
    for layer in layers.reversed() {
      switch (layer.token, layer.values[.tokenFile]) {
      case (let token?, nil): return try TokenFile.token(token.text, origin: token.origin)
      case (nil, let file?): return try TokenFile.read(file.text, origin: file.origin)
      case (let token?, let file?):
        throw SettingsError("there is \(file.origin), too; which of them is it?", origin: token.origin)
      case (nil, nil): break
      }
    }
    throw SettingsError(
      "\(listener.place.name) wants a token: set \(Setting.tokenFile.rawValue) or $\(SettingsEnvironment.token)",
      origin: listener.origin)
  }

  private func valid<Value>(
    _ origin: String, _ make: () throws(Problem) -> Value
  ) throws(SettingsError) -> Value {
    do throws(Problem) { return try make() } catch { throw SettingsError(error.detail, origin: origin) }
  }
}
