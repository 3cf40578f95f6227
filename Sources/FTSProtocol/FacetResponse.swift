/// How many of all documents that match have each value of a facet.
public struct FacetResponse: Equatable, Sendable, Decodable {
  /// A value and how many have it.
  public struct Bucket: Equatable, Sendable, Decodable {
    /// What they have; a year or month as in ISO 8601.
    public var value: Attributes.Value
    /// How many documents.
    public var count: Int

    package init(value: Attributes.Value, count: Int) {
      self.value = value
      self.count = count
    }
  }

  /// The name of the facet.
  public var name: String
  /// Documents that have a value.
  public var documents: Int
  /// Mean of the numbers, where there are any.
  public var mean: Double?
  /// The values that most documents have.
  public var values: [Bucket]
  /// How many further values there are.
  public var otherValues: Int

  package init(name: String, documents: Int, mean: Double?, values: [Bucket], otherValues: Int) {
    self.name = name
    self.documents = documents
    self.mean = mean
    self.values = values
    self.otherValues = otherValues
  }

  private enum CodingKeys: String, CodingKey {
    case name, documents, mean, values
    case otherValues = "other_values"
  }
}

extension FacetResponse: JSONEncodable {
  package func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("name", name)
      $0.member("documents", documents)
      $0.member("mean", mean)
      $0.member("values", values)
      $0.member("other_values", otherValues)
    }
  }
}

extension FacetResponse.Bucket: JSONEncodable {
  package func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("value", value)
      $0.member("count", count)
    }
  }
}

extension FacetResponse: DescribedAnswer {
  package static let members: [ParameterDescription] = [
    .always("name", .string, "As it was asked for, without its limit"),
    .always("documents", .integer(), "Documents that have a value"),
    .ifAny("mean", .number, "Of the numbers, where there are any"),
    .always(
      "values",
      .array(
        .object([
          .always("value", Attributes.Value.schema, "What they have"),
          .always("count", .integer(), "How many documents"),
        ])), "The values that most documents have"),
    .always("other_values", .integer(), "How many further values there are"),
  ]
}
