import ArgumentParser
import Glibc

@main
struct Main {
  /// Synchronous, so that a command which waits for nothing starts no thread.
  static func main() {
    StandardDescriptors.reserve()
    do {
      var command = try FTSD.parseAsRoot(
        SearchArguments.escapingExclusions(CommandLine.arguments.dropFirst()))
      try command.run()
    } catch let failure as Failure {
      if !failure.message.isEmpty { StandardError.write("ftsd: \(DisplayText.oneLine(failure.message))\n") }
      for line in failure.excerpt { StandardError.write("\(line)\n") }
      exit(failure.status.rawValue)
    } catch {
      FTSD.exit(withError: error)
    }
  }
}
