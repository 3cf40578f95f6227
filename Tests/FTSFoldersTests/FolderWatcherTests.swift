import Dispatch
import FTSCorpus
import FTSTestSupport
import Foundation
import Testing

@testable import FTSFolders

@Suite struct FolderWatcherTests {
  /// The files that are found, relative to the folder.
  private func files(_ watcher: FolderWatcher, _ folder: TestFolder) throws -> [String] {
    try watcher.files().files.map { String($0.dropFirst(folder.path.count + 1)) }
  }

  @Test("Files are found in the order in which they are read, and changes of them are told by their paths")
  func filesAreTold() throws {
    let folder = try TestFolder()
    for name in ["b.txt", "a/c.txt", "a/.hidden", "x/Comments.xml", "x/Posts.xml"] {
      try folder.write(name, "x")
    }
    let watcher = try FolderWatcher(folders: [folder.path])
    #expect(try files(watcher, folder) == ["a/c.txt", "b.txt", "x/Posts.xml", "x/Comments.xml"])
    #expect(try watcher.changesSoFar() == FolderChanges())
    try folder.write("a/c.txt", "y")
    try folder.move("b.txt", to: "a/d.txt")
    try folder.write("a/.hidden", "y")
    #expect(
      try watcher.changesSoFar()
        == FolderChanges(files: Set(["a/c.txt", "b.txt", "a/d.txt"].map(folder.file))))
  }

  @Test("What happens to directories, to links and in what they lead to wants a look at everything")
  func directoriesAndLinks() throws {
    let folder = try TestFolder()
    let outside = folder.directory.file("outside")
    try folder.makeDirectory(outside + "/deep")
    try Data("x".utf8).write(to: URL(fileURLWithPath: outside + "/target.txt"))
    try folder.write("a/b/c.txt", "x")
    let watcher = try FolderWatcher(folders: [folder.path])
    _ = try watcher.files()
    func isWholeAfter(_ change: () throws -> Void) throws -> Bool {
      try change()
      defer { _ = try? watcher.files() }
      return try watcher.changesSoFar().isWhole
    }
    #expect(try isWholeAfter { try folder.makeDirectory(folder.file("new")) })
    #expect(try isWholeAfter { try folder.move("a/b", to: "new/b") })
    #expect(try !isWholeAfter { try folder.write("new/b/c.txt", "y") }, "the watch has the new path")
    #expect(try isWholeAfter { try folder.remove("a") })
    #expect(try isWholeAfter { try folder.link("link.txt", to: outside + "/target.txt") })
    #expect(
      try isWholeAfter { try Data("y".utf8).write(to: URL(fileURLWithPath: outside + "/target.txt")) })
    #expect(
      try !isWholeAfter { try Data("y".utf8).write(to: URL(fileURLWithPath: outside + "/other.txt")) })
    #expect(try isWholeAfter { try folder.link("outside", to: outside) })
    #expect(try files(watcher, folder).contains("outside/other.txt"))
    #expect(try isWholeAfter { try Data("y".utf8).write(to: URL(fileURLWithPath: outside + "/third.txt")) })
    #expect(try isWholeAfter { try folder.remove("outside") })
    #expect(try !files(watcher, folder).contains("outside/third.txt"))
  }

  @Test("A link that leads nowhere is told as a problem, and a file that has gone meanwhile is not")
  func problems() throws {
    let folder = try TestFolder()
    try folder.link("dangling.txt", to: "nowhere")
    let watcher = try FolderWatcher(folders: [folder.path])
    let (files, problems) = try watcher.files()
    #expect(files.isEmpty && problems.map(\.source) == [folder.file("dangling.txt")])
    try folder.write("nowhere", "x")
    #expect(try watcher.changesSoFar().isWhole)
    #expect(try watcher.files().files == [folder.file("dangling.txt"), folder.file("nowhere")])
  }

  @Test("What happens to a file by another name wants a look at everything, wherever that name is")
  func otherNames() throws {
    let folder = try TestFolder()
    try folder.write("a.txt", "x")
    let other = folder.directory.file("other")
    try FileManager.default.linkItem(atPath: folder.file("a.txt"), toPath: other)
    let watcher = try FolderWatcher(folders: [folder.path])
    _ = try watcher.files()
    try Data("y".utf8).write(to: URL(fileURLWithPath: other))
    #expect(try watcher.changesSoFar().isWhole)
    try FileManager.default.removeItem(atPath: other)
    #expect(try watcher.changesSoFar().isWhole)
    _ = try watcher.files()
    try folder.write("a.txt", "z")
    #expect(try watcher.changesSoFar() == FolderChanges(files: [folder.file("a.txt")]))
  }

  @Test("Whatever a link leads over is watched, wherever it is, and also where it is not yet")
  func routes() throws {
    let folder = try TestFolder()
    let outside = folder.directory.file("outside")
    try folder.makeDirectory(outside + "/b")
    let manager = FileManager.default
    func write(_ path: String) throws { try Data("x".utf8).write(to: URL(fileURLWithPath: path)) }
    try folder.makeDirectory(folder.file(".hidden"))
    try folder.link("1.txt", to: ".hidden/later.txt")
    try folder.link("2.txt", to: outside + "/a")
    try manager.createSymbolicLink(atPath: outside + "/a", withDestinationPath: "b/../c/d/e.txt")
    try folder.link("loop", to: "loop")
    let watcher = try FolderWatcher(folders: [folder.path])
    #expect(try watcher.files().files.isEmpty)
    func files(after change: () throws -> Void) throws -> [String]? {
      try change()
      let isWhole = try watcher.changesSoFar().isWhole
      return isWhole ? try self.files(watcher, folder) : nil
    }
    #expect(try files { try folder.write(".hidden/other.txt", "x") } == nil)
    #expect(try files { try folder.write(".hidden/later.txt", "x") } == ["1.txt"])
    #expect(
      try files { try manager.createSymbolicLink(atPath: outside + "/c", withDestinationPath: "f") } == [
        "1.txt"
      ])
    #expect(try files { try folder.makeDirectory(outside + "/f") } == ["1.txt"])
    #expect(try files { try folder.makeDirectory(outside + "/f/d") } == ["1.txt"])
    #expect(try files { try write(outside + "/f/d/e.txt") } == ["1.txt", "2.txt"])
    #expect(try files { try manager.moveItem(atPath: outside + "/f/d", toPath: outside + "/g") } == ["1.txt"])
    #expect(
      try files { try manager.moveItem(atPath: outside + "/g", toPath: outside + "/f/d") } == [
        "1.txt", "2.txt",
      ])
    #expect(try files { try manager.removeItem(atPath: outside + "/a") } == ["1.txt"])
  }

  @Test(
    "Of directories and files made while all is looked at, what is not found is told", arguments: Seeds.all)
  func noFileIsMissed(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let folder = try TestFolder()
    let watcher = try FolderWatcher(folders: [folder.path])
    let names = (0..<300).map { number in
      let depth = Int.random(in: 1...5, using: &generator)
      let directories = (0..<depth).map { _ in "d\(Int.random(in: 0...3, using: &generator))/" }
      return directories.joined() + "f\(number).txt"
    }
    let path = folder.path
    let done = DispatchSemaphore(value: 0)
    Thread {
      for name in names {
        let url = URL(fileURLWithPath: path + "/" + name)
        try? FileManager.default.createDirectory(
          at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try? Data("x".utf8).write(to: url)
      }
      done.signal()
    }.start()
    var known: Set<String> = []
    var isDone = false
    while true {
      let changes = try watcher.changesSoFar()
      known.formUnion(changes.isWhole || known.isEmpty ? try watcher.files().files : Array(changes.files))
      if isDone, changes.isEmpty { break }
      isDone = isDone || done.wait(timeout: .now()) == .success
    }
    #expect(known == Set(names.map(folder.file)), "seed \(seed)")
  }

  @Test("Waiting ends when asked to, and a burst is told as one")
  func waiting() throws {
    let folder = try TestFolder()
    let watcher = try FolderWatcher(folders: [folder.path])
    _ = try watcher.files()
    let pipe = Pipe()
    pipe.fileHandleForWriting.write(Data([1]))
    let wakeup = pipe.fileHandleForReading.fileDescriptor
    #expect(try watcher.changes(quiet: .zero, longest: .zero, wakeup: wakeup, while: { false }) == nil)
    let path = folder.path
    Thread {
      for number in 0..<10 {
        try? Data("x".utf8).write(to: URL(fileURLWithPath: path + "/\(number)"))
        usleep(2_000)
      }
    }.start()
    let changes = try watcher.changes(
      quiet: .seconds(1), longest: .seconds(30), wakeup: nil, while: { true })
    #expect(changes == FolderChanges(files: Set((0..<10).map { folder.file("\($0)") })))
  }
}
