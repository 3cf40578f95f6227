/// What a place of a clause came to that stands for many terms, and the memory that its posting lists are in.
final class TermExpansion {
  /// How many different forms were found; `nil` where none were looked for.
  let forms: Int?
  /// The terms, ascending.
  let terms: [[UInt8]]
  private var lists: [BlobMemory] = []

  init(forms: Int?, terms: [[UInt8]]) {
    self.forms = forms
    self.terms = terms
  }

  /// A posting list of a segment made of the terms', which is valid as long as this lives.
  func keep(
    _ bytes: [UInt8], _ summary: PostingListEncoder.Summary, _ segment: SegmentReader
  ) throws(IndexError) -> QueryWeight.Postings {
    let memory = BlobMemory(bytes)
    lists.append(memory)
    guard
      let list = PostingList(
        summary.form, memory.blob, count: summary.documentFrequency, blocks: segment.info.blocks)
    else { throw segment.damaged("postings") }
    return QueryWeight.Postings(documentFrequency: summary.documentFrequency, list: list)
  }
}
