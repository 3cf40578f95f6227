import FTSProtocol
import FTSService
import Logging
import NIOHTTP1

/// Has requests answered, each where it belongs: what is done soon by the thread that asks, an event loop, since handing
/// it to another would take longer; what takes long by the workers, so that it delays nothing else.
struct Router: Sendable {
  /// What it answers, and in which form.
  let surface: Surface
  /// Exchanged when the daemon takes other settings.
  let service: Replaceable<SearchService>
  let updates: UpdateService
  let maintenance: MaintenanceService
  let vitals: Vitals
  let log: RequestLog
  let logger: Logger

  /// Answers a request that is there whole.
  ///
  /// - Parameters:
  ///   - route: what it asks for.
  ///   - isWanted: asked before the work, when it has waited.
  ///   - later: is passed an answer that comes later, on another thread; none where it is not wanted any more.
  /// - Returns: `nil` where the answer comes later.
  func answer(
    _ exchange: Exchange, _ route: Route, _ weight: Operation.Weight,
    by answer: @escaping @Sendable (Call) throws(Problem) -> Response,
    isWanted: @escaping @Sendable () -> Bool, later: @escaping @Sendable (Response) -> Void
  ) -> Response? {
    let whole = Effort.whole(since: exchange.arrival)
    var call = Call(
      service: service.value, endpoints: surface.endpoints, vitals: vitals, route: route,
      body: exchange.bytes,
      effort: weight == .varying ? .brief : whole)
    if weight != .heavy {
      do throws(Problem) {
        return compressed(try answer(call), for: exchange)
      } catch {
        guard weight == .varying, error.code == .deadlineExceeded else { return response(to: error) }
        call.effort = whole
      }
    }
    let isTaken = vitals.workers.submit { [self, call] in
      guard isWanted() else { return }
      do throws(Problem) {
        later(compressed(try answer(call), for: exchange))
      } catch {
        later(response(to: error))
      }
    }
    return isTaken ? nil : surface.response(to: .overloaded)
  }

  /// By the thread that made it, so that large ones delay no others.
  private func compressed(_ response: consuming Response, for exchange: Exchange) -> Response {
    exchange.acceptsGzip ? response.compressed() : response
  }

  /// Takes note of an answer that is given.
  ///
  /// - Parameter bytes: of its body.
  func record(_ exchange: Exchange, of origin: Origin, _ outcome: Response.Outcome, bytes: Int) {
    let now = ContinuousClock.now
    vitals.metrics.record(
      outcome, operation: (try? exchange.route.get())?.operation.name ?? "", duration: now - exchange.arrival)
    log.record(exchange, of: origin, status: Int(outcome.status.code), bytes: bytes, now: now)
  }

  /// What a problem is answered with; those of the daemon itself are told to who runs it.
  func response(to problem: Problem) -> Response {
    if problem.code == .indexDamaged || problem.code == .indexUnavailable {
      logger.error("\(problem.detail)", metadata: ["code": "\(problem.code.rawValue)"])
    }
    return surface.response(to: problem)
  }
}

extension Problem {
  static let overloaded = Problem(
    .overloaded, "more large requests wait than the daemon takes on; try again in a second")
}
