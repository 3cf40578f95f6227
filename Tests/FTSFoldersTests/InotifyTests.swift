import FTSTestSupport
import Foundation
import Testing

@testable import FTSFolders

@Suite struct InotifyTests {
  private func all(_ inotify: Inotify) throws -> [Inotify.Event] {
    var all: [Inotify.Event] = []
    while case let events = try inotify.events(), !events.isEmpty { all += events }
    return all
  }

  @Test("What happens in a directory is told with names and kinds, in order")
  func eventsAreTold() throws {
    let folder = try TestFolder()
    let inotify = try Inotify()
    let watch = try #require(try inotify.watch(folder.path))
    #expect(try inotify.watch(folder.path) == watch)
    #expect(try !inotify.wait(.zero, orFor: nil))
    let name = String(repeating: "ä", count: 100)
    try folder.write("one", "text")
    try folder.makeDirectory(folder.file("two"))
    try folder.move("one", to: name)
    try folder.remove(name)
    #expect(try inotify.wait(.zero, orFor: nil))
    let events = try all(inotify)
    #expect(events.allSatisfy { $0.watch == watch })
    func index(_ name: String, _ kind: Inotify.Kind) -> Int? {
      events.firstIndex { $0.name == name && $0.kind.isSuperset(of: kind) }
    }
    let places = [
      index("one", .create), index("one", .closeWrite), index("two", [.create, .isDirectory]),
      index("one", .movedFrom), index(name, .movedTo), index(name, .delete),
    ]
    #expect(!places.contains(nil) && places.compactMap(\.self) == places.compactMap(\.self).sorted())
  }

  @Test("A watch that is removed tells no more but that")
  func removal() throws {
    let folder = try TestFolder()
    let inotify = try Inotify()
    let watch = try #require(try inotify.watch(folder.path))
    inotify.remove(watch)
    try folder.write("one", "text")
    #expect(try all(inotify) == [Inotify.Event(watch: watch, kind: .ignored, name: nil)])
  }

  @Test("What is no directory, or none any more, is not watched")
  func noDirectories() throws {
    let folder = try TestFolder()
    try folder.write("one", "text")
    let inotify = try Inotify()
    #expect(try inotify.watch(folder.file("one")) == nil)
    #expect(try inotify.watch(folder.file("none")) == nil)
  }

  @Test("Who waits is woken by another descriptor")
  func wakeup() throws {
    let inotify = try Inotify()
    let pipe = Pipe()
    pipe.fileHandleForWriting.write(Data([1]))
    #expect(try !inotify.wait(nil, orFor: pipe.fileHandleForReading.fileDescriptor))
  }

  @Test(
    "A queue that the kernel has no room for ends with an event that says so, and the watcher compares all")
  func overflow() throws {
    let folder = try TestFolder()
    let limit = try #require(
      Int(
        try String(contentsOfFile: "/proc/sys/fs/inotify/max_queued_events", encoding: .utf8)
          .trimmingCharacters(in: .whitespacesAndNewlines)))
    let watcher = try FolderWatcher(folders: [folder.path])
    _ = try watcher.files()
    // Equal events one after the other are one.
    for number in 0...limit {
      let descriptor = unsafe open(folder.file(number % 2 == 0 ? "a" : "b"), O_WRONLY | O_CREAT, 0o600)
      try #require(descriptor >= 0)
      close(descriptor)
    }
    #expect(try watcher.changesSoFar().isWhole)
    #expect(try watcher.changesSoFar().isEmpty)
  }

  @Test("The limit on watches is named")
  func limits() {
    #expect(FolderError.tooManyWatches(path: "/a").description.contains("fs.inotify.max_user_watches"))
    #expect(FolderError.tooManyQueues.description.contains("fs.inotify.max_user_instances"))
  }
}
