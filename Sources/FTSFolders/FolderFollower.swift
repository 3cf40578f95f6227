public import FTSCore
public import FTSCorpus

/// Keeps an index in step with folders: at first by a comparison of all files with what the index says of them, then by what the
/// kernel tells.
///
/// The right to write is held for the time of a commit, as by `ftsd index`; in between others may write.
public final class FolderFollower {
  /// How an index follows folders.
  public struct Options {
    /// How files are read.
    public var source = SourceOptions()
    /// How the index is written.
    public var writer = IndexWriter.Options()
    /// What reads; files are read again by another.
    public var version = ""
    /// How long nothing has to change before changes are taken up.
    public var quiet = Duration.milliseconds(200)
    /// How long changes wait for that at most.
    public var longest = Duration.seconds(3)
    /// Asked now and then; false ends following.
    public var goesOn: @Sendable () -> Bool = { true }
    /// A descriptor that can be read from when `goesOn` should be asked.
    public var wakeup: CInt?

    /// The defaults.
    public init() {}
  }

  /// What is told meanwhile.
  public enum Report {
    /// Something could not be read.
    case problem(SourceProblem)
    /// A commit was made.
    case committed(FolderSummary)
    /// Changes have been looked at, with or without a commit; so many files are followed.
    case inStep(files: Int)
  }

  private let folders: [String]
  private let identities: [FileStatus.Identity]
  private let index: String
  private let options: Options
  private let report: (Report) -> Void
  private let watcher: FolderWatcher
  private var catalog = FileCatalog()
  /// Problems with the folders themselves, told already.
  private var told: [SourceProblem] = []
  /// Number of the last commit that was seen.
  private var generation: UInt64 = 0
  /// The index's directory as it was compared with: another takes its place when it is restored, compacted or made anew.
  private var indexIdentity: FileStatus.Identity?

  /// - Parameters:
  ///   - folders: paths of directories.
  ///   - index: path of the index; it is created where it does not exist.
  ///   - options: how to go about it.
  ///   - report: told of what happens.
  public init(
    folders: [String], index: String, options: Options, report: @escaping (Report) -> Void
  ) throws(FolderError) {
    (self.index, self.options, self.report) = (index, options, report)
    var resolved: [String] = []
    for folder in folders { resolved.append(try Self.resolve(folder)) }
    self.folders = resolved
    identities = resolved.compactMap { FileStatus($0)?.identity }
    watcher = try FolderWatcher(folders: resolved)
    for (place, folder) in resolved.enumerated() {
      let others = resolved[..<place] + resolved[(place + 1)...]
      if let outer = others.first(where: { $0 == folder || Self.isBelow(folder, $0) }) {
        throw .nested(path: folder, outer: outer)
      }
    }
    let place = FileStatus.resolvedAsFarAsThere(index)
    if let folder = resolved.first(where: { $0 == place || Self.isBelow(place, $0) }),
      !place.dropFirst(folder.count).split(separator: "/").contains(where: SourceWalker.isHidden)
    {
      throw .holdsIndex(path: folder, index: index)
    }
  }

  private static func resolve(_ folder: String) throws(FolderError) -> String {
    guard let path = FileStatus.resolved(folder) else {
      throw .notAFolder(path: folder, reason: SystemReason.last)
    }
    guard FileStatus(path)?.isDirectory == true else {
      throw .notAFolder(path: folder, reason: "not a directory")
    }
    return path
  }

  private static func isBelow(_ path: String, _ folder: String) -> Bool {
    FileCatalog.folder(of: path, among: [folder]) != nil
  }

  /// Compares, then follows until it is told to end.
  public func run() throws(FolderError) {
    do throws(FolderError) {
      try begin()
      while let changes = try watcher.changes(
        quiet: options.quiet, longest: options.longest, wakeup: options.wakeup, while: options.goesOn)
      {
        try follow(changes)
      }
    } catch .index(.interrupted) {}
  }

  /// Brings the index in step with the folders as they are found.
  func begin() throws(FolderError) {
    try readCatalog()
    try compare(isFirst: true)
  }

  private func readCatalog() throws(FolderError) {
    try onIndex { (writer, reader) throws(IndexError) in
      catalog = try FileCatalog(reader, folders: folders)
      generation = try reader.lastCommit().generation
      indexIdentity = FileStatus(index)?.identity
    }
  }

  /// Looks at changes that have been told by now, without waiting for more.
  func catchUp() throws(FolderError) {
    let changes = try watcher.changesSoFar()
    if !changes.isEmpty { try follow(changes) }
  }

  func follow(_ changes: FolderChanges) throws(FolderError) {
    try checkFolders()
    let source = options.source.forgettingSites()
    var changed: [String] = []
    var gone: Set<String> = []
    var isWhole = changes.isWhole
    for file in isWhole ? [] : changes.files {
      guard let status = FileStatus(file), status.isFile else {
        if catalog.contains(file) { gone.insert(file) }
        continue
      }
      // A change is told by the name alone by which it was made.
      isWhole = isWhole || status.hasOtherNames
      if !catalog.isAsRead(file, signature: signature(file, status, source)) { changed.append(file) }
    }
    if isWhole || hasOtherPosts(changed, gone) { return try compare(isFirst: false) }
    try update(changed.sorted(by: precedes), gone, source)
  }

  /// Whether posts have come or gone, on which comments in files of their own may hang.
  private func hasOtherPosts(_ changed: [String], _ gone: Set<String>) -> Bool {
    let names = gone.union(changed.filter { !catalog.contains($0) })
    return names.contains(where: SourceOptions.isNameOfPost)
  }

  // MARK: - Comparing

  private func compare(isFirst: Bool) throws(FolderError) {
    let (files, problems) = try watcher.files()
    try checkFolders()
    for problem in problems where !told.contains(problem) { report(.problem(problem)) }
    told = problems
    if isFirst { try checkNotEmptied(files, problems) }
    let source = options.source.forgettingSites()
    var changed: [String] = []
    var gone = Set(catalog.states.keys)
    for file in files {
      gone.remove(file)
      guard let status = FileStatus(file) else { continue }
      if !catalog.isAsRead(file, signature: signature(file, status, source)) { changed.append(file) }
    }
    // What cannot be listed is not gone.
    for problem in problems where FileStatus(problem.source)?.isDirectory == true {
      gone = gone.filter { !Self.isBelow($0, problem.source) }
    }
    try update(changed, gone, source)
  }

  /// A file system that is not mounted leaves an empty directory behind.
  private func checkNotEmptied(_ files: [String], _ problems: [SourceProblem]) throws(FolderError) {
    for folder in folders where !files.contains(where: { Self.isBelow($0, folder) }) {
      guard !problems.contains(where: { $0.source == folder }) else { continue }
      let known = catalog.states.keys.filter { Self.isBelow($0, folder) }
      guard !known.isEmpty else { continue }
      var documents = 0
      try onIndex { (_, reader) throws(IndexError) in
        let counts = try FileCatalog.documentsByFile(reader)
        documents = known.reduce(0) { $0 + counts[$1, default: 0] }
      }
      throw .emptied(path: folder, documents: documents)
    }
  }

  /// A folder that has been moved away, or lies on a file system that is no longer mounted, has not lost its files.
  private func checkFolders() throws(FolderError) {
    for (folder, identity) in zip(folders, identities) where FileStatus(folder)?.identity != identity {
      throw .vanished(path: folder)
    }
  }

  private func signature(_ file: String, _ status: FileStatus, _ source: SourceOptions) -> String {
    var parts = [status.signature, options.version, source.fingerprint]
    // Posts and their comments are named after the place where they are, not after that of a link.
    let place = watcher.hasLinks ? FileStatus.resolved(file) ?? file : file
    if let post = source.postOfComment(at: place) { parts.append(post) }
    if place != file { parts.append(place) }
    return parts.joined(separator: " ")
  }

  /// Whether a file is read before another.
  private func precedes(_ file: String, _ other: String) -> Bool {
    let own = FileCatalog.folder(of: file, among: folders) ?? folders.count
    let others = FileCatalog.folder(of: other, among: folders) ?? folders.count
    return own == others ? SourceWalker.precedes(file, other) : own < others
  }

  // MARK: - Writing

  private func update(
    _ changed: [String], _ gone: Set<String>, _ source: SourceOptions
  ) throws(FolderError) {
    guard !changed.isEmpty || !gone.isEmpty else { return report(.inStep(files: catalog.states.count)) }
    var isOther = false
    try onIndex { (writer, reader) throws(IndexError) in
      let before = try reader.lastCommit().generation
      isOther = before < generation || FileStatus(index)?.identity != indexIdentity
      if isOther { return }
      let update = try FolderUpdate(
        reader, writer, catalog, source,
        signature: { [self] file in FileStatus(file).map { signature(file, $0, source) } },
        precedes: precedes, goesOn: options.goesOn, report: { [report] in report(.problem($0)) })
      try update.run(changed: changed, gone: gone)
      catalog = update.catalog
      generation = try reader.lastCommit().generation
      if generation != before { report(.committed(update.summary)) }
      try writer.merge(while: options.goesOn)
      generation = try reader.lastCommit().generation
    }
    // Another index has taken its place, as one out of a backup.
    if isOther {
      try readCatalog()
      return try compare(isFirst: false)
    }
    report(.inStep(files: catalog.states.count))
  }

  /// Has the index for itself meanwhile.
  private func onIndex(
    _ body: (IndexWriter, IndexReader) throws(IndexError) -> Void
  ) throws(FolderError) {
    do throws(IndexError) {
      let writer = try IndexWriter(path: index, options: options.writer)
      defer { writer.close() }
      try body(writer, try IndexReader(path: index))
    } catch { throw .index(error) }
  }
}
