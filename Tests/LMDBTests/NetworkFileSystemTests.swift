import Testing

@testable import LMDB

@Suite("Network file systems")
struct NetworkFileSystemTests {
  @Test(arguments: [
    (0x6969, "nfs"), (0x517B, "smb"), (0xFE53_4D42, "smb2"), (0xFF53_4D42, "cifs"),
    (0x0102_1997, "9p"), (0x00C3_6400, "ceph"),
  ])
  func areKnownByNumber(magic: UInt32, name: String) {
    #expect(NetworkFileSystem.name(magic: magic) == name)
  }

  /// ext4, tmpfs, btrfs, xfs, overlay, zfs.
  @Test(arguments: [0xEF53, 0x0102_1994, 0x9123_683E, 0x5846_5342, 0x794C_7630, 0x2FC1_2FC1])
  func localOnesAreNotTaken(magic: UInt32) {
    #expect(NetworkFileSystem.name(magic: magic) == nil)
  }

  @Test func fuseIsToldByItsMount() {
    let table = """
      36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw,errors=continue
      90 35 0:52 / /mnt/far rw - fuse.sshfs user@host:/ rw,user_id=0
      91 35 0:53 / /mnt/stick rw shared:1 - fuseblk /dev/sdb1 rw
      broken line
      """
    let far = NetworkFileSystem.mountType(device: "0:52", mountInfo: table)
    let stick = NetworkFileSystem.mountType(device: "0:53", mountInfo: table)
    #expect(far == "fuse.sshfs")
    #expect(stick == "fuseblk")
    #expect(NetworkFileSystem.mountType(device: "98:0", mountInfo: table) == "ext3")
    #expect(NetworkFileSystem.mountType(device: "9:9", mountInfo: table) == nil)
    #expect(NetworkFileSystem.isNetwork(fuseType: "fuse.sshfs"))
    #expect(!NetworkFileSystem.isNetwork(fuseType: "fuseblk"))
  }

  @Test func theMountTableIsReadable() throws {
    #expect(try #require(ProcessFile.read("mountinfo")).contains(" / "))
  }
}
