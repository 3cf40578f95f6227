#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Finds the files that the named sources stand for.
struct SourceWalker {
  /// A file to read, or a problem met on the way.
  enum Entry: Equatable {
    /// - `isNamed`: the path was given, not found in a directory.
    /// - `bytes`: its size; `nil` where it has none, as a pipe.
    case file(path: String, isNamed: Bool, bytes: Int?)
    case database(DatabaseSource)
    case problem(SourceProblem)
  }

  private(set) var entries: [Entry] = []
  /// Directories seen below the source at hand, so that links back up do not lead in circles.
  private var visited: Set<FileIdentity> = []

  private struct FileIdentity: Hashable {
    var device: UInt64
    var inode: UInt64
  }

  /// The files of the sources in the order given; directories in the order of their names' bytes,
  /// without what is hidden, and the posts of a Stack Exchange dump before what refers to them.
  static func entries(of sources: [String]) -> [Entry] {
    var walker = SourceWalker()
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

  private mutating func visit(_ path: String, isNamed: Bool) {
    guard path != "-" || !isNamed else {
      entries.append(.file(path: path, isNamed: true, bytes: nil))
      return
    }
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
      if !name.hasPrefix(".") { names.append(name) }
    }
    if errno != 0 { report(directory, "cannot be listed to its end: \(SystemError.last)") }
    names.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    names =
      names.filter(StackExchangeSite.isNameOfPosts) + names.filter { !StackExchangeSite.isNameOfPosts($0) }
    let prefix = directory.hasSuffix("/") ? directory : directory + "/"
    for name in names { visit(prefix + name, isNamed: false) }
  }

  private mutating func report(_ path: String, _ reason: String) {
    entries.append(.problem(SourceProblem(source: path, reason: reason, severity: .fileSkipped)))
  }
}
