public import FTSCore

/// Why folders cannot be followed, or not any longer, each with a message for the person in front of it.
public enum FolderError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The path leads to no directory.
  case notAFolder(path: String, reason: String)
  /// A folder lies in another one, so that its files would be read twice.
  case nested(path: String, outer: String)
  /// The index lies in a folder, where each commit would be a change to follow.
  case holdsIndex(path: String, index: String)
  /// The folder is not where it was; the index has what it had.
  case vanished(path: String)
  /// There is nothing in the folder, of which the index has so many documents.
  case emptied(path: String, documents: Int)
  /// The kernel watches no more directories for this user.
  case tooManyWatches(path: String)
  /// The kernel gives this user no more queues of changes.
  case tooManyQueues
  /// A system call has failed; the reason is the system's.
  case system(doing: String, reason: String)
  /// The index cannot be read or written.
  case index(IndexError)

  /// The message, with what to do where there is something.
  public var description: String {
    switch self {
    case .notAFolder(let path, let reason): "\(path) is no folder to follow: \(reason)"
    case .nested(let path, let outer): "\(path) lies in \(outer); give one of the two"
    case .holdsIndex(let path, let index):
      "the index \(index) lies in \(path), where each of its commits would be a change; keep it elsewhere, or below a hidden name"
    case .vanished(let path): "\(path) is not where it was; the index still has its documents"
    case .emptied(let path, let documents):
      "\(path) is empty, and the index has \(documents) documents of it; is it mounted? "
        + "Where they are to go, delete them: ftsd delete --query has:\(FileAttribute.file)"
    case .tooManyWatches(let path):
      "cannot watch \(path): the system watches no more directories for this user; "
        + "raise fs.inotify.max_user_watches, with sysctl, above the number of directories"
    case .tooManyQueues:
      "cannot watch: too many programs of this user do; raise fs.inotify.max_user_instances with sysctl"
    case .system(let doing, let reason): "cannot \(doing): \(reason)"
    case .index(let error): error.description
    }
  }
}
