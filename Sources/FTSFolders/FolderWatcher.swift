import FTSCorpus

/// Watches folders with all that is below them, as `DocumentReader` walks them: links are followed, hidden names passed over.
///
/// What happens to files is told by their paths. What happens to directories moves many files at once, and what a link leads to has
/// another path: there it is told that all is to be looked at. `files()` does, and watches what it finds.
final class FolderWatcher {
  private let folders: [String]
  private let inotify: Inotify
  /// The paths of each directory that is watched; several where folders lead to the same one.
  private var directories: [Inotify.Watch: Set<String>] = [:]
  /// Names in directories elsewhere to which links to files lead.
  private var targets: [Inotify.Watch: Set<String>] = [:]
  /// Whether some files have other paths, too, by links of either kind: what happens by one of them is not told of the others.
  private(set) var hasLinks = false

  init(folders: [String]) throws(FolderError) {
    self.folders = folders
    inotify = try Inotify()
  }

  /// Finds all files, in the order in which they are read. From here on whatever happens to them is told: a directory is watched
  /// before it is listed.
  func files() throws(FolderError) -> (files: [String], problems: [SourceProblem]) {
    var found: [Inotify.Watch: Set<String>] = [:]
    var links = false
    var failure: FolderError?
    let entries = SourceWalker.entries(of: folders) { [inotify] path in
      guard failure == nil else { return }
      do throws(FolderError) {
        if let watch = try inotify.watch(path) { found[watch, default: []].insert(path) }
      } catch { failure = error }
      links = links || FileStatus.isLink(path)
    }
    if let failure { throw failure }
    var files: [String] = []
    var problems: [SourceProblem] = []
    var foundTargets: [Inotify.Watch: Set<String>] = [:]
    for entry in entries {
      switch entry {
      case .file(let path, _, _):
        files.append(path)
        links = links || FileStatus(path)?.hasOtherNames == true
        if let target = Self.target(of: path) {
          links = true
          if let watch = try inotify.watch(target.directory) {
            foundTargets[watch, default: []].insert(target.name)
          }
        }
      case .problem(let problem):
        // What has gone since its directory was listed is no problem.
        guard FileStatus.isThere(problem.source) else { continue }
        problems.append(problem)
        links = links || FileStatus.isLink(problem.source)
      case .database: continue
      }
    }
    for watch in Set(directories.keys).union(targets.keys)
    where found[watch] == nil && foundTargets[watch] == nil {
      inotify.remove(watch)
    }
    (directories, targets, hasLinks) = (found, foundTargets, links)
    return (files, problems)
  }

  /// Where a link to a file leads; `nil` for what is no link.
  private static func target(of path: String) -> (directory: String, name: String)? {
    guard FileStatus.isLink(path), let resolved = FileStatus.resolved(path),
      let slash = resolved.lastIndex(of: "/")
    else { return nil }
    let directory = slash == resolved.startIndex ? "/" : String(resolved[..<slash])
    return (directory, String(resolved[resolved.index(after: slash)...]))
  }

  /// Waits until something has changed, and then nothing any more for a while.
  ///
  /// - Parameters:
  ///   - quiet: how long nothing has to change.
  ///   - longest: when not to wait for that any longer.
  ///   - wakeup: a descriptor that ends the waiting when it can be read from.
  ///   - goesOn: asked when woken; false ends the waiting.
  /// - Returns: what may have changed; `nil` where the waiting was ended.
  func changes(
    quiet: Duration, longest: Duration, wakeup: CInt?, while goesOn: () -> Bool
  ) throws(FolderError) -> FolderChanges? {
    var changes = FolderChanges()
    while changes.isEmpty {
      _ = try inotify.wait(nil, orFor: wakeup)
      guard goesOn() else { return nil }
      changes = try changesSoFar()
    }
    let end = ContinuousClock.now + longest
    while ContinuousClock.now < end, try inotify.wait(quiet, orFor: wakeup) {
      guard goesOn() else { return nil }
      changes.formUnion(try changesSoFar())
    }
    return changes
  }

  /// What may have changed by now, since it was asked for last.
  func changesSoFar() throws(FolderError) -> FolderChanges {
    var changes = FolderChanges()
    while case let events = try inotify.events(), !events.isEmpty {
      for event in events { note(event, in: &changes) }
    }
    return changes
  }

  func note(_ event: Inotify.Event, in changes: inout FolderChanges) {
    guard let watch = event.watch else {
      changes.isWhole = true
      return
    }
    if event.kind.contains(.ignored) { targets[watch] = nil }
    if let name = event.name, targets[watch]?.contains(name) == true { changes.isWhole = true }
    guard let paths = directories[watch] else { return }
    guard let name = event.name else {
      if event.kind.contains(.ignored) { directories[watch] = nil }
      changes.isWhole = true
      return
    }
    // By another, hidden name a file changes as well.
    if SourceWalker.isHidden(name), !hasLinks { return }
    if hasLinks || event.kind.contains(.isDirectory) {
      changes.isWhole = true
      return
    }
    for path in paths {
      let file = path.hasSuffix("/") ? path + name : path + "/" + name
      // A link may be one to a directory.
      if FileStatus.isLink(file) { changes.isWhole = true }
      changes.files.insert(file)
    }
  }
}
