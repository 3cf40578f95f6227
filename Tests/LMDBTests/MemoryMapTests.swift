import FTSTestSupport
import Glibc
import Testing

@testable import LMDB

@Suite struct MemoryMapTests {
  @Test func filesAreFoundAmongTheMapsOfAProcess() throws {
    let maps = """
      7e3095600000-7f3095600000 r--s 00000000 fe:00 16221687                   /tmp/a b/data.mdb
      7f3095600000-7f3095601000 r--p 00001000 fe:01 16221687                   /usr/lib/libc.so.6
      7f3095700000-7f3095701000 rw-p 00000000 00:00 0
      7ffd00000000-7ffd00001000 r--s 00000000 fe:00 16221687                   /tmp/a b/data.mdb

      """
    var status = stat()
    status.st_dev = 0xFE00
    status.st_ino = 16_221_687
    let ranges = Environment.ranges(ofFile: EnvironmentDirectory.Identity(status), maps: maps)
    #expect(
      ranges == [0x7e30_9560_0000..<0x7f30_9560_0000, 0x7ffd_0000_0000..<0x7ffd_0000_1000])
    #expect(Environment.ranges(ofFile: EnvironmentDirectory.Identity(status), maps: "?\n1-2 r").isEmpty)
  }

  @Test func whatWasReleasedIsReadAgain() throws {
    let directory = try TemporaryDirectory()
    let environment = try Environment.open(path: directory.path)
    let table = try environment.table("t", create: true)
    let value = (0..<1 << 20).map { UInt8(truncatingIfNeeded: $0 >> 7) }
    var transaction = try environment.beginWrite()
    try transaction.put([1], value, in: table)
    try transaction.commit()
    for _ in 0..<3 {
      try environment.read { (transaction) throws(LMDBError) in
        // SAFETY: the bytes are read within the transaction, before and after they are released.
        guard let bytes = try unsafe transaction.get([1], in: table) else {
          return #expect(Bool(false), "no value")
        }
        #expect(unsafe bytes.elementsEqual(value))
        environment.releaseMap()
        #expect(unsafe bytes.elementsEqual(value))
      }
    }
  }
}
