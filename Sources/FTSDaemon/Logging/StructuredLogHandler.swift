import Logging

/// Gives events to a sink, with their metadata in the order of its names.
struct StructuredLogHandler: LogHandler {
  let sink: LogSink
  var metadata: Logger.Metadata = [:]
  /// Where somebody wants other events of this logger than the sink's settings say.
  private var ownLevel: Logger.Level?

  init(sink: LogSink) { self.sink = sink }

  var logLevel: Logger.Level {
    get { ownLevel ?? sink.settings.level }
    set { ownLevel = newValue }
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let all = metadata.merging(event.metadata ?? [:]) { $1 }
    sink.write(
      event.level, "\(event.message)", all.sorted { $0.key < $1.key }.map { ($0.key, "\($0.value)") })
  }
}
