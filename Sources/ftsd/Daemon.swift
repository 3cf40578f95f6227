import FTSCore
import FTSDaemon
import FTSService
import Logging

/// A daemon's life: it serves, takes other settings when it is told to, and stops.
struct Daemon {
  let sources: SettingsSources
  /// Those that it starts with.
  let settings: ServeSettings

  /// Opens what it answers from.
  ///
  /// - Throws: `IndexError`, and `Failure` for synonyms and stop words that are none.
  func open() throws -> (reader: IndexReader, service: SearchService) {
    let reader = try IndexReader(path: settings.index)
    return (reader, try Self.service(reader, settings))
  }

  private static func service(_ reader: IndexReader, _ settings: ServeSettings) throws(Failure)
    -> SearchService
  {
    let dictionaries = try DictionaryFiles.read(
      synonyms: settings.synonyms, stopWords: settings.stopWords, for: reader)
    return SearchService(reader: reader, dictionaries: dictionaries, timeout: settings.timeout)
  }

  /// Serves until a signal says to stop.
  func run() throws {
    let log = LogSink(settings.log, environment: sources.environment)
    let (reader, service) = try open()
    let supervisor = Supervisor(environment: sources.environment)
    let updater = IndexUpdater(path: settings.index) { error in
      log.logger.error("not written yet", metadata: ["reason": "\(error)"])
    }
    let updates = UpdateService(updater: updater, search: service)
    defer { updates.close() }
    let maintenance = MaintenanceService(path: settings.index, backups: settings.backups, updater: updater) {
      try CheckProcess(path: $0, checksAll: $1).run()
    }
    try Blocking.run {
      // Before the server, so that no signal finds the process without an answer to it.
      let signals = DaemonSignals()
      let server = try await Server.start(
        service: service, updates: updates, maintenance: maintenance, listeners: settings.listeners,
        passed: sources.passed, supervisor: supervisor, bounds: settings.bounds, log: log)
      supervisor.tell(.ready, status: "serving \(settings.index)")
      for await request in signals.requests {
        if request == .stop { break }
        supervisor.tell(.reloading)
        supervisor.tell(.ready, status: reload(server, reader, log))
      }
      signals.restoreStopping()
      supervisor.tell(.stopping)
      await server.stop()
    }
  }

  /// Takes the settings as they are now, all of them or, where one is wrong, none.
  ///
  /// - Returns: How that went.
  private func reload(_ server: Server, _ reader: IndexReader, _ log: LogSink) -> String {
    do {
      let settings = try sources.read()
      let service = try Self.service(reader, settings)
      var changed = server.reload(service: service, listeners: settings.listeners)
      if settings.index != self.settings.index { changed.append(settings.index) }
      if settings.backups != self.settings.backups { changed.append(Setting.backups.rawValue) }
      if settings.bounds != self.settings.bounds { changed.append("bounds") }
      log.settings = settings.log
      log.logger.notice("reloaded")
      if !changed.isEmpty {
        log.logger.warning(
          "for this a new start is needed", metadata: ["changed": "\(changed.joined(separator: " "))"])
      }
      return "serving \(self.settings.index)"
    } catch {
      let reason = (error as? Failure)?.message ?? "\(error)"
      log.logger.error("not reloaded; what held before still holds", metadata: ["reason": "\(reason)"])
      return "not reloaded: \(reason)"
    }
  }
}
