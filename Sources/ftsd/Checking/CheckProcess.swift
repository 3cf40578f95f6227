import FTSProtocol
import FTSService
import FoundationEssentials
import Glibc

/// A check in a process of its own: a damaged file can end the process that reads it.
struct CheckProcess {
  /// A check that says nothing for so long is taken to hang.
  private static let silence = Duration.seconds(60)

  let path: String
  var checksAll = false

  /// Runs the check to its end, however that comes.
  ///
  /// - Throws: `Failure` where there is nothing to check, or it cannot be begun.
  func run(
    onProgress: (CheckEvent.Progress) -> Void = { _ in }
  ) throws(Failure) -> CheckResponse {
    let start = ContinuousClock.now
    var findings: [CheckFindingResponse] = []
    var report: CheckResponse?
    var stage = "opening"
    let child = try ChildProcess(
      arguments: ["check", "--worker", "--index", path] + (checksAll ? ["--all"] : []))
    let decoder = JSONDecoder()
    let end = child.forEachLine(silence: Self.silence) { line in
      guard let event = try? decoder.decode(CheckEvent.self, from: Data(line)) else { return }
      if let progress = event.progress {
        stage = progress.stage
        onProgress(progress)
      }
      if let finding = event.finding { findings.append(finding) }
      if let done = event.report { report = done }
    }
    switch end {
    // What it said for itself is on standard error.
    case .exited(let status) where report == nil && status != 0:
      throw Failure(ExitStatus(rawValue: status) ?? .inputOutput, "")
    case .exited: break
    case .killed(let signal):
      findings.append(
        Self.crash("reading it ended the process (\(Self.name(of: signal))), at the stage: \(stage)"))
    case .silent:
      findings.append(Self.crash("reading it came to no end, at the stage: \(stage)"))
    }
    if let report, case .exited = end { return report }
    var broken = CheckResponse(findings: findings)
    broken.seconds = (ContinuousClock.now - start) / .seconds(1)
    return broken
  }

  private static func crash(_ message: String) -> CheckFindingResponse {
    CheckFindingResponse(kind: "crash", damage: true, message: message)
  }

  private static func name(of signal: Int32) -> String {
    switch signal {
    case SIGBUS: "SIGBUS"
    case SIGSEGV: "SIGSEGV"
    case SIGABRT: "SIGABRT"
    case SIGILL: "SIGILL"
    case SIGTRAP: "SIGTRAP"
    case SIGKILL: "SIGKILL"
    default: "signal \(signal)"
    }
  }
}
