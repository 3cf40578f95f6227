package import FTSQuery

/// The value of a parameter that is to be written.
package enum RequestValue {
  case text(String)
  case number(Int)
  case flag(Bool)
  case query(Query)

  /// Several with commas between them; `nil` for none.
  static func list(_ values: [some CustomStringConvertible]) -> RequestValue? {
    values.isEmpty ? nil : .text(values.map(\.description).joined(separator: ","))
  }

  /// The value in an address; `nil` for what has none there.
  var addressText: String? {
    switch self {
    case .text(let text): text
    case .number(let number): String(number)
    case .flag(let isSet): isSet ? "true" : "false"
    case .query: nil
    }
  }
}

extension RequestValue: JSONEncodable {
  package func write(to writer: inout JSONWriter) {
    switch self {
    case .text(let text): text.write(to: &writer)
    case .number(let number): number.write(to: &writer)
    case .flag(let isSet): isSet.write(to: &writer)
    case .query(let query): query.write(to: &writer)
    }
  }
}
