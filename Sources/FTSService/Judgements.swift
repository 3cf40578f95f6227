/// How relevant documents are to queries, as judged by people. What was not judged counts as not
/// relevant.
public struct Judgements: Equatable, Sendable {
  /// Grades by query and document: 0 and less not relevant, 1 and more relevant.
  public private(set) var grades: [String: [String: Int]] = [:]

  /// No judgements.
  public init() {}

  /// Reads judgements, one a line, columns between tabs or spaces: query, document and grade
  /// (BEIR, with or without its line of headings), or query, iteration, document and grade (TREC).
  ///
  /// - Parameter file: What to call the file in errors.
  public init(parsing bytes: [UInt8], file: String) throws(EvaluationInputError) {
    for (number, line) in TextLines(bytes) {
      let columns = line.split { $0 == "\t" || $0 == " " }
      guard columns.count == 3 || columns.count == 4 else {
        throw EvaluationInputError(
          file: file, line: number, reason: "expected 3 or 4 columns, there are \(columns.count)")
      }
      guard let grade = Int(columns[columns.count - 1]) else {
        if number == 1 { continue }
        throw EvaluationInputError(
          file: file, line: number, reason: "the grade '\(columns[columns.count - 1])' is not a whole number")
      }
      grades[String(columns[0]), default: [:]][String(columns[columns.count - 2])] = grade
    }
  }

  /// Judges one document.
  public mutating func judge(query: String, document: String, grade: Int) {
    grades[query, default: [:]][document] = grade
  }
}
