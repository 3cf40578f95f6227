/// What the threads of a process remember of a segment, from one snapshot to the next: which of its blobs are what was
/// written, and what was made of them. Nothing of a segment changes but its deletions, so all else stays true.
final class SegmentMemory: Sendable {
  let verifier = BlobVerifier()
  /// For stored documents: making it ready copies some 100 KB.
  let dictionary = Memo<DecompressionDictionary?>()
  let threadRuns = Memo<ThreadRuns>()
  let roots = Memo<RootTable>()
  let yearBuckets = Memo<DateBuckets>()
  let monthBuckets = Memo<DateBuckets>()
}
