/// A name and its value in a JSON object.
struct JSONMember: Equatable {
  var key: String
  var value: JSONValue
}
