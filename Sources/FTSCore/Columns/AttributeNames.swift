/// The names of the attributes that documents of a segment have, ascending by their bytes. The values of the one
/// at place *i* are the column `firstColumn` + *i*.
///
///     u32   number of names
///     the names, see TextDictionary
struct AttributeNames {
  static let firstColumn = 256

  private let names: TextDictionary

  /// `nil` where the bytes do not hold what they announce.
  init?(_ content: Blob) {
    let count = Int(content.load(UInt32.self, at: 0))
    guard let rest = content.slice(4, content.count - 4), let names = TextDictionary(rest, count: count)
    else { return nil }
    self.names = names
  }

  /// Number of the column of an attribute; `nil` where no document has it.
  func column(_ name: String) -> Int? { names.number(of: Array(name.utf8)).map { Self.firstColumn + $0 } }

  /// All of them, ascending.
  var all: [String] {
    var all: [String] = []
    var cursor = names.makeCursor()
    while cursor.next() { all.append(String(decoding: cursor.text, as: UTF8.self)) }
    return all
  }

  /// - Parameter names: ascending.
  static func encode(_ names: [[UInt8]]) -> [UInt8] {
    var writer = ByteWriter()
    writer.integer(UInt32(names.count))
    writer.append(TextDictionary.encode(names))
    return writer.bytes
  }
}
