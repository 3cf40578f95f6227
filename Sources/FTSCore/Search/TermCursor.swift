/// One term of a clause in one segment, made ready for reading by block.
@safe struct TermCursor {
  /// A dense list, with the places of its arrays at hand.
  let dense: DenseList?
  let sparse: SparseList?
  /// Of a sparse list: where its postings lie in the searcher's arrays.
  var postings = 0..<0

  init(_ list: PostingList) {
    switch list {
    case .dense(let list):
      dense = list
      sparse = nil
    case .sparse(let list):
      dense = nil
      sparse = list
    }
  }
}
