import ArgumentParser

/// Measurements of the engine, in process: nothing between the clock and the search.
@main
struct FTSDBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ftsd-bench", abstract: "Measure the search engine.",
    subcommands: [
      QueriesCommand.self, MicroCommand.self, IndexingCommand.self, CheckCommand.self, GameCommand.self,
      FeaturesCommand.self, LoadCommand.self, UpdatesCommand.self, ReadingCommand.self,
    ])
}
