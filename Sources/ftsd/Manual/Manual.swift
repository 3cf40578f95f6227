import FoundationEssentials

/// Manual pages of a command and its subcommands, in mdoc(7), of section 1.
struct Manual {
  let root: HelpDump.Command
  let release: String
  let date: Date

  /// Each with the name of its file.
  var pages: [(file: String, text: String)] {
    [(root.commandName + ".1", rootPage)] + commands.map { (title($0) + ".1", page($0)) }
  }

  /// `help` has no page of its own.
  private var commands: [HelpDump.Command] {
    (root.subcommands ?? []).filter { $0.shouldDisplay && $0.commandName != "help" }
  }

  private func title(_ command: HelpDump.Command) -> String { root.commandName + "-" + command.commandName }

  private var rootPage: String {
    let name = Roff.argument(root.commandName)
    var lines = head(root, title: root.commandName)
    lines += [".Nm \(name)", ".Ar command", ".Op Ar option ...", ".Nm \(name)", ".Fl Fl version"]
    let discussion = Discussion(root.discussion ?? "")
    lines += [".Sh DESCRIPTION"] + discussion.description
    lines += [".Sh COMMANDS"] + list(commands.map { ("Xr \(Roff.argument(title($0))) 1", text(of: $0)) })
    lines += discussion.sections
    lines += [".Sh SEE ALSO"] + references(commands.map(title))
    return lines.joined(separator: "\n") + "\n"
  }

  private func page(_ command: HelpDump.Command) -> String {
    let arguments = command.shownArguments
    let positional = arguments.filter { $0.kind == .positional }
    let options = arguments.filter { $0.kind != .positional }
    var lines = head(command, title: title(command))
    lines.append(".Nm \(Roff.argument(root.commandName + " " + command.commandName))")
    lines += options.filter { !$0.isOptional }.map { "." + item($0) }
    if options.contains(where: \.isOptional) { lines.append(".Op Ar option ...") }
    lines += positional.map { $0.isOptional ? ".Op \(item($0))" : ".\(item($0))" }
    let discussion = Discussion(command.discussion ?? "")
    lines.append(".Sh DESCRIPTION")
    // Examples alone are no description.
    if discussion.description.first?.hasPrefix(".Bd") ?? true { lines += text(of: command) }
    lines += discussion.description
    for (heading, arguments) in [("ARGUMENTS", positional), ("OPTIONS", options)] where !arguments.isEmpty {
      lines += [".Sh \(heading)"] + list(arguments.map { (item($0), text(of: $0)) })
    }
    lines += discussion.sections
    lines += [".Sh SEE ALSO"] + references([root.commandName])
    return lines.joined(separator: "\n") + "\n"
  }

  /// Up to the heading of the synopsis.
  private func head(_ command: HelpDump.Command, title: String) -> [String] {
    [
      ".Dd \(day)", ".Dt \(title.uppercased()) 1", ".Os \(Roff.argument(release))",
      ".Sh NAME", ".Nm \(Roff.argument(title))", ".Nd \(Roff.line(Self.phrase(command.abstract ?? "")))",
      ".Sh SYNOPSIS",
    ]
  }

  /// As `.Dd` wants it: `November 26, 2026`.
  private var day: String {
    let months = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
      "November", "December",
    ]
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    let parts = calendar.dateComponents([.year, .month, .day], from: date)
    return "\(months[(parts.month ?? 1) - 1]) \(parts.day ?? 1), \(parts.year ?? 1970)"
  }

  /// A sentence as it follows a name and a dash.
  private static func phrase(_ sentence: String) -> String {
    let words = sentence.hasSuffix(".") ? sentence.dropLast() : sentence[...]
    return words.prefix(1).lowercased() + words.dropFirst()
  }

  private func list(_ items: [(item: String, text: [String])]) -> [String] {
    [".Bl -tag -width Ds"] + items.flatMap { [".It \($0.item)"] + $0.text } + [".El"]
  }

  /// `Fl Fl limit Ar n`.
  private func item(_ argument: HelpDump.Argument) -> String {
    var words = (argument.names ?? []).map { "Fl \($0.kind == "long" ? "Fl " : "")\(Roff.argument($0.name))" }
      .joined(separator: " , ")
    if argument.kind != .flag {
      words += (words.isEmpty ? "" : " ") + "Ar \(Roff.argument(argument.valueName ?? "value"))"
    }
    return words + (argument.kind == .positional && argument.isRepeating ? " ..." : "")
  }

  private func text(of command: HelpDump.Command) -> [String] { Roff.lines(command.abstract ?? "") }

  private func text(of argument: HelpDump.Argument) -> [String] {
    var sentences = [argument.abstract, argument.discussion].compactMap(\.self)
    if let value = argument.defaultValue, argument.kind == .option { sentences.append("Default: \(value).") }
    return Roff.lines(sentences.joined(separator: " "))
  }

  private func references(_ titles: [String]) -> [String] {
    titles.sorted().enumerated().map { number, title in
      ".Xr \(Roff.argument(title)) 1" + (number < titles.count - 1 ? " ," : "")
    }
  }
}
