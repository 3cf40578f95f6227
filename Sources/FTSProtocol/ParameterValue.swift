package import FTSQuery

/// The value of a parameter, wherever it stands.
///
/// What is not of the type that is asked for is an `invalidParameter` that says what was expected.
package protocol ParameterValue {
  func string() throws(Problem) -> String
  func integer() throws(Problem) -> Int
  func flag() throws(Problem) -> Bool
  /// A query as a tree; also throws `invalidQuery` for a tree that is none.
  func query() throws(Problem) -> Query
}
