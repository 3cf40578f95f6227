import ArgumentParser
import Glibc

@main
struct Main {
  static func main() async {
    StandardDescriptors.reserve()
    do {
      var command = try FTSD.parseAsRoot(
        SearchArguments.escapingExclusions(CommandLine.arguments.dropFirst()))
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch let failure as Failure {
      StandardError.write("ftsd: \(DisplayText.oneLine(failure.message))\n")
      exit(failure.status.rawValue)
    } catch {
      FTSD.exit(withError: error)
    }
  }
}
