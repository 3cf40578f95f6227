/// What the threads of a process remember of the segments of an index, from one snapshot to the next.
struct SegmentMemory: Sendable {
  let dictionaries = DictionaryCache()
  let verifier = BlobVerifier()
}
