import FTSCore
import FTSProtocol
import FTSService

/// The process that reads the index, and tells what it finds as it goes: it may not live to its end.
struct CheckWorker {
  /// Progress is told so often at most.
  private static let interval = Duration.milliseconds(100)

  let path: String
  let checksAll: Bool

  func run() throws {
    var options = CheckOptions()
    if checksAll { options.documents = .all }
    let start = ContinuousClock.now
    var last: (stage: String, time: ContinuousClock.Instant)?
    do throws(IndexError) {
      let report = try IndexCheck(path: path, options: options).run { progress in
        let now = ContinuousClock.now
        if let last, last.stage == progress.stage, now - last.time < Self.interval { return }
        last = (progress.stage, now)
        Self.tell(
          CheckEvent(
            progress: CheckEvent.Progress(stage: progress.stage, done: progress.done, total: progress.total)))
      } onFinding: {
        Self.tell(CheckEvent(finding: CheckFindingResponse($0)))
      }
      let seconds = (ContinuousClock.now - start) / .seconds(1)
      Self.tell(CheckEvent(report: CheckResponse(report, seconds: seconds)))
    } catch {
      throw Failure(error)
    }
  }

  /// There is nobody left to tell when this fails.
  private static func tell(_ event: CheckEvent) {
    try? StandardOutput.write(JSONWriter.encode(event) + [UInt8(ascii: "\n")])
  }
}
