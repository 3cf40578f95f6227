import ArgumentParser
import FTSCore
import Synchronization

/// How a command gets to write to an index that others may be writing to.
struct WriterAccess: ParsableArguments {
  @Flag(help: "Where another process is writing, end at once with status 75 instead of waiting for it.")
  var noWait = false

  /// Whether the person at the terminal knows that there is somebody to wait for.
  private static let isTold = Atomic<Bool>(false)
  /// Longer than anybody waits.
  private static let forever = Duration.seconds(1 << 30)

  /// Options of a writer that waits as it was asked to, until somebody interrupts it.
  var options: IndexWriter.Options {
    noWait ? IndexWriter.Options() : Self.patient
  }

  /// Options of a writer that waits, until somebody interrupts it.
  static var patient: IndexWriter.Options {
    var options = IndexWriter.Options()
    options.wait = forever
    options.waitGoesOn = {
      tell()
      return !Interruption.isRequested
    }
    Interruption.watch()
    return options
  }

  private static func tell() {
    guard StandardError.isTerminal, !isTold.exchange(true, ordering: .relaxed) else { return }
    StandardError.write("waiting for another process that is writing to the index\n")
  }
}
