public import FTSQuery

/// How many of all documents that match have each value of a facet.
public struct FacetCounts: Equatable, Sendable {
  /// A value that documents have.
  public enum Value: Hashable, Sendable {
    /// Also a year or a month, as in ISO 8601.
    case text(String)
    /// A rating, or an attribute that is a number.
    case number(Double)
  }

  /// A value and how many have it.
  public struct Bucket: Equatable, Sendable {
    /// What they have.
    public var value: Value
    /// How many documents.
    public var count: Int

    /// A bucket of these parts.
    public init(value: Value, count: Int) {
      self.value = value
      self.count = count
    }
  }

  /// What was asked for.
  public var facet: Facet
  /// Documents that have a value.
  public var documents: Int
  /// Mean of the numbers, each as often as documents have it; `nil` where there is none.
  public var mean: Double?
  /// The values that most documents have, of equal ones the first: by that, or of a histogram in their own order, texts
  /// by their bytes before numbers.
  public var buckets: [Bucket]
  /// How many further values there are.
  public var otherValues: Int

  /// Counts of these parts.
  public init(facet: Facet, documents: Int, mean: Double? = nil, buckets: [Bucket], otherValues: Int) {
    self.facet = facet
    self.documents = documents
    self.mean = mean
    self.buckets = buckets
    self.otherValues = otherValues
  }

  /// What nothing has.
  init(ofNothing facet: Facet) { self.init(facet: facet, documents: 0, buckets: [], otherValues: 0) }
}
