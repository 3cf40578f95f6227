import SwiftProtobuf

/// A message of a CIFF file.
public enum CommonIndexMessage: Equatable, Sendable {
  /// The first.
  case header(CommonIndexHeader)
  /// One of as many as the header says.
  case list(CommonIndexList)
  /// Likewise, behind the lists; with its number, from 0.
  case document(CommonIndexDocument, number: Int)

  /// As it stands in a file, behind its length; `nil` where a message cannot be as long (2 GB).
  public var encoded: [UInt8]? {
    switch self {
    case .header(let header): Self.delimited(header.message)
    case .list(let list): Self.delimited(list.message)
    case .document(let document, let number): Self.delimited(document.message(number: number))
    }
  }

  private static func delimited(_ message: some Message) -> [UInt8]? {
    guard let bytes: [UInt8] = try? message.serializedBytes() else { return nil }
    var encoded: [UInt8] = []
    encoded.reserveCapacity(bytes.count + 5)
    var length = bytes.count
    while length >= 0x80 {
      encoded.append(UInt8(length & 0x7F | 0x80))
      length >>= 7
    }
    encoded.append(UInt8(length))
    return encoded + bytes
  }
}
