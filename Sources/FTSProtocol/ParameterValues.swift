/// The whole number that a parameter of an address is.
///
/// - Throws: `invalidParameter`.
func number(_ value: String, of name: String) throws(Problem) -> Int {
  guard let number = Int(value) else {
    throw Problem(.invalidParameter, "\(name) must be a whole number, not '\(value)'")
  }
  return number
}

/// Whether a parameter of an address is true.
///
/// - Throws: `invalidParameter`.
func flag(_ value: String, of name: String) throws(Problem) -> Bool {
  switch value {
  case "true", "1": return true
  case "false", "0": return false
  default: throw Problem(.invalidParameter, "\(name) must be true or false, not '\(value)'")
  }
}
