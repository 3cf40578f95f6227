import ArgumentParser

/// How a command ended, for scripts; listed in `ftsd --help`. From 64 on as in sysexits.h.
enum ExitStatus: Int32 {
  case nothingFound = 1
  case recordsSkipped = 2
  case usage = 64
  case badData = 65
  case noDaemon = 69
  case cannotCreate = 73
  case inputOutput = 74
  case tryAgain = 75
  case noPermission = 77
  case interrupted = 130

  /// To be thrown where everything that needs saying is said.
  var code: ExitCode { ExitCode(rawValue) }
}
