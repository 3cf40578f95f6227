import Glibc

/// Finds the files that the named sources stand for.
package struct SourceWalker {
  /// A file to read, or a problem met on the way.
  package enum Entry: Equatable {
    /// - `isNamed`: the path was given, not found in a directory.
    /// - `bytes`: its size; `nil` where it has none, as a pipe.
    case file(path: String, isNamed: Bool, bytes: Int?)
    case database(DatabaseSource)
    case problem(SourceProblem)
  }

  private var entries: [Entry] = []
  /// Directories seen below the source at hand, so that links back up do not lead in circles.
  private var visited: Set<FileIdentity> = []
  private let willVisit: (String) -> Void
  private let willList: (String) -> Void

  private struct FileIdentity: Hashable {
    var device: UInt64
    var inode: UInt64
  }

  /// The files of the sources in the order given; directories in the order of their names' bytes,
  /// without what is hidden, and the posts of a Stack Exchange dump before what refers to them.
  ///
  /// - Parameters:
  ///   - willVisit: told of each path just before the system is asked what is there.
  ///   - willList: told of each directory just before it is listed.
  package static func entries(
    of sources: [String], willVisit: @escaping (String) -> Void = { _ in },
    willList: @escaping (String) -> Void = { _ in }
  ) -> [Entry] {
    var walker = SourceWalker(willVisit: willVisit, willList: willList)
    for source in sources {
      walker.visited = []
      if let database = DatabaseSource(source) {
        walker.entries.append(.database(database))
      } else {
        walker.visit(source, isNamed: true)
      }
    }
    return walker.entries
  }

  private init(willVisit: @escaping (String) -> Void, willList: @escaping (String) -> Void) {
    (self.willVisit, self.willList) = (willVisit, willList)
  }

  /// Whether a file of a source comes before another one.
  package static func precedes(_ path: String, _ other: String) -> Bool {
    let (names, others) = (path.split(separator: "/"), other.split(separator: "/"))
    guard let (name, otherName) = zip(names, others).first(where: { $0 != $1 }) else {
      return names.count < others.count
    }
    return isBefore(name, otherName)
  }

  /// Whether a name comes before another one of the same directory.
  private static func isBefore(_ name: some StringProtocol, _ other: some StringProtocol) -> Bool {
    let isOfPosts = StackExchangeSite.isNameOfPosts(name)
    guard isOfPosts == StackExchangeSite.isNameOfPosts(other) else { return isOfPosts }
    return name.utf8.lexicographicallyPrecedes(other.utf8)
  }

  /// Whether names of that kind are passed over in directories.
  package static func isHidden(_ name: some StringProtocol) -> Bool { name.hasPrefix(".") }

  private mutating func visit(_ path: String, isNamed: Bool) {
    guard path != "-" || !isNamed else {
      entries.append(.file(path: path, isNamed: true, bytes: nil))
      return
    }
    willVisit(path)
    var status = stat()
    guard unsafe stat(path, &status) == 0 else {
      return report(path, "cannot be opened: \(SystemError.last)")
    }
    switch status.st_mode & S_IFMT {
    case S_IFDIR:
      let identity = FileIdentity(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
      if visited.insert(identity).inserted { list(path) }
    case S_IFREG:
      entries.append(.file(path: path, isNamed: isNamed, bytes: Int(status.st_size)))
    default:
      // Pipes and devices are read when named; in a directory they could block for ever.
      if isNamed { entries.append(.file(path: path, isNamed: true, bytes: nil)) }
    }
  }

  private mutating func list(_ directory: String) {
    willList(directory)
    guard let stream = unsafe opendir(directory) else {
      return report(directory, "cannot be listed: \(SystemError.last)")
    }
    defer { unsafe _ = closedir(stream) }
    var names: [String] = []
    while true {
      errno = 0
      guard let entry = unsafe readdir(stream) else { break }
      // SAFETY: `d_name` is a C string that lasts until the next call of `readdir`. It is read where
      // it lies, since an entry may be shorter than the array that the header declares.
      let bytes = unsafe UnsafeRawPointer(entry) + MemoryLayout<dirent>.offset(of: \.d_name)!
      let name = unsafe String(cString: bytes.assumingMemoryBound(to: CChar.self))
      if !Self.isHidden(name) { names.append(name) }
    }
    if errno != 0 { report(directory, "cannot be listed to its end: \(SystemError.last)") }
    names.sort { Self.isBefore($0, $1) }
    let prefix = directory.hasSuffix("/") ? directory : directory + "/"
    for name in names { visit(prefix + name, isNamed: false) }
  }

  private mutating func report(_ path: String, _ reason: String) {
    entries.append(.problem(SourceProblem(source: path, reason: reason, severity: .fileSkipped)))
  }
}
