/// Text put together from runs, white space folded and breaks joined.
struct TextFlow {
  /// What stands between two runs; of several breaks in a row the strongest counts.
  enum Break: Int, Comparable {
    case none, space, line, paragraph

    static func < (a: Break, b: Break) -> Bool { a.rawValue < b.rawValue }
  }

  private var utf8: [UInt8] = []
  private var pending = Break.none

  var text: String { String(decoding: utf8, as: UTF8.self) }
  var isEmpty: Bool { utf8.isEmpty }

  mutating func add(_ kind: Break) { pending = max(pending, kind) }

  /// Adds one byte that is not white space.
  mutating func add(_ byte: UInt8) {
    if pending != .none {
      if !utf8.isEmpty {
        switch pending {
        case .none: break
        case .space: utf8.append(0x20)
        case .line: utf8.append(0x0A)
        case .paragraph: utf8 += [0x0A, 0x0A]
        }
      }
      pending = .none
    }
    utf8.append(byte)
  }
}
