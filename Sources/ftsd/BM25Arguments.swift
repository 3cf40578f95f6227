import ArgumentParser

/// The parameters of BM25, where they are to be others than those of the index, or of a new one.
struct BM25Arguments: ParsableArguments {
  @Option(help: ArgumentHelp("BM25's k1. Default: that of the index; 1.2 for a new one.", valueName: "x"))
  var k1: Float?

  @Option(
    help: ArgumentHelp(
      "BM25's b, from 0 to 1. Default: that of the index; 0.75 for a new one.", valueName: "y"))
  var b: Float?
}
