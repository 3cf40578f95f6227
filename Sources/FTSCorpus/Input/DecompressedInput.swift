/// The bytes of a file, decompressed where need be.
enum DecompressedInput {
  /// Opens a file, by content: gzip and zstd are told by their magic numbers.
  static func open(_ path: String) throws(InputError) -> any ByteInput {
    let raw = ReplayInput(try FileInput(path: path))
    try raw.fill(to: 4)
    if raw.head.starts(with: [0x1F, 0x8B]) { return GzipInput(raw) }
    if raw.head.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) { return ZstdInput(raw) }
    return raw
  }
}
