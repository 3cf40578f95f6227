import ArgumentParser

/// The words of a query share the command line with options, and `-word` excludes a word.
enum SearchArguments {
  /// The arguments with a space before every `-word` of `ftsd search` and `ftsd explain`, so that the parser takes
  /// it for part of the query, where a space more changes nothing. Their options begin with
  /// two dashes, but for `-h`; after `--` everything is query anyway.
  static func escapingExclusions(_ arguments: some Sequence<String>) -> [String] {
    var arguments = Array(arguments)
    let commands = [SearchCommand.configuration.commandName, ExplainCommand.configuration.commandName]
    guard let command = arguments.first, commands.contains(command) else { return arguments }
    for index in arguments.indices.dropFirst() {
      let argument = arguments[index]
      if argument == "--" { break }
      if argument.hasPrefix("-"), !argument.hasPrefix("--"), argument != "-h" {
        arguments[index] = " " + argument
      }
    }
    return arguments
  }

  /// The query that the words make.
  static func query(_ words: [String]) -> String {
    words.map { $0.hasPrefix(" -") ? String($0.dropFirst()) : $0 }.joined(separator: " ")
  }
}
