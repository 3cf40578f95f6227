import Glibc

/// What the kernel tells of this process in files below /proc/self.
enum ProcessFile {
  /// The text of the file of that name; nil where it cannot be read.
  static func read(_ name: String) -> String? {
    // SAFETY: the string lives for the duration of the call.
    let descriptor = unsafe Glibc.open("/proc/self/" + name, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      // SAFETY: reads at most as many bytes as the array has.
      let length = unsafe Glibc.read(descriptor, &chunk, chunk.count)
      if length <= 0 { return length == 0 ? String(decoding: bytes, as: UTF8.self) : nil }
      bytes += chunk[..<length]
    }
  }
}
