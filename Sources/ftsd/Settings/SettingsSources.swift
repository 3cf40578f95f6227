import FTSDaemon
import FTSProtocol
import Logging

/// Where the settings of a daemon come from: the same places at the start and at each reload.
struct SettingsSources {
  let options: ServeOptions
  let environment: [String: String]
  /// Sockets that the supervisor has opened, which are served where nobody says where else.
  let passed: [PassedSocket]

  /// Reads all of them. A file is weaker than the environment, and that weaker than the command line.
  ///
  /// - Throws: `SettingsError`, and `Failure` for a file that cannot be read.
  func read() throws -> ServeSettings {
    var layers = [try defaults()]
    if let file = options.config ?? environment[SettingsEnvironment.config], !file.isEmpty {
      layers.append(try SettingsFile.read(file))
    }
    layers.append(try SettingsEnvironment.read(environment))
    layers.append(options.layer)
    return try ServeSettings(layers)
  }

  /// What holds where nobody says otherwise.
  func defaults() throws -> SettingsLayer {
    let (origin, log, bounds) = ("default", LogSettings(), Bounds())
    var layer = SettingsLayer()
    layer.values = [
      .socketMode: SettingValue("0600", origin: origin),
      .timeout: SettingValue("\(Limits.usualTimeoutMilliseconds)", origin: origin),
      .connections: SettingValue("\(bounds.connections)", origin: origin),
      .workers: SettingValue("\(bounds.workers)", origin: origin),
      .queue: SettingValue("\(bounds.queue)", origin: origin),
      .idleTimeout: SettingValue("\(bounds.idleSeconds)", origin: origin),
      .bodyTimeout: SettingValue("\(bounds.bodySeconds)", origin: origin),
      .logLevel: SettingValue(log.level.rawValue, origin: origin),
      .logFormat: SettingValue(log.format.rawValue, origin: origin),
      .logRequests: SettingValue("\(log.requests)", origin: origin),
      .logQueries: SettingValue("\(log.queries)", origin: origin),
      .slowQuery: SettingValue("\(log.slowMilliseconds)", origin: origin),
    ]
    if let index = try? IndexLocation.standardPath(environment: environment) {
      layer.values[.index] = SettingValue(index, origin: origin)
    }
    if passed.isEmpty {
      layer.values[.socket] = SettingValue(
        try SocketPath.standard(environment: environment).path, origin: origin)
    } else {
      layer.listeners = Set(passed.map(\.name)).sorted().map {
        ListenerSettings(place: ("systemd", $0), origin: "passed")
      }
    }
    return layer
  }
}
