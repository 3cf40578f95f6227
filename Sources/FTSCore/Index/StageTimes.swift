/// How long the stages of indexing took, for whoever measures them.
///
/// Analysis runs beside the other stages and on several threads; its time is the sum over the
/// threads. The others follow one another on the writer's thread, or have it wait for them.
package struct StageTimes: Equatable, Sendable {
  /// Turning text into numbers of terms, and documents into the bytes that are stored.
  package internal(set) var analyse = Duration.zero
  /// Bringing the terms of documents together into posting lists, and compressing what is stored.
  package internal(set) var invert = Duration.zero
  /// Handing segments to the storage engine, and committing them to disk.
  package internal(set) var write = Duration.zero
  /// Making one segment of several, their writing included.
  package internal(set) var merge = Duration.zero
}
