/// What swift-argument-parser's `--experimental-dump-help` prints, as far as it is shown (`ToolInfoV0` there).
struct HelpDump: Decodable {
  var command: Command

  struct Command: Decodable {
    var commandName: String
    var shouldDisplay: Bool
    var abstract: String?
    var discussion: String?
    var subcommands: [Command]?
    var arguments: [Argument]?

    /// Those that people are told of, but for the two that all commands have.
    var shownArguments: [Argument] {
      (arguments ?? []).filter { argument in
        argument.shouldDisplay && !["help", "version"].contains(argument.preferredName?.name)
      }
    }
  }

  struct Argument: Decodable {
    enum Kind: String, Decodable { case positional, option, flag }

    struct Name: Decodable {
      var kind: String
      var name: String
    }

    var kind: Kind
    var shouldDisplay: Bool
    var isOptional: Bool
    var isRepeating: Bool
    var names: [Name]?
    var preferredName: Name?
    var valueName: String?
    var defaultValue: String?
    var abstract: String?
    var discussion: String?
  }
}
