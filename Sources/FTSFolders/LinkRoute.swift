import Glibc

/// What a symbolic link leads to depends on: itself, the links it leads over, and its end, which may be there or not (path_resolution(7)).
struct LinkRoute {
  /// A name in a directory, of which no part is a link.
  struct Place: Equatable {
    var directory: String
    var name: String
  }

  /// As many links as the kernel follows, too.
  private static let longest = 40

  /// In the order in which they are met. The last is the end, or the first name on the way to it that is missing.
  let places: [Place]

  /// - Parameter path: from the root, or from the current directory.
  init(of path: String) {
    var places: [Place] = []
    var directory = path.hasPrefix("/") ? "" : FileStatus.resolved(".") ?? ""
    var rest = Array(path.split(separator: "/").map(String.init).reversed())
    var links = 0
    while let name = rest.popLast() {
      if name == "." { continue }
      if name == ".." {
        directory = String(directory[..<(directory.lastIndex(of: "/") ?? directory.startIndex)])
        continue
      }
      let next = directory + "/" + name
      if let target = Self.target(of: next), links < Self.longest {
        links += 1
        places.append(Place(directory: directory.isEmpty ? "/" : directory, name: name))
        if target.hasPrefix("/") { directory = "" }
        rest += target.split(separator: "/").map(String.init).reversed()
      } else if rest.isEmpty || FileStatus(next)?.isDirectory != true {
        places.append(Place(directory: directory.isEmpty ? "/" : directory, name: name))
        break
      } else {
        directory = next
      }
    }
    self.places = places
  }

  /// Where a link itself says that it leads; `nil` for what is no link.
  private static func target(of path: String) -> String? {
    var length = 0
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: Int(PATH_MAX)) { buffer, count in
      // SAFETY: `readlink` reads the path, up to the zero byte at its end, and writes at most `buffer.count` bytes; `count` says how
      // many it wrote.
      length = unsafe buffer.withMemoryRebound(to: CChar.self) {
        unsafe readlink(path, $0.baseAddress!, $0.count)
      }
      count = max(0, length)
    }
    return length > 0 ? String(decoding: bytes, as: UTF8.self) : nil
  }
}
