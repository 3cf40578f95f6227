import FTSAnalysis
import FTSDocument

extension Tokenizer {
  /// The place of a document's language among those of the analyzer. It depends on the document alone, so that whoever
  /// looks at it again finds the same.
  func language(of document: Document) -> Int {
    language(told: document.language, of: [document.title ?? "", document.body])
  }
}
