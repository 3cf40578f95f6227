/// The beginning of an XML text, as far as it tells a format.
enum XMLHead {
  /// Names of the first start tags, without prefixes; declarations and comments are passed over.
  static func elements(_ head: [UInt8], limit: Int) -> [String] {
    var names: [String] = []
    var index = 0
    while names.count < limit, let open = ByteSearch.firstIndex(of: UInt8(ascii: "<"), in: head, from: index)
    {
      let rest = head[(open + 1)...]
      if rest.starts(with: "!--".utf8) {
        guard let end = ByteSearch.firstIndex(of: "-->", in: head, from: open) else { break }
        index = end
      } else {
        index = open + 1
        let name = rest.prefix {
          !PlainText.isBlank($0) && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/")
        }
        guard let first = name.first, first != UInt8(ascii: "?"), first != UInt8(ascii: "!") else { continue }
        names.append(String(String(decoding: name, as: UTF8.self).split(separator: ":").last ?? ""))
      }
    }
    return names
  }
}
