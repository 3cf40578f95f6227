/// A condition on a document that says yes or no and adds nothing to its score.
public indirect enum Filter: Equatable, Sendable {
  /// A value of the field has these words. A number is taken as the text it is written with.
  case contains(FilterField, TextMatch)
  /// A value of the field is exactly this, to the letter.
  case equals(FilterField, String)
  /// The rating lies there.
  case rating(Comparison<Double>)
  /// The date lies there.
  case date(Comparison<DatePeriod>)
  /// A number kept under that name lies there.
  case number(String, Comparison<Double>)
  /// The document has a value there: `title`, `author`, `date`, `rating`, `tag`, `url`, `language`, `reply-to` or the
  /// name of an attribute.
  case exists(String)
  /// The document is of that kind.
  case kind(String)
  /// The document belongs to the thread of that id.
  case thread(String)
  /// The document lies below the root of its thread, as a comment below its review, and the root matches.
  case inReview(Query)
  /// The document is the root of its thread, as a review is, and one below it matches.
  case hasComment(Query)
}
