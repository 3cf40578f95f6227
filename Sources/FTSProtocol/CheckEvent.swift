/// What a check that runs in a process of its own tells the one that began it, an object of JSON in a line for each: it may
/// not live to give a report.
package struct CheckEvent: Equatable, Sendable, Decodable {
  /// How far it has come.
  package struct Progress: Equatable, Sendable, Decodable {
    package var stage: String
    package var done: Int
    package var total: Int

    package init(stage: String, done: Int, total: Int) {
      self.stage = stage
      self.done = done
      self.total = total
    }
  }

  package var progress: Progress?
  package var finding: CheckFindingResponse?
  package var report: CheckResponse?

  package init(progress: Progress? = nil, finding: CheckFindingResponse? = nil, report: CheckResponse? = nil)
  {
    self.progress = progress
    self.finding = finding
    self.report = report
  }
}

extension CheckEvent: JSONEncodable {
  package func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("progress", progress)
      $0.member("finding", finding)
      $0.member("report", report)
    }
  }
}

extension CheckEvent.Progress: JSONEncodable {
  package func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("stage", stage)
      $0.member("done", done)
      $0.member("total", total)
    }
  }
}
