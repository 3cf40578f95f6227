import FTSDocument
import FTSTestSupport
import Testing

@testable import FTSCorpus

@Suite struct CompressionTests {
  private func read(_ bytes: [UInt8]) throws -> [SourceEvent] {
    let directory = try TemporaryDirectory()
    return events([try directory.write("data", bytes)])
  }

  @Test(arguments: [Compressed.gzip, Compressed.zstd, Compressed.wideZstd])
  func compressedFilesAreReadWhateverTheirName(bytes: [UInt8]) throws {
    let all = try read(bytes)
    #expect(all.documents.map(\.id) == ["1", "2"])
    #expect(all.problems.isEmpty)
  }

  @Test(arguments: [
    Compressed.gzip + Compressed.otherGzip, Compressed.zstd + Compressed.otherZstd,
    Compressed.gzip + [0, 0, 0, 0] + Compressed.otherGzip + [0, 0],
  ])
  func severalMembersAreReadAsOne(bytes: [UInt8]) throws {
    let all = try read(bytes)
    #expect(all.documents.map(\.id) == ["1", "2", "3"])
    #expect(all.problems.isEmpty)
  }

  @Test(arguments: [Compressed.longGzip, Compressed.longZstd])
  func contentOfManyBlocksIsReadWhole(bytes: [UInt8]) throws {
    let all = try read(bytes)
    #expect(all.documents.count == 2000)
    #expect(all.problems.isEmpty)
  }

  @Test(arguments: [Compressed.gzip, Compressed.zstd, Compressed.gzip + Compressed.otherGzip])
  func truncationIsToldWithItsByteAndCompleteRecordsKept(bytes: [UInt8]) throws {
    for length in 4..<bytes.count where bytes.count - length != Compressed.otherGzip.count {
      let all = try read(Array(bytes[..<length]))
      #expect(all.problems.count == 1, "\(length) bytes")
      #expect(all.problems.first?.location == .byte(length), "\(length) bytes")
      #expect(all.problems.first?.severity == .fileSkipped)
      #expect(["1", "2", "3"].starts(with: all.documents.map(\.id)), "\(length) bytes")
    }
  }

  @Test func contentBeforeATruncationIsRead() throws {
    for bytes in [Compressed.longGzip, Compressed.longZstd] {
      let all = try read(Array(bytes.dropLast(5)))
      #expect(all.documents.count > 500)
      #expect(all.problems.count == 1)
      #expect(all.problems.first?.reason.contains("ends too early") == true)
    }
  }

  @Test func bytesBehindTheDataAreTold() throws {
    for bytes in [Compressed.gzip, Compressed.zstd] {
      let all = try read(bytes + Array("garbage".utf8))
      #expect(all.documents.map(\.id) == ["1", "2"])
      #expect(all.problems.map(\.severity) == [.fileSkipped])
    }
  }

  @Test(arguments: Seeds.all) func damageNeverCrashes(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let directory = try TemporaryDirectory()
    let originals = [
      (Compressed.gzip, 50), (Compressed.zstd, 50), (Compressed.longGzip, 10), (Compressed.longZstd, 10),
    ]
    for (original, rounds) in originals {
      for _ in 0..<rounds {
        var bytes = original
        RandomBytes.mutate(&bytes, &generator)
        let all = events([try directory.write("data", bytes)])
        #expect(all.problems.filter { $0.severity == .fileSkipped }.count <= 1, "seed \(seed)")
      }
    }
  }
}
