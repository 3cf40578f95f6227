/// What can go wrong with an index, each with a message for the person in front of it.
public enum IndexError: Error, Equatable, Sendable, CustomStringConvertible {
  /// No index in that directory.
  case notFound(path: String)
  /// There is something where an index was to be put.
  case alreadyExists(path: String)
  /// The directory cannot be created, read or written; `reason` is the system's.
  case unusable(path: String, reason: String)
  /// The index was made by a version of the format this build does not read.
  case unsupportedFormat(path: String, found: UInt32, supported: UInt32)
  /// The index was created with other settings than those asked for.
  case settingsMismatch(setting: String, recorded: String, requested: String)
  /// A setting outside its range, or an analyzer that does not exist.
  case invalidSetting(String)
  /// A list of words that cannot be read.
  case invalidDictionary(DictionarySyntaxError)
  /// A document that cannot be stored as it is.
  case invalidDocument(id: String, reason: String)
  /// Something of that name that documents do not have; the message says what there is.
  case unknownField(String)
  /// The time was up before there was an answer.
  case deadlineExceeded
  /// A pattern describes more different words than the search allows.
  case tooManyForms(pattern: String, limit: Int)
  /// The documents to be returned have more bytes than the search allows.
  case resultsTooLarge(limit: Int)
  /// A cursor of a state of the index that is no longer the last.
  case cursorExpired
  /// A cursor that belongs to another search.
  case cursorMismatch
  /// Another process is writing to the index.
  case locked(path: String)
  /// More changes wait to be written than there is room for; later there will be.
  case overloaded
  /// The caller asked for an end of the work; what was committed is as it was.
  case interrupted
  /// The file system has no room left; nothing that was committed is lost.
  case diskFull(path: String)
  /// Bytes on disk are not what was written.
  case corrupted(path: String, detail: String)
  /// The storage engine reports `reason`.
  case storage(String)

  /// The message, with what to do where there is something.
  public var description: String {
    switch self {
    case .notFound(let path):
      "no index at \(path); create one with: ftsd index --index \(path) SOURCE"
    case .alreadyExists(let path):
      "\(path) exists already; name another place, or say that it is to be replaced"
    case .unusable(let path, let reason): "cannot use \(path): \(reason)"
    case .unsupportedFormat(let path, let found, let supported):
      found < supported
        ? "the index at \(path) has format \(found), this ftsd reads format \(supported); index the sources again: "
          + "ftsd index --index NEW-DIRECTORY SOURCE"
        : "the index at \(path) has format \(found) of a newer ftsd, this one reads format \(supported); "
          + "use that one, or index the sources again: ftsd index --index NEW-DIRECTORY SOURCE"
    case .settingsMismatch(let setting, let recorded, let requested):
      "the index was created with \(setting) \(recorded), not \(requested); "
        + "leave the option out, or make the index anew with it: ftsd rebuild"
    case .invalidSetting(let reason), .unknownField(let reason): reason
    case .invalidDictionary(let error): error.description
    case .deadlineExceeded: "the time was up before there was an answer"
    case .tooManyForms(let pattern, let limit):
      "more than \(limit) different words are like \(pattern); write more of the word"
    case .resultsTooLarge(let limit):
      "the documents that were found have more than \(limit >> 20) MiB; ask for fewer at once"
    case .cursorExpired:
      "the cursor has expired: the index was written to since; begin with the first page again"
    case .cursorMismatch: "the cursor belongs to another query, kind, order or boost"
    case .invalidDocument(let id, let reason): "document \(id): \(reason)"
    case .locked(let path): "another process is writing to the index at \(path)"
    case .overloaded: "more changes are waiting to be written than there is room for; try again later"
    case .interrupted: "interrupted"
    case .diskFull(let path): "no room left on the disk of \(path); what was committed before is safe"
    case .corrupted(let path, let detail): "the index at \(path) is damaged: \(detail)"
    case .storage(let reason): "storage: \(reason)"
    }
  }
}
