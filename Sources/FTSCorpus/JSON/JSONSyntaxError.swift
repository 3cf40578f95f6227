/// A place where a text departs from the grammar of JSON.
struct JSONSyntaxError: Error, Equatable {
  /// Offset from the beginning of the text, counted from 0.
  var byte: Int
  var reason: String
}
