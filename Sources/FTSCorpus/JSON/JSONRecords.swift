/// Makes documents of the JSON objects of one format.
protocol JSONRecords {
  /// Hands on the documents that an object describes. Those that can be read are handed on before
  /// it throws.
  func read(_ object: JSONObject, _ body: (DocumentRecord) -> Void) throws(RecordRejection)
}
