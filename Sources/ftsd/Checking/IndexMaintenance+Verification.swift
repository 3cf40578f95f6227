import FTSCore
import FTSProtocol
import FTSService

extension IndexMaintenance {
  /// Maintenance that has what it made verified by a check in a process of its own.
  init(path: String, progress: ProgressLine) {
    self.init(path: path) { (place) throws(IndexError) in
      let response: CheckResponse
      do {
        response = try CheckProcess(path: place).run {
          progress.show("verifying: " + CheckPrinter.text($0))
        }
      } catch { throw .unverified }
      try response.requireSound(at: place)
    } onProgress: {
      progress.show(CheckPrinter.text(CheckEvent.Progress(stage: $0.stage, done: $0.done, total: $0.total)))
    }
  }
}
