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
  /// Names in directories elsewhere over which links lead, and to which.
  private var targets: [Inotify.Watch: Set<String>] = [:]
  /// Files that have several names, of which not all need lie in directories that are watched.
  private var linkedFiles: Set<Inotify.Watch> = []
  /// Whether some files have other paths, too, by links of either kind: what happens by one of them is not told of the others.
  private(set) var hasLinks = false

  init(folders: [String]) throws(FolderError) {
    self.folders = folders
    inotify = try Inotify()
  }

  /// Finds all files, in the order in which they are read. From here on whatever happens to them is told: a directory is watched
  /// before it is listed, and what a link leads to before it is followed, whether it is there or not.
  func files() throws(FolderError) -> (files: [String], problems: [SourceProblem]) {
    var found: [Inotify.Watch: Set<String>] = [:]
    var foundTargets: [Inotify.Watch: Set<String>] = [:]
    var foundFiles: Set<Inotify.Watch> = []
    var links = false
    var failure: FolderError?
    func watch(_ path: String, _ body: (Inotify.Watch) -> Void) {
      guard failure == nil else { return }
      do throws(FolderError) {
        if let watch = try inotify.watch(path) { body(watch) }
      } catch { failure = error }
    }
    let entries = SourceWalker.entries(of: folders) { path in
      guard FileStatus.isLink(path) else { return }
      links = true
      for place in LinkRoute(of: path).places.dropFirst() {
        watch(place.directory) { foundTargets[$0, default: []].insert(place.name) }
      }
    } willList: { path in
      watch(path) { found[$0, default: []].insert(path) }
    }
    if let failure { throw failure }
    var files: [String] = []
    var problems: [SourceProblem] = []
    for entry in entries {
      switch entry {
      case .file(let path, _, _):
        files.append(path)
        guard FileStatus(path)?.hasOtherNames == true else { continue }
        links = true
        if let watch = try inotify.watchFile(path) { foundFiles.insert(watch) }
      case .problem(let problem):
        // What has gone since its directory was listed is no problem.
        if FileStatus.isThere(problem.source) { problems.append(problem) }
      case .database: continue
      }
    }
    for watch in Set(directories.keys).union(targets.keys).union(linkedFiles)
    where found[watch] == nil && foundTargets[watch] == nil && !foundFiles.contains(watch) {
      inotify.remove(watch)
    }
    (directories, targets, linkedFiles, hasLinks) = (found, foundTargets, foundFiles, links)
    return (files, problems)
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
    if linkedFiles.contains(watch) { changes.isWhole = true }
    if let names = targets[watch], event.name.map(names.contains) ?? true { changes.isWhole = true }
    if event.kind.contains(.ignored) { targets[watch] = nil }
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
