import FTSClient
import FTSCore
import FTSDaemon
import FTSFolders
import FTSProtocol
import FTSService

/// Why a command stops: a sentence for people and a status for scripts.
struct Failure: Error, Equatable {
  var status: ExitStatus
  var message: String
  /// Lines that show where.
  var excerpt: [String] = []

  init(_ status: ExitStatus, _ message: String) {
    self.status = status
    self.message = message
  }

  init(_ error: IndexError) {
    let status: ExitStatus =
      switch error {
      case .settingsMismatch, .invalidSetting, .unknownField, .cursorMismatch, .tooManyForms,
        .resultsTooLarge:
        .usage
      case .invalidDocument, .invalidDictionary: .badData
      case .locked, .overloaded, .cursorExpired, .deadlineExceeded: .tryAgain
      case .alreadyExists: .cannotCreate
      case .interrupted: .interrupted
      case .notFound, .unusable, .unsupportedFormat, .diskFull, .corrupted, .storage: .inputOutput
      }
    self.init(status, error.description)
  }

  init(_ problem: Problem) {
    let status: ExitStatus =
      switch problem.code {
      case .documentNotFound, .notFound: .nothingFound
      case .unauthorized, .forbidden: .noPermission
      case .indexDamaged, .diskFull: .inputOutput
      case .invalidDocument: .badData
      case .backupExists: .cannotCreate
      case .indexUnavailable, .cursorExpired, .deadlineExceeded, .writerBusy, .overloaded,
        .maintenanceUnderWay, .tooManyConnections, .requestTimeout:
        .tryAgain
      case .badRequest, .unknownParameter, .invalidParameter, .missingParameter, .invalidJSON, .invalidQuery,
        .invalidCursor, .tooManyWords, .answerTooLarge,
        .methodNotAllowed, .bodyTooLarge, .headTooLarge:
        .usage
      }
    self.init(status, problem.detail)
  }

  /// The same, with the place in the query that was typed.
  init(_ problem: Problem, in query: String) {
    self.init(problem)
    if let position = problem.position { excerpt = QueryExcerpt.lines(query, position: position) }
  }

  init(_ error: ClientError) {
    switch error {
    case .problem(let problem): self.init(problem)
    case .noDaemon: self.init(.noDaemon, error.description)
    case .connectionLost, .unreadableAnswer: self.init(.inputOutput, error.description)
    }
  }

  init(_ error: ServerError) {
    switch error {
    case .alreadyServing: self.init(.tryAgain, error.description)
    case .notASocket, .cannotCreate: self.init(.cannotCreate, error.description)
    case .unusableSocket, .unexpectedSocket, .missingSocket, .unknownAccount:
      self.init(.usage, error.description)
    }
  }

  init(_ error: DictionarySyntaxError) { self.init(.badData, error.description) }

  init(_ error: FolderError) {
    switch error {
    case .index(let error): self.init(error)
    case .notAFolder, .nested, .holdsIndex: self.init(.usage, error.description)
    case .vanished, .emptied, .tooManyWatches, .tooManyQueues, .system:
      self.init(.inputOutput, error.description)
    }
  }

  init(_ error: EvaluationInputError) { self.init(.badData, error.description) }
}
