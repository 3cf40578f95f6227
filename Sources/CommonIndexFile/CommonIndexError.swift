/// What is wrong with a CIFF file, and where.
public struct CommonIndexError: Error, Equatable, Sendable, CustomStringConvertible {
  /// Number of the message, from 1.
  public var message: Int
  /// Where it begins in the file, with its length.
  public var offset: Int
  /// What the message is, as `a posting list`.
  public var kind: String
  /// What is wrong with it.
  public var reason: String

  /// `message 7 at byte 1234, a posting list: …`.
  public var description: String { "message \(message) at byte \(offset), \(kind): \(reason)" }
}

/// What is wrong with a message.
struct CommonIndexFlaw: Error {
  let reason: String

  init(_ reason: String) { self.reason = reason }
}
