import ArgumentParser

/// The command `ftsd`.
struct FTSD: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ftsd",
    abstract: "Full-text search for reviews and comments.",
    discussion: """
      Index what you have, then search it:

        ftsd index ~/reviews
        ftsd search humanism
        ftsd search '"soft science fiction" +jonze' -spoiler --limit 5

      Serve other programs over a Unix socket:

        ftsd serve --socket ftsd.sock &
        curl --unix-socket ftsd.sock 'http://localhost/v1/search?q=humanism'

      The index is kept in --index DIR, else in $FTSD_INDEX, else in $XDG_DATA_HOME/ftsd, else in \
      ~/.local/share/ftsd.

      EXIT STATUS
        0    done
        1    nothing found, or a document is not found by a query
        2    indexed, but for records that could not be read
        64   the command was used wrongly
        65   the data is not what it should be; with --strict, nothing was indexed
        69   no daemon answers there
        73   an output file or socket cannot be created
        74   the disk or the index on it is damaged, full or missing
        75   in use by another process; try again
        77   the daemon does not let you do that
        130  interrupted; nothing was indexed since the last commit
      """,
    version: VersionText.text,
    subcommands: [
      IndexCommand.self, WatchDirCommand.self, SearchCommand.self, ExplainCommand.self, SuggestCommand.self,
      ServeCommand.self,
      GetCommand.self, DeleteCommand.self, CompactCommand.self, CheckCommand.self, BackupCommand.self,
      RestoreCommand.self, RebuildCommand.self, ExportCommand.self, ImportCommand.self, StatsCommand.self,
      AnalyzeCommand.self, EvalCommand.self, ManualCommand.self,
    ])
}
