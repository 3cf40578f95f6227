import FTSService

/// A request that a task answers, which takes its body as it comes.
struct StreamedCall: Sendable {
  let service: SearchService
  let updates: UpdateService
  let maintenance: MaintenanceService
  let workers: WorkerPool
  let route: Route
  let body: RequestBody

  /// See `Route`.
  var pathValue: String { route.pathValue }
  /// See `Route`.
  var parameters: [(name: String, value: String)] { route.parameters }
}
