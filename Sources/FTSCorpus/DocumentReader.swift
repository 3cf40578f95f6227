/// Streams the documents of files, directories and the standard input, in order.
///
/// Files are read one after the other in blocks, on the calling thread; memory does not grow
/// with their size. Files compressed with gzip or zstd are read as they are, whatever their name.
/// A problem with one record or file is an event among the others, and reading goes on.
///
/// Directories are walked in the order of their names' bytes, without hidden files. What is none
/// of our formats is passed over there and counted; a page, which has no mark of its own, is known
/// there by its name (`.txt` or `.text`, also before `.gz` and `.zst`) as well as by its content, Markdown
/// by its front matter, a CSV or TSV file by the names of its columns alone.
///
/// Of a database the rows of a query are read.
public final class DocumentReader {
  private let options: SourceOptions
  private let entries: [SourceWalker.Entry]
  private var input: TextInput?
  private var bytesOfFinishedFiles = 0

  /// Files in directories passed over so far because they are none of our formats.
  public private(set) var unrecognizedFiles = 0
  /// Files read so far, wholly or in part.
  public private(set) var filesRead = 0
  /// Files so far that the system has not let be read, or not to their end.
  package private(set) var refusedFiles = 0
  /// Bytes of all files as they lie on disk; `nil` where a source is a pipe or a database.
  private let totalBytes: Int?

  /// Finds the files of the sources, without opening them.
  ///
  /// - Parameter sources: paths of files and directories; `-` is the standard input, `sqlite:PATH` a
  ///   database.
  public init(sources: [String], options: SourceOptions = SourceOptions()) {
    self.options = options
    entries = SourceWalker.entries(of: sources)
    totalBytes = entries.reduce(0 as Int?) { total, entry in
      switch entry {
      case .problem: return total
      case .database: return nil
      case .file(_, _, let bytes):
        guard let total, let bytes else { return nil }
        return total + bytes
      }
    }
  }

  /// Reads one file, as if it had been found in a directory.
  package init(found path: String, options: SourceOptions) {
    self.options = options
    entries = [.file(path: path, isNamed: false, bytes: nil)]
    totalBytes = nil
  }

  /// Bytes read of the files as they lie on disk, and of how many (`nil` where a source is a
  /// pipe or a database). May be asked for inside the body of `forEach`.
  public var progress: (bytesRead: Int, totalBytes: Int?) {
    (bytesOfFinishedFiles + (input?.bytesRead ?? 0), totalBytes)
  }

  /// Calls `body` with every document and every problem. An error that `body` throws ends the
  /// reading and is thrown on.
  public func forEach<Failure: Error>(
    _ body: (SourceEvent) throws(Failure) -> Void
  ) throws(Failure) {
    bytesOfFinishedFiles = 0
    unrecognizedFiles = 0
    filesRead = 0
    refusedFiles = 0
    for entry in entries {
      switch entry {
      case .problem(let problem): try body(.problem(problem))
      case .database(let database):
        filesRead += 1
        try database.read(options, body)
      case .file(let path, let isNamed, let bytes):
        try readFile(path, isNamed: isNamed, body)
        bytesOfFinishedFiles += bytes ?? input?.bytesRead ?? 0
        input = nil
      }
    }
  }

  private func readFile<Failure: Error>(
    _ path: String, isNamed: Bool, _ body: (SourceEvent) throws(Failure) -> Void
  ) throws(Failure) {
    let opened: TextInput
    do throws(InputError) { opened = try TextInput(path: path) } catch {
      return try body(.problem(problem(error, path)))
    }
    input = opened
    switch recognize(opened, path: path, isNamed: isNamed) {
    case .read(let format):
      filesRead += 1
      try parse(opened, with: format.parser(source: path, options), path: path, body)
    case .passOver: unrecognizedFiles += 1
    case .refuse(let error): try body(.problem(problem(error, path)))
    }
  }

  /// What to do with an opened file.
  private enum Recognition {
    case read(SourceFormat)
    case passOver
    case refuse(InputError)
  }

  private func recognize(_ input: TextInput, path: String, isNamed: Bool) -> Recognition {
    if input.head.allSatisfy(PlainText.isBlank) {
      if let failure = input.failure { return .refuse(failure) }
      let isExpected = isNamed || FormatDetector.isNameOfPage(path)
      return isExpected ? .refuse(InputError(reason: "empty")) : .passOver
    }
    let detected = FormatDetector.format(of: input.head, path: path, fieldMap: options.fieldMap)
    if isNamed {
      if let format = options.format ?? detected { return .read(format) }
      return .refuse(input.failure ?? Self.unrecognized(input.head))
    }
    guard let detected, options.format == nil || options.format == detected,
      options.format == detected || isExpected(detected, input.head, path)
    else { return .passOver }
    return .read(detected)
  }

  /// Whether a file found in a directory is likely meant to be read. Nobody wants notes on the software, and templates of a site.
  private func isExpected(_ format: SourceFormat, _ head: [UInt8], _ path: String) -> Bool {
    switch format {
    case .page: FormatDetector.isNameOfPage(path)
    case .markdown: FormatDetector.hasFrontMatter(head) && !SitePath(path).isMachinery
    case .html: !SitePath(path).isMachinery
    case .csv, .tsv: DelimitedDialect.format(of: head, fieldMap: options.fieldMap) == format
    default: true
    }
  }

  private static func unrecognized(_ head: [UInt8]) -> InputError {
    var reason = "not recognized as \(SourceFormat.allDescriptions)"
    if head.starts(with: DatabaseSource.magic) {
      return InputError(reason: "an SQLite database; sqlite:PATH with a query reads its rows")
    }
    if let byte = FormatDetector.firstBinaryByte(of: head) {
      reason += "; byte \(byte) of the text is a control character"
    }
    return InputError(reason: reason)
  }

  private func parse<Failure: Error>(
    _ input: TextInput, with parser: consuming any SourceParser, path: String,
    _ body: (SourceEvent) throws(Failure) -> Void
  ) throws(Failure) {
    var parser = parser
    var events: [SourceEvent] = []
    var inputError: InputError?
    while !parser.isFinished {
      let block: [UInt8]
      do throws(InputError) { block = try input.next() } catch {
        inputError = error
        break
      }
      if block.isEmpty { break }
      parser.consume(block, into: &events)
      for event in events { try body(event) }
      events.removeAll(keepingCapacity: true)
    }
    parser.finish(isCut: inputError != nil, into: &events)
    for event in events { try body(event) }
    if let inputError { try body(.problem(problem(inputError, path))) }
  }

  private func problem(_ error: InputError, _ path: String) -> SourceProblem {
    if error.isRefusal { refusedFiles += 1 }
    return SourceProblem(
      source: path, location: error.location, reason: error.reason, severity: .fileSkipped)
  }
}
