import Foundation
import Glibc

/// A folder to which anything may happen that happens to folders.
public struct RandomFolder {
  /// Where it happens.
  public let folder: TestFolder
  /// What decides.
  public var generator: SeededGenerator

  /// Begins with a file that is none to be read: an empty folder is taken for one that is not mounted.
  public init(_ folder: TestFolder, seed: UInt64) throws {
    self.folder = folder
    generator = SeededGenerator(seed: seed)
    try folder.write("README", "nothing to read")
  }

  private mutating func number(_ range: Range<Int>) -> Int { Int.random(in: range, using: &generator) }
  private mutating func pick<T>(_ values: [T]) -> T { values[number(0..<values.count)] }

  /// All names below the folder, directories too.
  private var names: [String] {
    (FileManager.default.subpaths(atPath: folder.path) ?? []).filter { $0 != "README" }.sorted()
  }

  private mutating func newName() -> String {
    let directories = [
      "", "a/", "a/b/", "c/", "_posts/", "content/", "_data/comments/p1/", ".hidden/", "_layouts/",
    ]
    let directory = pick(directories)
    let number = number(0..<4)
    return switch directory {
    case "_data/comments/p1/": directory + "\(number).yml"
    case "_posts/", "content/", "_layouts/": directory + "p\(number).md"
    default:
      directory
        + pick(["\(number).jsonl", "\(number).txt", "p\(number).md", ".\(number).jsonl", "\(number).bin"])
    }
  }

  /// Few ids, so that files have the same; a document answers one of a lower number, so that none answers itself.
  private mutating func records() -> String {
    (0..<number(0..<5)).map { _ in
      let own = number(0..<30)
      let parent = own > 0 && number(0..<4) > 0 ? "\"parent\": \"d\(number(0..<own))\", " : ""
      let thread = number(0..<8) == 0 ? "\"thread\": \"d\(number(0..<3))\", " : ""
      return number(0..<15) == 0
        ? "{nonsense\n" : "{\"id\": \"d\(own)\", \(parent)\(thread)\"text\": \"word\(number(0..<50))\"}\n"
    }.joined()
  }

  private mutating func content(_ name: String) -> String {
    if name.hasSuffix(".jsonl") { return records() }
    if name.hasSuffix(".bin") { return "\u{0}\(number(0..<9))" }
    if name.hasSuffix(".yml") { return "name: Ana\nmessage: word\(number(0..<50))\n" }
    if name.hasSuffix(".md") {
      return pick(["", "draft: true\n"]).isEmpty || number(0..<3) > 0
        ? "---\ntitle: Post\n---\nword\(number(0..<50))\n" : "---\ndraft: true\n---\nword\n"
    }
    return "Page \(number(0..<4))\n\nword\(number(0..<50))\n"
  }

  private static func isBelowHidden(_ name: String) -> Bool {
    name.split(separator: "/").dropLast().contains { $0.hasPrefix(".") }
  }

  /// Does something to the folder. What cannot be done, as to move a directory into itself, is not.
  ///
  /// - Returns: whether a file has a second name now. Where nobody looks before something happens by it, and before it goes again, nobody
  ///   can tell of the first.
  @discardableResult
  public mutating func act() -> Bool {
    let name = names.isEmpty ? newName() : pick(names)
    let other = newName()
    try? folder.makeDirectory(URL(fileURLWithPath: folder.file(other)).deletingLastPathComponent().path)
    let action = number(0..<16)
    switch action {
    case 0..<6: try? folder.write(other, content(other))
    case 6:
      guard let handle = FileHandle(forWritingAtPath: folder.file(name)) else { return false }
      handle.seekToEndOfFile()
      handle.write(Data(content(name).utf8))
      try? handle.close()
    case 7, 8: try? folder.remove(name)
    case 9: try? folder.move(name, to: other)
    case 10:
      // As editors save, and rsync.
      try? folder.write(other + ".tmp", content(other))
      try? folder.move(other + ".tmp", to: other)
    case 11:
      try? folder.move(name, to: pick(["a", "c", "moved", "moved/again", "_data/comments/p2", ".hidden"]))
    case 12: try? folder.link(other, to: folder.file(name))
    // Hidden directories are not watched, so that nobody can tell of a new name in them.
    case 13 where !Self.isBelowHidden(name) && !Self.isBelowHidden(other):
      // SAFETY: both are C strings for the call.
      _ = unsafe Glibc.link(folder.file(name), folder.file(other))
    case 14:
      try? FileManager.default.setAttributes([.modificationDate: Date()], ofItemAtPath: folder.file(name))
    default: try? folder.write(name, content(name))
    }
    return action == 13
  }
}
