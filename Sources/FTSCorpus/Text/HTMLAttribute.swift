/// An attribute of an HTML element; names are in lower case, and one without a value has an empty one.
struct HTMLAttribute: Equatable {
  var name: String
  var value: String
}
