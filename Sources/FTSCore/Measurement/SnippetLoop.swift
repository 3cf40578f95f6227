import FTSAnalysis
package import FTSQuery

/// Cuts snippets out of texts, for the micro benchmarks. See `EngineLoops` for why it stands here.
package final class SnippetLoop {
  private let highlighter: Highlighter
  private var vocabulary = Vocabulary()

  /// Snippets for `query`, every term of which weighs the same.
  ///
  /// - Parameter path: a directory for an empty index, which is created there.
  package init(_ query: Query, path: String) throws(IndexError) {
    let store = try IndexStore.create(path, IndexSettings())
    let tokenizer = store.analyzer.makeTokenizer()
    let plan = QueryPlan(query, tokenizer, now: 0)
    let snapshot = try store.snapshot()
    let bm25 = BM25(settings: store.settings, averageLength: snapshot.manifest.averageLength)
    let weight = try QueryWeight(
      plan, snapshot, bm25: bm25, fieldWeights: store.settings.weights, TermExpander(tokenizer))
    highlighter = Highlighter(plan, weight, tokenizer, &vocabulary)
  }

  /// The number of words marked in the snippets of `texts`.
  package func cut(_ texts: [String]) -> UInt64 {
    texts.reduce(0) { $0 &+ UInt64(highlighter.snippet(of: $1, &vocabulary)?.highlights.count ?? 0) }
  }
}
