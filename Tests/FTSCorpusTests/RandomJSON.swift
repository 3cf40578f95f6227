import FTSTestSupport
import Foundation

@testable import FTSCorpus

/// Random JSON texts, and their comparison with what Foundation reads in them.
enum RandomJSON {
  static func value(depth: Int, _ generator: inout SeededGenerator) -> String {
    switch Int.random(in: 0..<(depth < 5 ? 8 : 5), using: &generator) {
    case 0: return "null"
    case 1: return Bool.random(using: &generator) ? "true" : "false"
    case 2: return String(Int.random(in: -1_000_000...1_000_000, using: &generator))
    case 3: return number(&generator)
    case 4: return string(&generator)
    case 5, 6:
      let members = (0..<Int.random(in: 0..<4, using: &generator)).map { index in
        "\"k\(index)\"" + blank(&generator) + ":" + blank(&generator) + value(depth: depth + 1, &generator)
      }
      return "{" + members.joined(separator: "," + blank(&generator)) + "}"
    default:
      let elements = (0..<Int.random(in: 0..<4, using: &generator)).map { _ in
        value(depth: depth + 1, &generator) + blank(&generator)
      }
      return "[" + elements.joined(separator: ",") + "]"
    }
  }

  private static func blank(_ generator: inout SeededGenerator) -> String {
    ["", "", "", " ", "\t", "\n"].randomElement(using: &generator)!
  }

  private static func number(_ generator: inout SeededGenerator) -> String {
    let exponent = ["", "e3", "E-2", "e+1"].randomElement(using: &generator)!
    return "\(Int.random(in: -99...99, using: &generator)).\(Int.random(in: 0...999, using: &generator))"
      + exponent
  }

  private static func string(_ generator: inout SeededGenerator) -> String {
    let pieces = [
      "a", "word ", "é", "한", "😀", "\\n", "\\\"", "\\\\", "\\u00e9", "\\uD83D\\uDE00", "\\/", "\u{7F}", "  ",
    ]
    let count = Int.random(in: 0..<12, using: &generator)
    return "\"" + (0..<count).map { _ in pieces.randomElement(using: &generator)! }.joined() + "\""
  }

  /// Whether any number is beyond what a Double holds.
  static func hasHugeNumber(_ value: JSONValue) -> Bool {
    switch value {
    case .number(let literal): !(Double(literal)?.isFinite ?? false)
    case .array(let elements): elements.contains(where: hasHugeNumber)
    case .object(let members): members.contains { hasHugeNumber($0.value) }
    case .null, .bool, .string: false
    }
  }

  static func isEqual(_ ours: JSONValue, _ foundation: Any) -> Bool {
    switch ours {
    case .null: foundation is NSNull
    case .bool(let flag): foundation as? Bool == flag
    case .string(let text): foundation as? String == text
    case .number(let literal):
      (foundation as? NSNumber).map { abs($0.doubleValue - Double(literal)!) <= abs($0.doubleValue) * 1e-12 }
        ?? false
    case .array(let elements):
      (foundation as? [Any]).map { list in
        list.count == elements.count && zip(elements, list).allSatisfy { isEqual($0, $1) }
      } ?? false
    case .object(let members):
      (foundation as? [String: Any]).map { dictionary in
        // Damage can make two keys alike; which value Foundation keeps is its own affair.
        Set(members.map(\.key)) == Set(dictionary.keys)
          && (dictionary.count < members.count
            || members.allSatisfy { isEqual($0.value, dictionary[$0.key]!) })
      } ?? false
    }
  }
}

/// Random damage.
enum RandomBytes {
  static func mutate(_ bytes: inout [UInt8], _ generator: inout SeededGenerator) {
    for _ in 0..<Int.random(in: 1...4, using: &generator) where !bytes.isEmpty {
      let index = Int.random(in: 0..<bytes.count, using: &generator)
      switch Int.random(in: 0..<4, using: &generator) {
      case 0: bytes[index] = UInt8.random(in: .min ... .max, using: &generator)
      case 1: bytes.remove(at: index)
      case 2: bytes.insert(Array("\"\\{}[]:,<>&!-0\n ".utf8).randomElement(using: &generator)!, at: index)
      default:
        let end = min(bytes.count, index + Int.random(in: 1...20, using: &generator))
        bytes.insert(contentsOf: bytes[index..<end], at: Int.random(in: 0...bytes.count, using: &generator))
      }
    }
  }
}
