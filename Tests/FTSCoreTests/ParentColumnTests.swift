import FTSTestSupport
import Testing

@testable import FTSCore

/// The column of parents, read back and damaged.
@Suite struct ParentColumnTests {
  private struct Sample {
    var documents: Int
    /// By document, the number of its parent; one beyond the documents is elsewhere.
    var parents: [Int?]

    init(_ generator: inout SeededGenerator) {
      documents = generator.number(1...500)
      let reach = [1, 60, 500].randomElement(using: &generator) ?? 1
      let share: Double = [0, 0.3, 1].randomElement(using: &generator) ?? 1
      parents = (0..<documents).map { [documents] document in
        guard generator.chance(share) else { return nil }
        if generator.chance(0.1) { return documents + generator.number(0...5) }
        return min(max(0, document + generator.number(-reach...reach)), documents - 1)
      }
    }

    var column: [UInt8] {
      var builder = ParentColumnBuilder()
      for (document, parent) in parents.enumerated() {
        guard let parent else { continue }
        Array("id\(parent)".utf8).span.withBlob { builder.append($0, of: DocID(document)) }
      }
      return
        (try? builder.encode { id in
          let number = Int(String(decoding: id.dropFirst(2), as: UTF8.self)) ?? 0
          return number < documents ? DocID(number) : nil
        }) ?? []
    }

    var children: [UInt8] {
      var writer = ByteWriter()
      DocumentSet.encode(
        parents.indices.filter { parents[$0] != nil }.map(DocID.init), documents: documents, into: &writer)
      return writer.bytes
    }
  }

  /// What the column says of each document with a parent; `nil` where it is damaged.
  private static func read(_ sample: Sample, _ bytes: [UInt8]) -> [Int: String]? {
    withBlob(sample.children) { children in
      withBlob(bytes) { bytes in
        var reader = ByteReader(children)
        guard let set = DocumentSet(&reader, blocks: Grid.blocks(sample.documents)),
          let column = ParentColumn(bytes, children: set, documents: sample.documents)
        else { return nil }
        var found: [Int: String] = [:]
        let isWhole = column.forEach { document, parent in
          switch parent {
          case .document(let parent):
            #expect(parent < sample.documents)
            found[document] = "id\(parent)"
          case .other(let place): found[document] = column.ids[place].string
          }
        }
        return isWhole ? found : nil
      }
    }
  }

  @Test(arguments: Seeds.all) func everyParentIsReadBack(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for round in 0..<100 {
      let sample = Sample(&generator)
      let expected = Dictionary(
        uniqueKeysWithValues: sample.parents.enumerated().compactMap { document, parent in
          parent.map { (document, "id\($0)") }
        })
      #expect(Self.read(sample, sample.column) == expected, "seed \(seed), round \(round)")
    }
  }

  @Test(arguments: Seeds.all) func damageIsSeenOrStaysInRange(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for round in 0..<300 {
      let sample = Sample(&generator)
      var bytes = sample.column
      if sample.parents.contains(where: { $0 != nil }) {
        #expect(Self.read(sample, Array(bytes.dropLast())) == nil, "seed \(seed), round \(round)")
      }
      #expect(Self.read(sample, bytes + [1]) == nil, "seed \(seed), round \(round)")
      for _ in 0..<generator.number(1...4) {
        bytes[Int.random(in: bytes.indices, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
      }
      _ = Self.read(sample, bytes)
    }
  }
}
