/// What this build is.
public enum Release {
  /// Semantic version, printed by `ftsd --version` and told by `/healthz`.
  public static let version = "0.1.0"
}
