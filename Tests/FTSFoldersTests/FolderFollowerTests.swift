import FTSCore
import FTSCorpus
import FTSDocument
import FTSQuery
import FTSTestSupport
import Foundation
import Testing

@testable import FTSFolders

@Suite struct FolderFollowerTests {
  /// What a follower has told.
  private final class Told {
    var problems: [String] = []
    var summaries: [FolderSummary] = []

    func note(_ report: FolderFollower.Report) {
      switch report {
      case .problem(let problem): problems.append(problem.description)
      case .committed(let summary): summaries.append(summary)
      case .inStep: break
      }
    }
  }

  /// Changes of folders, of all seeds together; FTSD_FOLDER_CHANGES for more.
  private static let changes =
    ProcessInfo.processInfo.environment["FTSD_FOLDER_CHANGES"].flatMap { Int($0) } ?? 800

  private func follower(
    _ folder: TestFolder, _ told: Told = Told(), _ options: FolderFollower.Options = FolderFollower.Options()
  ) throws -> FolderFollower {
    var options = options
    options.writer.workers = 1
    return try FolderFollower(folders: [folder.path], index: folder.index, options: options) {
      told.note($0)
    }
  }

  private func content(_ folder: TestFolder) throws -> IndexContent {
    try IndexContent(IndexReader(path: folder.index))
  }

  private func ids(_ folder: TestFolder) throws -> Set<String> { Set(try content(folder).entries.keys) }

  @Test(
    "After any changes, followed or met at the next start, the index has what indexing the folder anew gives",
    arguments: Seeds.all)
  func whateverHappens(seed: UInt64) throws {
    let folder = try TestFolder()
    _ = try IndexWriter(path: folder.index, analyzer: "simple")
    var random = try RandomFolder(folder, seed: seed)
    for _ in 0..<5 { random.act() }
    var follower: FolderFollower?
    var changes = 0
    var round = 0
    while changes < Self.changes / Seeds.all.count {
      if let following = follower {
        try following.catchUp()
        // Now and then it ends, with changes before the next one begins.
        if Int.random(in: 0..<6, using: &random.generator) == 0 { follower = nil }
      } else {
        let new = try self.follower(folder)
        try new.begin()
        follower = new
      }
      if follower != nil {
        let fresh = folder.directory.file("fresh\(round)")
        let wanted = try IndexContent(indexing: [folder.path], at: fresh)
        let found = try content(folder)
        let message = "seed \(seed), round \(round): \(found.differences(wanted).prefix(3))"
        #expect(found == wanted, "\(message)")
        try FileManager.default.removeItem(atPath: fresh)
        if found != wanted { return }
      }
      for _ in 0..<Int.random(in: 1...6, using: &random.generator) {
        changes += 1
        if random.act() { break }
      }
      round += 1
    }
  }

  @Test(
    "What is told of a commit is what it did; files as they were are not read again, documents as they were not written"
  )
  func summaries() throws {
    let folder = try TestFolder()
    try folder.write("a.jsonl", "{\"id\": 1, \"text\": \"x\"}\n{\"id\": 2, \"text\": \"x\"}\n{bad\n")
    try folder.write("b.txt", "Title\n\nText\n")
    TestFolder.waitForClock()
    let told = Told()
    var follower = try follower(folder, told)
    try follower.begin()
    #expect(told.summaries.map { [$0.files, $0.added, $0.changed, $0.deleted] } == [[2, 3, 0, 0]])
    #expect(told.problems.count == 1 && told.problems[0].hasPrefix(folder.file("a.jsonl:3: ")))
    let before = try IndexReader(path: folder.index).position()
    follower = try self.follower(folder, told)
    try follower.begin()
    #expect(told.summaries.count == 1 && told.problems.count == 1)
    #expect(try IndexReader(path: folder.index).position() == before)
    try folder.write("a.jsonl", "{\"id\": 2, \"text\": \"y\"}\n{\"id\": 3, \"text\": \"x\"}\n")
    try folder.move("b.txt", to: "c.txt")
    try follower.catchUp()
    #expect(told.summaries.last.map { [$0.files, $0.added, $0.changed, $0.deleted] } == [3, 1, 1, 1])
    #expect(try ids(folder) == ["2", "3", "title"])
  }

  @Test("Documents say which file they came from, and others are left alone")
  func attributes() throws {
    let folder = try TestFolder()
    let writer = try IndexWriter(path: folder.index)
    try writer.add(Document(id: "other", body: "text"))
    try writer.commit()
    writer.close()
    try folder.write("a.jsonl", "{\"id\": 1, \"file\": \"its own\", \"text\": \"x\"}\n")
    let follower = try follower(folder)
    try follower.begin()
    let entries = try IndexContent(IndexReader(path: folder.index), keepsFile: true).entries
    #expect(
      entries["1"]?.document.attributes.filter { $0.name == "file" } == [
        Attribute("file", .string(folder.file("a.jsonl")))
      ])
    #expect(entries["other"]?.document.attributes == [])
    try folder.remove("a.jsonl")
    try folder.write("b.txt", "Title\n\nText\n")
    try follower.catchUp()
    #expect(try ids(folder) == ["other", "title"])
  }

  @Test("Of files with the same document the last counts, and when that loses it, the one before")
  func sameDocuments() throws {
    let folder = try TestFolder()
    func record(_ text: String) -> String { "{\"id\": 1, \"text\": \"\(text)\"}\n{\"id\": \"\(text)\"}\n" }
    for name in ["a", "b", "c"] { try folder.write(name + ".jsonl", record(name)) }
    TestFolder.waitForClock()
    var follower = try follower(folder)
    func body() throws -> String? { try content(folder).entries["1"]?.document.body }
    try follower.begin()
    #expect(try body() == "c")
    try folder.write("a.jsonl", record("a again"))
    try follower.catchUp()
    #expect(try body() == "c")
    try folder.write("c.jsonl", "{\"id\": 2}\n")
    try follower.catchUp()
    #expect(try body() == "b")
    follower = try self.follower(folder)
    try follower.begin()
    try folder.remove("b.jsonl")
    try follower.catchUp()
    #expect(try body() == "a again")
    try folder.write("0.jsonl", record("0"))
    try follower.catchUp()
    #expect(try body() == "a again")
    try folder.move("0.jsonl", to: "z.jsonl")
    try follower.catchUp()
    #expect(try body() == "0")
    try folder.move("z.jsonl", to: "0.jsonl")
    try follower.catchUp()
    #expect(try body() == "a again")
  }

  @Test("Answers find their thread when what they answer comes, moves and goes, in files of its own")
  func threads() throws {
    let folder = try TestFolder()
    func thread(_ id: String) throws -> String? { try content(folder).entries[id]?.thread }
    try folder.write(
      "3.jsonl", "{\"id\": \"c3\", \"parent\": \"c2\"}\n{\"id\": \"c4\", \"parent\": \"c3\"}\n")
    let follower = try follower(folder)
    try follower.begin()
    #expect(try thread("c4") == "c2")
    try folder.write("2.jsonl", "{\"id\": \"c2\", \"parent\": \"c1\"}\n")
    try follower.catchUp()
    #expect(try thread("c4") == "c1")
    try folder.write("1.jsonl", "{\"id\": \"c1\", \"parent\": \"r\"}\n{\"id\": \"r\"}\n")
    try follower.catchUp()
    #expect(try thread("c4") == "r" && thread("c2") == "r")
    try folder.write("2.jsonl", "{\"id\": \"c2\", \"parent\": \"other\"}\n")
    try follower.catchUp()
    #expect(try thread("c4") == "other")
    try folder.remove("2.jsonl")
    try follower.catchUp()
    #expect(try thread("c4") == "c2" && thread("c1") == "r")
  }

  @Test("A comment in a file of its own finds its post when that comes, is renamed and goes")
  func posts() throws {
    let folder = try TestFolder()
    try folder.write("_data/comments/her/1.yml", "name: Ana\nmessage: Text\n")
    TestFolder.waitForClock()
    var follower = try follower(folder)
    try follower.begin()
    #expect(try ids(folder) == ["her#comment-1"])
    try folder.write("_posts/2014-05-01-her.md", "---\ntitle: Her\n---\nText\n")
    try follower.catchUp()
    #expect(try ids(folder) == ["2014-05-01-her", "2014-05-01-her#comment-1"])
    try folder.move("_posts/2014-05-01-her.md", to: "_posts/2015-05-01-her.md")
    follower = try self.follower(folder)
    try follower.begin()
    #expect(try ids(folder) == ["2015-05-01-her", "2015-05-01-her#comment-1"])
    try folder.remove("_posts")
    try follower.catchUp()
    #expect(try ids(folder) == ["her#comment-1"])
  }

  @Test("A comment that a link leads to finds its post as well")
  func linkedComments() throws {
    let folder = try TestFolder()
    try folder.write("_data/comments/her/1.yml", "name: Ana\nmessage: Text\n")
    try folder.write("_posts/2014-05-01-her.md", "---\ntitle: Her\n---\nText\n")
    try folder.link("z.txt", to: folder.file("_data/comments/her/1.yml"))
    let follower = try follower(folder)
    try follower.begin()
    try folder.move("_posts/2014-05-01-her.md", to: "_posts/2015-05-01-her.md")
    try follower.catchUp()
    #expect(try ids(folder) == ["2015-05-01-her", "2015-05-01-her#comment-1"])
  }

  @Test("Other options read all files again")
  func otherOptions() throws {
    let folder = try TestFolder()
    try folder.write("a.jsonl", "{\"id\": 1, \"words\": \"x\", \"more\": \"y\"}\n")
    TestFolder.waitForClock()
    try follower(folder).begin()
    var options = FolderFollower.Options()
    options.source.fieldMap = ["words": .text]
    try follower(folder, Told(), options).begin()
    #expect(try content(folder).entries["1"]?.document.body == "x")
    let told = Told()
    options.version = "another"
    try follower(folder, told, options).begin()
    var summary = FolderSummary()
    summary.files = 1
    #expect(told.summaries == [summary])
  }

  @Test(
    "A folder that is moved away or replaced ends it, and one that is empty from the beginning is refused; nothing is deleted"
  )
  func vanishedFolders() throws {
    let folder = try TestFolder()
    try folder.write("a.txt", "Title\n\nText\n")
    let follower = try follower(folder)
    try follower.begin()
    let manager = FileManager.default
    try manager.moveItem(atPath: folder.path, toPath: folder.path + "-away")
    #expect(throws: FolderError.vanished(path: folder.path)) { try follower.catchUp() }
    #expect(throws: FolderError.notAFolder(path: folder.path, reason: "No such file or directory")) {
      try self.follower(folder)
    }
    try manager.createDirectory(atPath: folder.path, withIntermediateDirectories: false)
    #expect(throws: FolderError.vanished(path: folder.path)) {
      try follower.follow(FolderChanges(isWhole: true))
    }
    #expect(throws: FolderError.emptied(path: folder.path, documents: 1)) {
      try self.follower(folder).begin()
    }
    #expect(try ids(folder) == ["title"])
  }

  @Test("Folders that make no sense are refused")
  func refusals() throws {
    let folder = try TestFolder()
    try folder.makeDirectory(folder.file("inner"))
    try folder.write("file", "x")
    func refusal(_ folders: [String], index: String) -> FolderError? {
      do throws(FolderError) {
        _ = try FolderFollower(folders: folders, index: index, options: FolderFollower.Options()) { _ in }
        return nil
      } catch { return error }
    }
    #expect(
      refusal([folder.path, folder.file("inner")], index: folder.index)
        == .nested(path: folder.file("inner"), outer: folder.path))
    #expect(
      refusal([folder.path, folder.path + "/."], index: folder.index)
        == .nested(path: folder.path, outer: folder.path))
    #expect(
      refusal([folder.file("file")], index: folder.index)
        == .notAFolder(path: folder.file("file"), reason: "not a directory"))
    let inside = folder.file("deep/index")
    #expect(refusal([folder.path], index: inside) == .holdsIndex(path: folder.path, index: inside))
    #expect(refusal([folder.path], index: folder.file(".index")) == nil)
  }

  @Test(
    "Of a file that cannot be opened the index keeps what it has, until it can be or is gone",
    .enabled(if: geteuid() != 0, "the superuser may read everything"))
  func unreadableFiles() throws {
    let folder = try TestFolder()
    try folder.write("a.txt", "Title\n\nText\n")
    let told = Told()
    let follower = try follower(folder, told)
    try follower.begin()
    try folder.write("a.txt", "Other\n\nText\n")
    let manager = FileManager.default
    try manager.setAttributes([.posixPermissions: 0], ofItemAtPath: folder.file("a.txt"))
    try follower.catchUp()
    #expect(try ids(folder) == ["title"])
    #expect(told.problems == [folder.file("a.txt") + ": cannot be opened: Permission denied"])
    try manager.setAttributes([.posixPermissions: 0o600], ofItemAtPath: folder.file("a.txt"))
    try follower.catchUp()
    #expect(try ids(folder) == ["other"])
  }

  @Test(
    "Where an older index takes the place of the one written to, all is compared again, also where it has had as many commits since",
    arguments: [0, 5])
  func restoredIndex(commits: Int) throws {
    let folder = try TestFolder()
    try folder.write("a.txt", "Title\n\nText\n")
    let follower = try follower(folder)
    try follower.begin()
    let manager = FileManager.default
    try manager.copyItem(atPath: folder.index, toPath: folder.index + "-old")
    try folder.write("b.txt", "Other\n\nText\n")
    try follower.catchUp()
    try manager.moveItem(atPath: folder.index, toPath: folder.index + "-new")
    try manager.moveItem(atPath: folder.index + "-old", toPath: folder.index)
    for number in 0..<commits {
      let writer = try IndexWriter(path: folder.index)
      defer { writer.close() }
      try writer.add(Document(id: "passing", body: "\(number)"))
      try writer.commit()
      if try writer.delete(id: "passing") { try writer.commit() }
    }
    try folder.write("c.txt", "Third\n\nText\n")
    try follower.catchUp()
    #expect(try ids(folder) == ["title", "other", "third"])
  }

  @Test("Being interrupted while files are read commits nothing, and is no failure")
  func interruption() throws {
    let folder = try TestFolder()
    try folder.write("a.txt", "Title\n\nText\n")
    var options = FolderFollower.Options()
    options.goesOn = { false }
    try follower(folder, Told(), options).run()
    #expect(try ids(folder).isEmpty)
  }
}
