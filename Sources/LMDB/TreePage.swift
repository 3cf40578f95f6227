/// A branch or leaf page of a tree, as it lies in the file.
///
/// Pages (mdb.c of 0.9, 64-bit): the page's own number at 0; flags at 10 (1 branch, 2 leaf, 4 overflow); at 12 the end
/// of an array of 2-byte node offsets that begins at 16, at 14 where the nodes begin. Nodes: two 2-byte halves of a
/// number, flags 2, key size 2, key, data. A leaf's number is the size of the data, which stand in the node or, with
/// flag 1, in the overflow pages whose first number the node holds; a branch's number, with the flags as its third part, is
/// the child's page.
struct TreePage {
  static let headerSize = 16
  static let branchFlag: UInt16 = 0x01
  static let leafFlag: UInt16 = 0x02
  static let overflowFlag: UInt16 = 0x04
  private static let nodeHeaderSize = 8
  private static let overflowDataFlag: UInt16 = 0x01
  private static let tableFlag: UInt16 = 0x02

  /// Where the value of an entry is.
  enum Value {
    /// In the page.
    case inline(offset: Int, size: Int)
    /// In pages of its own, behind the header of the first.
    case overflow(page: Int, size: Int)
    /// In the page, and it is the root of a named table.
    case table(TreeRoot)
  }

  /// What is wrong with a page.
  struct Damage: Error { let reason: String }

  private let bytes: PageBytes
  private let offsets: [Int]
  let isLeaf: Bool
  var count: Int { offsets.count }

  /// - Throws: where the page is not what its place demands.
  init(_ bytes: PageBytes, number: Int, isLeaf: Bool) throws(Damage) {
    guard let own = bytes.load(UInt64.self, at: 0), let flags = bytes.load(UInt16.self, at: 10),
      let lower = bytes.load(UInt16.self, at: 12).map(Int.init),
      let upper = bytes.load(UInt16.self, at: 14).map(Int.init)
    else { throw Damage(reason: "it is cut short") }
    guard own == UInt64(number) else { throw Damage(reason: "it says of itself that it is page \(own)") }
    guard flags == (isLeaf ? Self.leafFlag : Self.branchFlag) else {
      throw Damage(reason: "it is no \(isLeaf ? "leaf" : "branch") page (flags \(flags))")
    }
    guard lower >= Self.headerSize, lower % 2 == 0, lower <= upper, upper <= bytes.count else {
      throw Damage(reason: "its free space is out of bounds")
    }
    let count = (lower - Self.headerSize) / 2
    guard count > (isLeaf ? 0 : 1) else { throw Damage(reason: "it has \(count) entries") }
    self.bytes = bytes
    self.isLeaf = isLeaf
    var offsets: [Int] = []
    for slot in 0..<count {
      let offset = Int(bytes.load(UInt16.self, at: Self.headerSize + slot * 2) ?? 0)
      guard offset >= upper, offset + Self.nodeHeaderSize <= bytes.count else {
        throw Damage(reason: "entry \(slot) is out of bounds")
      }
      offsets.append(offset)
    }
    self.offsets = offsets
    for slot in 0..<count where keyEnd(slot) > bytes.count {
      throw Damage(reason: "key \(slot) is out of bounds")
    }
  }

  private func half(_ index: Int, at place: Int) -> Int {
    Int(bytes.load(UInt16.self, at: offsets[index] + place) ?? 0)
  }

  private func number(_ index: Int) -> Int { half(index, at: 0) | half(index, at: 2) << 16 }
  private func keyEnd(_ index: Int) -> Int { offsets[index] + Self.nodeHeaderSize + half(index, at: 6) }

  /// The key of an entry.
  func key(_ index: Int) -> ArraySlice<UInt8> { bytes[offsets[index] + Self.nodeHeaderSize..<keyEnd(index)] }

  /// The page below an entry of a branch.
  func child(_ index: Int) -> Int { number(index) | half(index, at: 4) << 32 }

  /// The value of an entry of a leaf.
  func value(_ index: Int) throws(Damage) -> Value {
    let (size, offset) = (number(index), keyEnd(index))
    switch UInt16(half(index, at: 4)) {
    case 0:
      guard offset + size <= bytes.count else { throw Damage(reason: "value \(index) is out of bounds") }
      return .inline(offset: offset, size: size)
    case Self.overflowDataFlag:
      guard let page = bytes.load(UInt64.self, at: offset) else {
        throw Damage(reason: "value \(index) is out of bounds")
      }
      return .overflow(page: Int(clamping: page), size: size)
    case Self.tableFlag:
      guard size == TreeRoot.byteCount, let root = TreeRoot(bytes, at: offset) else {
        throw Damage(reason: "table \(index) is out of bounds")
      }
      return .table(root)
    case let flags: throw Damage(reason: "entry \(index) is of an unknown kind (flags \(flags))")
    }
  }

  /// Bytes that lie in the page.
  func slice(_ offset: Int, _ size: Int) -> ArraySlice<UInt8> { bytes[offset..<offset + size] }
}
