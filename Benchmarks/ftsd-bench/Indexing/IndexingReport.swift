import FTSCore
import FTSWording

/// What a run of indexing took, as it is printed.
struct IndexingReport: Encodable {
  /// One stage, or the whole.
  struct Stage: Encodable {
    let name: String
    let seconds: Double
    /// Millions of bytes of text in a second of the stage.
    let megabytesPerSecond: Double
    let documentsPerSecond: Double

    enum CodingKeys: String, CodingKey {
      case name = "stage"
      case seconds
      case megabytesPerSecond = "mb_per_second"
      case documentsPerSecond = "documents_per_second"
    }
  }

  /// One part of the index.
  struct Part: Encodable {
    let part: String
    let bytes: Int
  }

  private let documents: Int
  private let skipped: Int
  private let sourceBytes: Int
  private let textBytes: Int
  private let analyzer: String
  private let segments: Int
  private let stages: [Stage]
  private let peakMemoryBytes: Int?
  private let indexBytes: Int
  private let parts: [Part]

  enum CodingKeys: String, CodingKey {
    case documents, skipped, analyzer, segments, stages, parts
    case sourceBytes = "source_bytes"
    case textBytes = "text_bytes"
    case peakMemoryBytes = "peak_memory_bytes"
    case indexBytes = "index_bytes"
  }

  init(
    reading: Duration, times: StageTimes, whole: Duration, summary: WriteSummary, skipped: Int,
    sourceBytes: Int, peakMemoryBytes: Int?, statistics: IndexStatistics
  ) {
    documents = summary.documents
    self.skipped = skipped
    self.sourceBytes = sourceBytes
    textBytes = summary.textBytes
    analyzer = statistics.settings.analyzer
    segments = statistics.segments
    self.peakMemoryBytes = peakMemoryBytes
    indexBytes = statistics.fileBytes
    parts = statistics.partBytes.map { Part(part: $0.part, bytes: $0.bytes) }
    let durations = [
      ("read", reading), ("analyse", times.analyse), ("invert", times.invert), ("write", times.write),
      ("merge", times.merge), ("whole", whole),
    ]
    stages = durations.filter { $0.1 > .zero }.map { name, duration in
      let seconds = duration / .seconds(1)
      return Stage(
        name: name, seconds: seconds,
        megabytesPerSecond: Double(summary.textBytes) / 1e6 / seconds,
        documentsPerSecond: Double(summary.documents) / seconds)
    }
  }

  var text: String {
    var times = TextTable()
    times.append(["stage", "seconds", "MB/s", "documents/s"])
    for stage in stages {
      times.append([
        stage.name, NumberText.fixed(stage.seconds, decimals: 3),
        NumberText.significant(stage.megabytesPerSecond),
        NumberText.fixed(stage.documentsPerSecond, decimals: 0),
      ])
    }
    var sizes = TextTable()
    let shareOfText = { (bytes: Int) in
      NumberText.fixed(100 * Double(bytes) / Double(max(1, textBytes)), decimals: 1) + " %"
    }
    sizes.append(["part", "bytes", "of the text"])
    for part in parts { sizes.append([part.part, NumberText.grouped(part.bytes), shareOfText(part.bytes)]) }
    sizes.append(["whole file", NumberText.grouped(indexBytes), shareOfText(indexBytes)])
    let skipped = skipped == 0 ? "" : ", \(NumberText.grouped(skipped)) records or files skipped"
    let memory = peakMemoryBytes.map { NumberText.scaled(Double($0), unit: "B") } ?? "not known here"
    return """
      \(NumberText.grouped(documents)) documents, \(NumberText.scaled(Double(textBytes), unit: "B")) of text\
      \(skipped), analyzer \(analyzer), \(segments == 1 ? "1 segment" : "\(segments) segments")

      \(times.text)

      \(sizes.text)

      peak memory  \(memory)
      """
  }
}
