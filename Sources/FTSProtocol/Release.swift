import CBuild

/// What this build is.
public enum Release {
  /// Semantic version, printed by `ftsd --version` and told by `/healthz`.
  public static let version = "0.1.0"

  /// The commit it was built from, with `-dirty` behind it where the sources differed from that; `nil` where `make` did not
  /// know one, or did not build it.
  public static var commit: String? {
    // SAFETY: a string constant, which ends with a zero byte and lives as long as the process.
    let commit = unsafe String(cString: ftsd_commit())
    return commit.isEmpty ? nil : commit
  }
}
