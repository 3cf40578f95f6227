import Glibc

/// Tells file systems whose files other machines can change behind the kernel's back.
enum NetworkFileSystem {
  /// The magic number of every FUSE file system; the mount table tells which.
  static let fuseMagic: UInt32 = 0x6573_5546

  /// Name of the network file system with the `statfs` type `magic`; nil for others and for FUSE.
  ///
  /// Numbers: linux/magic.h, and those of the cluster file systems outside the kernel.
  static func name(magic: UInt32) -> String? {
    switch magic {
    case 0x6969: "nfs"
    case 0x517B: "smb"
    case 0xFE53_4D42: "smb2"
    case 0xFF53_4D42: "cifs"
    case 0x0102_1997: "9p"
    case 0x00C3_6400: "ceph"
    case 0x5346_414F, 0x6B41_4653: "afs"
    case 0x7375_7245: "coda"
    case 0x564C: "ncp"
    case 0x7461_636F: "ocfs2"
    case 0x0116_1970: "gfs2"
    case 0x0BD0_0BD0: "lustre"
    case 0x4750_4653: "gpfs"
    default: nil
    }
  }

  /// Whether a FUSE file system of this mount type reaches over a network or out of a virtual
  /// machine.
  static func isNetwork(fuseType type: String) -> Bool {
    let names = [
      "sshfs", "rclone", "s3fs", "gcsfuse", "goofys", "davfs", "glusterfs", "ceph", "smbnetfs",
      "curlftpfs", "juicefs", "seaweedfs", "mfs", "beegfs",
    ]
    return type == "virtiofs" || names.contains { type == "fuse." + $0 }
  }

  /// The type of the mount with device number `major:minor` in the text of /proc/self/mountinfo
  /// (proc_pid_mountinfo(5): third field the device, first field after " - " the type).
  static func mountType(device: String, mountInfo: String) -> String? {
    for line in mountInfo.split(separator: "\n") {
      let fields = line.split(separator: " ")
      guard fields.count > 2, fields[2] == device, let dash = fields.firstIndex(of: "-") else { continue }
      return dash + 1 < fields.count ? String(fields[dash + 1]) : nil
    }
    return nil
  }
}
