/// Makes events of the lines of JSON Lines.
struct JSONLineReader {
  let source: String
  let records: any JSONRecords

  func read(_ line: LineSplitter.Line, _ number: Int, into events: inout [SourceEvent]) {
    do throws(RecordRejection) {
      guard case .text(let bytes, let range) = line else {
        throw RecordRejection(reason: "record longer than \(SourceLimits.recordDescription)")
      }
      let object: JSONObject
      do throws(JSONSyntaxError) { object = try JSONObject(bytes, in: range) } catch { throw error.rejection }
      try records.read(object) { events.append($0, from: source, at: .line(number)) }
    } catch {
      events.append(.skipped(error, in: source, at: .line(number)))
    }
  }
}
