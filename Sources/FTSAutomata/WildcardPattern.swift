/// A word with gaps: `*` stands for any scalars or none, `?` for one.
public struct WildcardPattern: Hashable, Sendable, CustomStringConvertible {
  /// What a pattern is made of.
  public enum Piece: Hashable, Sendable {
    /// These scalars; never empty.
    case literal(String)
    /// One scalar.
    case one
    /// Any number of scalars.
    case many
  }

  /// In order; of two neighbours not both are literals, nor both `many`.
  public let pieces: [Piece]

  /// The pattern of these pieces.
  public init(_ pieces: some Sequence<Piece>) {
    self.pieces = pieces.reduce(into: []) { joined, piece in
      switch (joined.last, piece) {
      case (_, .literal("")), (.many, .many): break
      case (.literal(let before), .literal(let text)): joined[joined.count - 1] = .literal(before + text)
      default: joined.append(piece)
      }
    }
  }

  /// Reads a pattern in which `\` makes the scalar behind it stand for itself.
  public init(_ text: String) {
    var isEscaped = false
    var pieces: [Piece] = []
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\" where !isEscaped:
        isEscaped = true
        continue
      case "*" where !isEscaped: pieces.append(.many)
      case "?" where !isEscaped: pieces.append(.one)
      default: pieces.append(.literal(String(scalar)))
      }
      isEscaped = false
    }
    if isEscaped { pieces.append(.literal("\\")) }
    self.init(pieces)
  }

  /// The pattern, as `init(_: String)` reads it.
  public var description: String {
    pieces.reduce(into: "") { text, piece in
      switch piece {
      case .literal(let literal):
        for scalar in literal.unicodeScalars {
          if scalar == "*" || scalar == "?" || scalar == "\\" { text += "\\" }
          text.unicodeScalars.append(scalar)
        }
      case .one: text += "?"
      case .many: text += "*"
      }
    }
  }
}

extension NFA {
  /// Reads what a pattern describes.
  mutating func wildcard(_ pattern: WildcardPattern, next: NodeID) -> NodeID {
    var entry = next
    for piece in pattern.pieces.reversed() {
      switch piece {
      case .literal(let text): entry = literal(Array(text.unicodeScalars), next: entry)
      case .one: entry = scalar(in: .all, next: entry)
      case .many: entry = loop(next: entry) { $0.scalar(in: .all, next: $1) }
      }
    }
    return entry
  }
}
