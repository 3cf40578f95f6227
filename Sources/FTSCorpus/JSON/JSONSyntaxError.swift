/// A place where a text departs from the grammar of JSON, or is no object.
struct JSONSyntaxError: Error, Equatable {
  /// Offset from the beginning of the text, counted from 0; `nil` where it is the text as a whole.
  var byte: Int?
  var reason: String

  /// Why the line that holds the text is no record.
  var rejection: RecordRejection {
    RecordRejection(reason: byte.map { "byte \($0) of the line: \(reason)" } ?? reason)
  }
}
