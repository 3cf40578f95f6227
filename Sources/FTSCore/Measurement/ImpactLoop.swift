/// Looks impacts of postings up in the table that scoring uses, for the micro benchmarks. See
/// `EngineLoops` for why it stands here.
package struct ImpactLoop: ~Copyable {
  private var table = ImpactTable()

  /// The table of an index with these settings whose documents have that mean length.
  package init(settings: IndexSettings, averageLength: Float) {
    table.set(BM25(settings: settings, averageLength: averageLength), settings.weights)
  }

  /// The sum, in order, of the impacts of postings with these frequencies, from 1 to 15, in documents of
  /// these length codes; as many of one as of the other.
  package func sum(frequencies: [UInt8], lengthCodes: [UInt8]) -> UInt64 {
    var sum: UInt64 = 0
    for index in frequencies.indices {
      sum &+= UInt64(table.impact(body: Int(frequencies[index]), lengthCode: lengthCodes[index]))
    }
    return sum
  }
}
