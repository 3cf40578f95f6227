/// How much a check does.
public struct CheckOptions: Equatable, Sendable {
  /// Of how many documents the words are made anew, and searched for.
  public enum Documents: Equatable, Sendable {
    /// So many, spread evenly.
    case sample(Int)
    /// Each.
    case all
  }

  /// Which documents are gone through in full.
  public var documents = Documents.sample(1000)

  /// The defaults.
  public init() {}

  /// Every how many documents one is taken.
  func stride(of count: Int) -> Int {
    switch documents {
    case .sample(let size): max(1, count / max(1, size))
    case .all: 1
    }
  }
}

/// How far a check has come.
public struct CheckProgress: Equatable, Sendable {
  /// What is looked at, in one or two words.
  public var stage: String
  /// Parts done, of `total`.
  public var done: Int
  /// Parts of the stage.
  public var total: Int

  /// So far.
  public init(stage: String, done: Int, total: Int) {
    self.stage = stage
    self.done = done
    self.total = total
  }
}
