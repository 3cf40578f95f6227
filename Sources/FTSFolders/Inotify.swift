import Glibc

/// Changes in directories as the kernel tells them, one queue of them (inotify(7)).
final class Inotify {
  /// A directory or file that is watched, by its inode: one for all paths that lead to it.
  struct Watch: Hashable {
    let number: CInt
  }

  /// What has happened.
  struct Event: Equatable {
    /// `nil` where it is about none: the queue was full.
    var watch: Watch?
    var kind: Kind
    /// In the directory; `nil` where it is about what is watched itself.
    var name: String?
  }

  /// Kinds of events, and what comes with them.
  struct Kind: OptionSet {
    let rawValue: UInt32

    /// The queue was full, and some are lost.
    static let overflow = Kind(IN_Q_OVERFLOW)
    /// The watch is no more: it was removed, or its directory was.
    static let ignored = Kind(IN_IGNORED)
    /// What the name means is a directory.
    static let isDirectory = Kind(IN_ISDIR)
    static let closeWrite = Kind(IN_CLOSE_WRITE)
    static let create = Kind(IN_CREATE)
    static let delete = Kind(IN_DELETE)
    static let movedFrom = Kind(IN_MOVED_FROM)
    static let movedTo = Kind(IN_MOVED_TO)
    /// Rights, times, number of names.
    static let attributes = Kind(IN_ATTRIB)
    static let deleteSelf = Kind(IN_DELETE_SELF)
    static let moveSelf = Kind(IN_MOVE_SELF)

    init(rawValue: UInt32) { self.rawValue = rawValue }
    private init(_ constant: Int32) { rawValue = UInt32(bitPattern: constant) }
  }

  /// All that may change which documents a directory's files have. What is still being written is not: its end is.
  private static let watched: Kind = [
    .closeWrite, .create, .delete, .movedFrom, .movedTo, .attributes, .deleteSelf, .moveSelf,
  ]
  /// Room for some hundreds of events.
  private static let bufferBytes = 64 << 10

  private let descriptor: CInt

  init() throws(FolderError) {
    descriptor = inotify_init1(CInt(IN_NONBLOCK) | CInt(IN_CLOEXEC))
    guard descriptor < 0 else { return }
    if errno == EMFILE { throw .tooManyQueues }
    throw .system(doing: "watch", reason: SystemReason.last)
  }

  deinit { close(descriptor) }

  /// Watches a directory from here on; the same watch as before where it is watched already. `nil` where there is no directory
  /// that may be listed.
  func watch(_ path: String) throws(FolderError) -> Watch? {
    try watch(path, flags: IN_ONLYDIR | IN_EXCL_UNLINK)
  }

  /// Likewise a file, by whatever name it is changed: of a directory only what happens by the names in it is told.
  func watchFile(_ path: String) throws(FolderError) -> Watch? { try watch(path, flags: 0) }

  private func watch(_ path: String, flags: CInt) throws(FolderError) -> Watch? {
    let flags = UInt32(bitPattern: flags)
    // SAFETY: the call reads the path, up to the zero byte at its end.
    let number = unsafe inotify_add_watch(descriptor, path, Self.watched.rawValue | flags)
    if number >= 0 { return Watch(number: number) }
    switch errno {
    case ENOENT, ENOTDIR, EACCES, ELOOP, ENAMETOOLONG: return nil
    case ENOSPC: throw .tooManyWatches(path: path)
    default: throw .system(doing: "watch \(path)", reason: SystemReason.last)
    }
  }

  /// Watches it no longer.
  func remove(_ watch: Watch) { _ = inotify_rm_watch(descriptor, watch.number) }

  /// Waits for events.
  ///
  /// - Parameters:
  ///   - timeout: how long; `nil` without an end.
  ///   - wakeup: a descriptor that ends the waiting when it can be read from.
  /// - Returns: whether there are any.
  func wait(_ timeout: Duration?, orFor wakeup: CInt?) throws(FolderError) -> Bool {
    let milliseconds = timeout.map { CInt(clamping: Int64(($0 / .milliseconds(1)).rounded(.up))) } ?? -1
    // One without a number is passed over.
    var polled = [descriptor, wakeup ?? -1].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    // SAFETY: the array is valid for the call, and its own count is passed with it.
    let count = unsafe poll(&polled, nfds_t(polled.count), milliseconds)
    guard count >= 0 || errno == EINTR else { throw .system(doing: "wait", reason: SystemReason.last) }
    return count > 0 && polled[0].revents != 0
  }

  /// Takes events that are there, as many as one call gives; none where there are none.
  func events() throws(FolderError) -> [Event] {
    var length = 0
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: Self.bufferBytes) { buffer, count in
      // SAFETY: `read` writes at most `buffer.count` bytes, and `count` says how many it wrote.
      length = unsafe read(descriptor, buffer.baseAddress, buffer.count)
      count = max(0, length)
    }
    guard length >= 0 || errno == EAGAIN || errno == EINTR else {
      throw .system(doing: "read what has changed", reason: SystemReason.last)
    }
    return Self.events(in: bytes)
  }

  /// A `struct inotify_event` after the other: watch, kind, cookie, length of the name, and the name, with zero bytes behind it.
  private static func events(in bytes: [UInt8]) -> [Event] {
    var events: [Event] = []
    var place = 0
    func word(_ index: Int) -> UInt32 {
      (0..<4).reduce(0) { $0 | UInt32(bytes[place + index * 4 + $1]) << UInt32($1 * 8) }
    }
    while place + 16 <= bytes.count {
      let number = CInt(bitPattern: word(0))
      let kind = Kind(rawValue: word(1))
      let end = min(place + 16 + Int(word(3)), bytes.count)
      let name = bytes[(place + 16)..<end].prefix { $0 != 0 }
      events.append(
        Event(
          watch: number < 0 ? nil : Watch(number: number), kind: kind,
          name: name.isEmpty ? nil : String(decoding: name, as: UTF8.self)))
      place = end
    }
    return events
  }
}

/// What the system says of the last call of this thread that failed.
enum SystemReason {
  static var last: String {
    // SAFETY: `strerror` returns a string that lasts until its next call on this thread.
    unsafe String(cString: strerror(errno))
  }
}
