import FTSTestSupport
import Foundation
import Glibc
import LMDB
import Testing

@Suite("A full disk")
struct DiskFullTests {
  /// LMDB alone dies of these (SIGBUS), or leaves a file that is no environment.
  @Test(.enabled(if: SmallDisk.canMount, "needs root, to mount a small file system"))
  func isReportedWhereFilesAreMade() throws {
    let disk = try SmallDisk(bytes: 4 << 20)
    let path = disk.directory.file("environment")
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    disk.fill()
    #expect(throws: LMDBError.diskFull(path: path)) { try Environment.open(path: path) }
    try disk.empty()
    _ = try Environment.open(path: path).table("table", create: true)
    try FileManager.default.removeItem(atPath: path + "/lock.mdb")
    disk.fill()
    #expect(throws: LMDBError.diskFull(path: path)) { try Environment.open(path: path) }
    try disk.empty()
    _ = try Environment.open(path: path).table("table", create: false)
  }

  @Test(.enabled(if: SmallDisk.canMount, "needs root, to mount a small file system"))
  func isReportedAndReadingAndWritingGoOn() throws {
    let disk = try SmallDisk(bytes: 4 << 20)
    let environment = try Environment.open(path: disk.directory.path)
    let table = try environment.table("table", create: true)
    var stored = 0
    let value = [UInt8](repeating: 1, count: 300_000)
    #expect(throws: LMDBError.diskFull(path: disk.directory.path)) {
      while stored < 100 {
        var write = try environment.beginWrite()
        try write.put([UInt8(stored)], value, in: table)
        try write.commit()
        stored += 1
      }
    }
    let read = try environment.beginRead()
    #expect(try read.count(table) == stored)
    #expect(try read.bytes([0], in: table) == value)
    read.release()
    #expect(throws: LMDBError.diskFull(path: disk.directory.path)) {
      var write = try environment.beginWrite()
      try write.put([200], value + value, in: table)
      try write.commit()
    }

    try disk.remount(bytes: 16 << 20)
    var write = try environment.beginWrite()
    try write.put([200], value + value, in: table)
    try write.commit()
    #expect(try environment.beginRead().count(table) == stored + 1)
  }
}

extension SmallDisk {
  /// Fills the disk with a file.
  fileprivate func fill() {
    try? Data(count: 8 << 20).write(to: URL(fileURLWithPath: directory.file("ballast")))
  }

  /// Removes that file, and waits until its room is free again: a child of this process, forked a
  /// moment ago by another test, may have it open still.
  fileprivate func empty() throws {
    try FileManager.default.removeItem(atPath: directory.file("ballast"))
    for _ in 0..<1_000 where freeBytes < 1 << 20 { usleep(10_000) }
  }

  private var freeBytes: Int {
    var status = statvfs()
    // SAFETY: a plain system call that writes the status in full.
    return unsafe statvfs(directory.path, &status) == 0 ? Int(status.f_bavail * status.f_bsize) : 0
  }
}
