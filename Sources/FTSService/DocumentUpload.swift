import FTSCore
import FTSCorpus
import FTSDocument
import FTSProtocol
import Synchronization

/// Documents that arrive as NDJSON, a document a line, and are written while they do: in pieces, so that memory
/// does not grow with them. What is wrong with a line concerns that line alone.
///
/// One task at a time passes bytes; pieces are done on another thread.
public final class DocumentUpload: Sendable {
  /// Text of the documents that are written together, in bytes.
  private static let pieceBytes = 1 << 20
  /// Pieces on their way to the disk, beyond which no more bytes should come.
  private static let maximumPieces = 2

  /// The longest time to wait for the writer, and how often to look.
  private static let patience = Duration.seconds(30)
  private static let interval = Duration.milliseconds(5)

  /// A line whose document is being written.
  private struct Line: Sendable {
    let number: Int
    let id: String
    let warnings: [String]
  }

  private struct State {
    /// The beginning of a line that has not ended.
    var pending: [UInt8] = []
    var isOverlong = false
    var line = 1
    var bytes = 0
    /// Why nothing more is read; the line that says so is the last.
    var isCut = false
    var piece: [DocumentUpdate] = []
    var pieceLines: [Line] = []
    var pieceBytes = 0
    /// By piece, the lines of the answer; `nil` where they are not known yet.
    var answers: [[UInt8]?] = [[]]
    var piecesUnderWay = 0
    /// Who waits until there are fewer pieces under way than that.
    var waiting: (pieces: Int, continuation: CheckedContinuation<Void, Never>)?
  }

  private let service: UpdateService
  private let durability: IndexUpdater.Durability
  private let state = Mutex(State())

  init(_ service: UpdateService, _ request: UpdateRequest) {
    self.service = service
    durability = IndexUpdater.Durability(request.durability)
  }

  /// Returns as soon as what has arrived is nearly written, so that more may come.
  public func catchUp() async {
    await wait(untilFewerThan: Self.maximumPieces)
    // What is deferred is done at once, and waits in the queue of the writer.
    let end = ContinuousClock.now + Self.patience
    while !service.updater.hasRoom, .now < end { try? await Task.sleep(for: Self.interval) }
  }

  /// Takes bytes, cut anywhere.
  public func receive(_ bytes: some Collection<UInt8>) {
    let pieces = state.withLock { state in
      var pieces: [Piece] = []
      state.bytes += bytes.count
      var rest = bytes[...]
      while !state.isCut, let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
        take(rest[..<end], &state)
        endLine(&state, &pieces)
        rest = rest[rest.index(after: end)...]
      }
      if !state.isCut { take(rest, &state) }
      return pieces
    }
    for piece in pieces { submit(piece) }
  }

  /// The bytes have come to their end: returns the answer once all lines are done, NDJSON with an `UpdateResponse` for
  /// each line that was not blank, in their order.
  public func finish() async -> [UInt8] {
    let pieces = state.withLock { state in
      var pieces: [Piece] = []
      if !state.isCut, !state.pending.isEmpty || state.isOverlong { endLine(&state, &pieces) }
      endPiece(&state, &pieces)
      return pieces
    }
    for piece in pieces { submit(piece) }
    await wait(untilFewerThan: 1)
    return state.withLock { $0.answers.flatMap { $0 ?? [] } }
  }

  private func wait(untilFewerThan pieces: Int) async {
    await withCheckedContinuation { continuation in
      let isDone = state.withLock { state in
        if state.piecesUnderWay < pieces { return true }
        state.waiting = (pieces, continuation)
        return false
      }
      if isDone { continuation.resume() }
    }
  }

  /// Documents that are written together.
  private struct Piece: Sendable {
    let place: Int
    let updates: [DocumentUpdate]
    let lines: [Line]
  }

  private func take(_ bytes: some Collection<UInt8>, _ state: inout State) {
    if state.isOverlong { return }
    if state.pending.count + bytes.count > Limits.documentBytes {
      state.isOverlong = true
      state.pending = []
    } else {
      state.pending.append(contentsOf: bytes)
    }
  }

  private func endLine(_ state: inout State, _ pieces: inout [Piece]) {
    defer {
      state.line += 1
      state.pending.removeAll(keepingCapacity: true)
      state.isOverlong = false
    }
    if state.bytes > Limits.uploadBytes || state.line > Limits.uploadLines {
      state.isCut = true
      let reason =
        "a request may have \(Limits.uploadBytes >> 20) MB and \(Limits.uploadLines) lines of documents; "
        + "from this line on nothing was read"
      return refuse(Problem(.bodyTooLarge, reason), &state, &pieces)
    }
    if state.isOverlong {
      let reason = "a document may have \(Limits.documentBytes >> 20) MB"
      return refuse(Problem(.bodyTooLarge, reason), &state, &pieces)
    }
    guard state.pending.contains(where: { !Self.isBlank($0) }) else { return }
    do {
      let record = try service.records.record(state.pending)
      state.piece.append(.put(record.document))
      state.pieceLines.append(
        Line(number: state.line, id: record.document.id, warnings: record.warnings))
      state.pieceBytes += state.pending.count
      if state.pieceBytes >= Self.pieceBytes { endPiece(&state, &pieces) }
    } catch {
      refuse(Problem(.invalidDocument, error.reason), &state, &pieces)
    }
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
  }

  /// Answers a line without writing it. It ends the piece, so that answers stay in order.
  private func refuse(_ problem: Problem, _ state: inout State, _ pieces: inout [Piece]) {
    endPiece(&state, &pieces)
    let response = UpdateResponse(line: state.line, id: nil, status: .error, problem: problem)
    state.answers[state.answers.count - 1]?.append(
      contentsOf: JSONWriter.encode(response) + [UInt8(ascii: "\n")])
  }

  /// Sends the documents gathered on their way.
  private func endPiece(_ state: inout State, _ pieces: inout [Piece]) {
    guard !state.piece.isEmpty else { return }
    pieces.append(Piece(place: state.answers.count, updates: state.piece, lines: state.pieceLines))
    state.answers.append(nil)
    state.answers.append([])
    state.piecesUnderWay += 1
    state.piece = []
    state.pieceLines = []
    state.pieceBytes = 0
  }

  private func submit(_ piece: Piece) {
    do {
      try service.updater.submit(piece.updates, durability: durability) { [self] in answer(piece, $0) }
    } catch {
      answer(piece, .failure(error))
    }
  }

  private func answer(_ piece: Piece, _ result: Result<[DocumentUpdate.Outcome], IndexError>) {
    var text: [UInt8] = []
    for (index, line) in piece.lines.enumerated() {
      let response =
        switch result {
        case .success(let outcomes):
          UpdateResponse(outcomes[index], line: line.number, id: line.id, warnings: line.warnings)
        case .failure(let error):
          UpdateResponse(line: line.number, id: line.id, status: .error, problem: Problem(error))
        }
      text.append(contentsOf: JSONWriter.encode(response))
      text.append(UInt8(ascii: "\n"))
    }
    let waiting = state.withLock { state -> CheckedContinuation<Void, Never>? in
      state.answers[piece.place] = text
      state.piecesUnderWay -= 1
      guard let waiting = state.waiting, state.piecesUnderWay < waiting.pieces else { return nil }
      state.waiting = nil
      return waiting.continuation
    }
    waiting?.resume()
  }
}
