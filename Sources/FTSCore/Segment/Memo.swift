import Synchronization

/// A value that is made when it is asked for first; who asks meanwhile waits for it.
struct Memo<Value: Sendable>: ~Copyable, Sendable {
  private let value = Mutex<Value?>(nil)

  /// The value, which `make` makes where it is not there yet.
  func callAsFunction<Failure: Error>(_ make: () throws(Failure) -> Value) throws(Failure) -> Value {
    try value.withLock { (value) throws(Failure) in
      if let value { return value }
      let made = try make()
      value = made
      return made
    }
  }
}
