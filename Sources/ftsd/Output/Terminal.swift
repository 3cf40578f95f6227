import Glibc

/// What the terminal behind standard output can show.
struct Terminal: Equatable {
  /// Columns; `nil` where lines may have any length, for instance in a pipe.
  var width: Int?
  /// Whether styles are shown.
  var hasStyles: Bool

  /// A pipe or file.
  static let none = Terminal(width: nil, hasStyles: false)

  static func current(environment: [String: String]) -> Terminal {
    guard isatty(STDOUT_FILENO) == 1 else { return none }
    let isDumb = environment["TERM"].map { $0 == "dumb" || $0.isEmpty } ?? true
    let refuses = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
    return Terminal(
      width: environment["COLUMNS"].flatMap { Int($0) } ?? columns() ?? 80, hasStyles: !isDumb && !refuses)
  }

  private static func columns() -> Int? {
    var size = winsize()
    // SAFETY: TIOCGWINSZ fills a winsize, which is what is passed.
    guard unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }
}
