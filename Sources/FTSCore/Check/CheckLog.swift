/// Gathers what a check finds, and tells of its progress.
final class CheckLog {
  /// Findings of a kind and segment that are told; where all is broken, the first few say so.
  private static let limit = 10

  private(set) var report = CheckReport()
  private var counts: [String: Int] = [:]
  private let onProgress: (CheckProgress) -> Void
  private let onFinding: (CheckFinding) -> Void

  init(onProgress: @escaping (CheckProgress) -> Void, onFinding: @escaping (CheckFinding) -> Void) {
    self.onProgress = onProgress
    self.onFinding = onFinding
  }

  func find(_ kind: CheckFinding.Kind, segment: UInt32? = nil, _ message: String) {
    let key = "\(kind) \(segment.map(Int.init) ?? -1)"
    counts[key, default: 0] += 1
    guard counts[key, default: 0] <= Self.limit else { return report.untold += 1 }
    let finding = CheckFinding(kind, segment: segment, message)
    report.findings.append(finding)
    onFinding(finding)
  }

  /// Notes an error as something found.
  func find(_ kind: CheckFinding.Kind, segment: UInt32? = nil, _ error: IndexError) {
    if case .corrupted(_, let detail) = error {
      find(kind, segment: segment, detail)
    } else {
      find(kind, segment: segment, error.description)
    }
  }

  /// Runs a part of the check; an error that ends it is something found.
  func attempt(_ kind: CheckFinding.Kind, segment: UInt32? = nil, _ body: () throws(IndexError) -> Void) {
    do { try body() } catch { find(kind, segment: segment, error) }
  }

  func progress(_ stage: String, _ done: Int, of total: Int) {
    onProgress(CheckProgress(stage: stage, done: done, total: total))
  }

  func update(_ change: (inout CheckReport) -> Void) { change(&report) }
}
