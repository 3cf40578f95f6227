/// The settings of an index as bytes: u32 format, analyzer (sized string), k1, b and the weights
/// of body, title and author as f32, varint number of protected words, those words (sized strings).
enum SettingsCodec {
  static func encode(_ settings: IndexSettings) -> [UInt8] {
    var writer = ByteWriter()
    writer.integer(Manifest.format)
    writer.sized(settings.analyzer.utf8)
    let weights = settings.weights
    for number in [settings.k1, settings.b, weights.body, weights.title, weights.author] {
      writer.integer(number.bitPattern)
    }
    writer.varint(settings.protectedWords.words.count)
    for word in settings.protectedWords.words { writer.sized(word.utf8) }
    return writer.bytes
  }

  /// `nil` where the bytes are no settings.
  static func decode(_ content: Blob) -> IndexSettings? {
    var reader = ByteReader(content)
    _ = reader.integer(UInt32.self)
    var settings = IndexSettings(analyzer: reader.sized().string)
    func number() -> Float { Float(bitPattern: reader.integer(UInt32.self)) }
    settings.k1 = number()
    settings.b = number()
    settings.weights = FieldWeights(body: number(), title: number(), author: number())
    let weights = settings.weights
    guard let protectedWords = protectedWords(&reader) else { return nil }
    settings.protectedWords = protectedWords
    guard !reader.hasOverrun, reader.isAtEnd, IndexSettings.k1Range.contains(settings.k1),
      IndexSettings.bRange.contains(settings.b),
      [weights.body, weights.title, weights.author].allSatisfy({ IndexSettings.weightRange.contains($0) })
    else { return nil }
    return settings
  }

  private static func protectedWords(_ reader: inout ByteReader) -> WordList? {
    let count = reader.varint()
    guard count <= WordList.maximumWords else { return nil }
    var words: [String] = []
    while words.count < count, !reader.hasOverrun {
      guard let word = String(validating: reader.sized().array, as: UTF8.self) else { return nil }
      words.append(word)
    }
    return WordList(recorded: words)
  }
}
