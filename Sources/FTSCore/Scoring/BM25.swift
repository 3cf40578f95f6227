import Glibc

/// BM25 over the weighted sum of fields: the simple BM25F of Robertson, Zaragoza and Taylor
/// ("Simple BM25 extension to multiple weighted fields", CIKM 2004).
///
/// With x the weighted frequency of a term in a document and L the document's weighted length,
///
///     score = idf · x / (x + k1 · (1 − b + b · L / mean L))
///     idf   = ln(1 + (N − df + 0.5) / (df + 0.5))
///
/// The factor of idf is called *impact* here; it lies in [0, 1).
struct BM25: Equatable {
  let k1: Float
  let b: Float
  /// Mean of the weighted lengths over all documents; 1 where all are empty.
  let averageLength: Float
  /// k1 · (1 − b + b · L / mean L) for each length code.
  let norms: [Float]

  static func == (a: BM25, b: BM25) -> Bool {
    (a.k1, a.b, a.averageLength) == (b.k1, b.b, b.averageLength)
  }

  init(k1: Float, b: Float, averageLength: Float) {
    self.k1 = k1
    self.b = b
    self.averageLength = averageLength > 0 ? averageLength : 1
    let average = self.averageLength
    norms = (UInt8.min...UInt8.max).map { code in
      let length = Float(LengthCode.decode(code))
      return k1 * (1 - b + b * (length / average))
    }
  }

  init(settings: IndexSettings, averageLength: Float) {
    self.init(k1: settings.k1, b: settings.b, averageLength: averageLength)
  }

  /// Impact of a weighted frequency in a document whose length has that code; 0 of none, also where k1 is 0.
  func impact(_ frequency: Float, lengthCode: UInt8) -> Float {
    frequency > 0 ? frequency / (frequency + norms[Int(lengthCode)]) : 0
  }

  /// Weight of a term that `documentFrequency` of `documents` documents contain.
  static func idf(documentFrequency: Int, documents: Int) -> Float {
    let n = Double(documents)
    let df = Double(documentFrequency)
    return Float(log(1 + (n - df + 0.5) / (df + 0.5)))
  }
}
