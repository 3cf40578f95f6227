import FTSQuery

/// A value in an address, decoded.
struct AddressValue: ParameterValue {
  let name: String
  let text: String

  func string() throws(Problem) -> String { text }

  func integer() throws(Problem) -> Int {
    guard let number = Int(text) else {
      throw Problem(.invalidParameter, "\(name) must be a whole number, not '\(text)'")
    }
    return number
  }

  func flag() throws(Problem) -> Bool {
    switch text {
    case "true", "1": return true
    case "false", "0": return false
    default: throw Problem(.invalidParameter, "\(name) must be true or false, not '\(text)'")
    }
  }

  func query() throws(Problem) -> Query {
    throw Problem(.invalidParameter, "\(name) is an object of a JSON body; in an address there is q")
  }
}
