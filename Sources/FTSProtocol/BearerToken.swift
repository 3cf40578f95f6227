/// The secret that a client on TCP shows with each request (RFC 6750). What prints or logs it shows none of it.
public struct BearerToken: Equatable, Sendable {
  /// Characters a token may have: few enough for a header, too many to be guessed.
  public static let lengths = 16...1024

  private let bytes: [UInt8]

  /// - Throws: `invalidParameter` for one that is too short or too long, or has characters that a header would not
  ///   carry as they are (RFC 6750, 2.1). The message does not hold the token.
  public init(_ token: String) throws(Problem) {
    let bytes = Array(token.utf8)
    guard Self.lengths.contains(bytes.count) else {
      throw Problem(
        .invalidParameter,
        "the token has \(bytes.count) characters, it must have \(Self.lengths.lowerBound) to "
          + "\(Self.lengths.upperBound); make one with: openssl rand -hex 32")
    }
    guard bytes.allSatisfy(Self.isAllowed) else {
      throw Problem(.invalidParameter, "the token may hold letters, digits and -._~+/= only")
    }
    self.bytes = bytes
  }

  /// Value of the header `Authorization` that shows it.
  public var authorization: String { "Bearer " + String(decoding: bytes, as: UTF8.self) }

  /// Whether a header `Authorization` shows this token. How long it takes tells the length of what was shown, and nothing of
  /// the token: every byte is compared, wherever the first difference is.
  public func isShown(by authorization: String) -> Bool {
    let shown = Array(authorization.utf8)
    let scheme = Array("bearer ".utf8)
    guard shown.count > scheme.count,
      zip(shown, scheme).allSatisfy({ $0 | 0x20 == $1 })
    else { return false }
    let candidate = shown[scheme.count...]
    var difference = candidate.count ^ bytes.count
    for (index, byte) in candidate.enumerated() {
      difference |= Int(byte ^ bytes[index % bytes.count])
    }
    return difference == 0
  }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "-._~+/=".utf8.contains(byte)
    }
  }
}

extension BearerToken: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// That there is one.
  public var description: String { "(secret)" }
  /// That there is one.
  public var debugDescription: String { description }
  /// Nothing.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
