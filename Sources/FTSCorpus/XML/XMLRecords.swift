/// What a format makes of its XML: documents, and problems with single records.
protocol XMLRecords: XMLContentHandler {
  /// The end tag of the document element.
  var endTag: StaticString { get }
  /// What the text lacks to be of the format; `nil` where nothing.
  var lack: String? { get }

  /// Hands out what has been completed since the last call.
  func take() -> [SourceEvent]

  /// Completes, as far as it can be used, what is open where the text breaks off.
  func breakOff()
}
