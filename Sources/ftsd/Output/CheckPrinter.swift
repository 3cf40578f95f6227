import FTSProtocol
import FTSWording

/// Shows to people what a check has found, and what to do.
enum CheckPrinter {
  static func text(_ progress: CheckEvent.Progress) -> String {
    guard progress.total > 0 else { return progress.stage }
    return "\(progress.stage) \(min(100, progress.done * 100 / progress.total))%"
  }

  /// - Parameter path: of the index.
  static func text(_ response: CheckResponse, path: String) -> String {
    var lines = [summary(response)]
    lines += response.findings.map { finding in
      let place = finding.segment.map { "segment \($0): " } ?? ""
      return "\(finding.damage ? "damaged" : "note"): " + DisplayText.oneLine(place + finding.message)
    }
    if response.untold > 0 { lines.append("and \(NumberText.grouped(response.untold)) more of these") }
    lines += advice(response, path: DisplayText.oneLine(path))
    return lines.joined(separator: "\n") + "\n"
  }

  private static func summary(_ response: CheckResponse) -> String {
    let looked =
      "\(NumberText.count(response.documents, "document")) in \(NumberText.count(response.segments, "segment")), "
      + "\(NumberText.bytes(response.bytes)) compared; \(NumberText.grouped(response.rederived)) analysed again, "
      + "\(NumberText.grouped(response.searched)) searched for; \(NumberText.fixed(response.seconds, decimals: 2)) s"
    return (response.sound ? "All is well: " : "The index is damaged: ") + looked
  }

  private static func advice(_ response: CheckResponse, path: String) -> [String] {
    if !response.sound {
      return [
        "What to do: put a backup in its place (ftsd restore BACKUP --index \(path)), or make an index of what can "
          + "still be read (ftsd rebuild --index \(path)). See also whether the disk is failing."
      ]
    }
    if response.findings.isEmpty { return [] }
    return [
      "Nothing needs to be done: the next write takes what was never committed away, ftsd compact all of it."
    ]
  }
}
