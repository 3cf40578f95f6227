import Foundation

/// Compressed files, made by gzip and zstd.
enum Compressed {
  /// `{"id":1}` and `{"id":2}`, a line each.
  static let gzip = bytes("H4sIAAAAAAACA6tWykxRsjKs5aoGM4xquQAGLKUEEgAAAA==")
  static let zstd = bytes("KLUv/QRokQAAeyJpZCI6MX0KeyJpZCI6Mn0K6COFGA==")
  /// The same, for a decoder that looks back 2 GB (zstd --long=31).
  static let wideZstd = bytes("KLUv/QSokQAAeyJpZCI6MX0KeyJpZCI6Mn0K6COFGA==")
  /// `{"id":3}`, a line.
  static let otherGzip = bytes("H4sIAAAAAAACA6tWykxRsjKu5QIAOrkZ2gkAAAA=")
  static let otherZstd = bytes("KLUv/QRoSQAAeyJpZCI6M30K6YU7lg==")
  /// Two thousand times `{"id":0,"text":"…"}` with 340 spaces, a line each: more than two blocks.
  static let longGzip = bytes(
    "H4sIAAAAAAACA+3QoQ3AIAAEQN8pyOsKNPMUgUc0Id29SyAQdyPcynjS6p3Z35mWwnb5rqVZs2Y0a9asWbNmNGvWjG"
      + "bNaNasGc2a0axZM5o1a9asWTOaNWvWrFkzmjVrRrNmNGvWjGbNaNasGc2aNWvWrBnNmjVr1qwZzZo1o1kzmjVrRrNm"
      + "NGvWjGbNmjVr1oxmzZo1a9aMZs2a0awZzZo1o1kzmjVrRrNmNGvWjGbNmjVr1oxmzZrRrBnNmjWjWTOaNWtGs2Y0a9"
      + "aMZs2aNWvWjGbNmtGsGc2aNaNZM5o1a0azZjRr1oxmzZo1a9aMZs2a0awZzZo1o1kzmjVrRrNmNGvWjGbNmjVr1oxm"
      + "zZqlaNaMZs2a0awZzZo1o1kzmjVrRrNmzZo1a0azZs2aNWtGs2bNaNaMZs2a0awZzZo1o1mzZs2aNaNZs2bNmjWjWb"
      + "NmNGtGs2bNaNaMZs2a0axZs2bNmtGsWbNmzZrRrFkzmjWjWbNmNGtGs2bNaNasWbNmzWjWrFmzZs1o1qwZzZrRrFkz"
      + "mjWjWbNmNGvWrFmzZjRr1qxZs2Y0a9aMZs1o1qwZzZrRrFkzmjVr1qxZM5o1a9asWTOaNWtGs2Y0a9aMZs1o1qwZzZ"
      + "o1a9asGc2aNWvWrBnNmjWjWTOaNWtGs2Y0a9aMZs1o1qwZzZo1a9asGc2aNaNZM5o1a0azZjRr1oxmzWjWrBnNmjVr"
      + "1qwZzZo1o1kzmjVrRrNmNGvWjGbNaNasGc2aNWvWrBnNmjWjWTOaNWtGs2Y0a9aMZs1o1qwZzZo1a9asGc2aNUvRrB"
      + "nNmjWjWTOaNWtGs2Y0a9aMZs2aNWvWjGbNmjVr1oxmzZrRrBnNmjWjWTOaNWtGs2bNmjVrRrNmzZo1a0azZs1o1oxm"
      + "zZrRrBnNmjWjWbNmzZo1o1mzZs2aNaNZs2Y0a0azZs1o1oxmzZrRrFmzZs2a0axZs2bNmtGsWTOaNaNZs2Y0a0azZs"
      + "1o1qxZs2bNaNasWbNmzWjWrBnNmtGsWTOaNaNZs2Y0a9asWbNmNGvWrFmzZjRr1oxmzWjWrBnNmtGsWTOaNWvWrFkz"
      + "mjVr1qxZM5o1a0azZjRr1oxmzWjWrBnNmtGsWTOaNWvWrFkzmjVrRrNmNGvWjGbNaNasGc2a0axZM5o1a9asWTOaNW"
      + "tGs2Y0a9aMZs1o1qwZzZrRrFkzmjVr1qxZM5o1a0azZjRr1oxmzWjWrBnNmtGsWTOaNWvWrFkzmjVrlqJZM5o1a0az"
      + "ZjRr1oxmzWjWrBnNmjVr1qwZzZo1a9asGc2aNaNZM5o1a0azZjRr1oxmzZo1a9aMZs2aNWvWjGbNmtGsGc2aNaNZM5"
      + "o1a0azZs2aNWtGs2bNmjVrRrNmzWjWjGbNmtGsGc2aNaNZs2bNmjWjWbNmzZo1o1mzZjRrRrNmzWjWjGbNmtGsWbNm"
      + "zZrRrFmzZs2a0axZM5o1o1mzZjRrRrNmzWjWrFmzZs1o1qxZs2bNaNasGc2a0axZM5o1o1mzZjRr1qxZs2Y0a9asWb"
      + "NmNGvWjGbNaNasGc2a0axZM5o1o1mzZjRr1qxZs2Y0a9aMZs1o1qwZzZrRrFkzmjWjWbNmNGvWrFmzZjRr1oxmzWjW"
      + "rBnNmtGsWTOaNaNZs2Y0a9asWbNmNGvWjGbNaNasGc2a0axZM5o1o1mzZjRr1qxZs2Y0a9YsRbNmNGvWjGbNaNasGc"
      + "2a0axZM5o1a9asWTOaNWvWrFkzmjVrRrNmNGvWjGbNaNasGc2aNWvWrBnNmjVr1qwZzZo1o1kzmjVrRrNmNGvWjGbN"
      + "mjVr1oxmzZo1a9aMZs2a0awZzZo1o1kzmjVrRrNmzZo1a0azZs2aNWtGs2bNaNaMZs2a0awZzZo1o1mzZs2aNaNZs2"
      + "bNmjWjWbNmNGtGs2bNaNaMZs2a0axZs2bNmtGsWbNmzZrRrFkzmjWjWbNmNGtGs2bNaNasWbNmzWjWrFmzZs1o1qwZ"
      + "zZrRrFkzmjWjWbNmNGtGs2bNaNasWbNmzWjWrBnNmtGsWTOaNaNZs2Y0a0azZs1o1qxZs2bNaNasGc2a0axZM5o1o1"
      + "mzZjRrRrNmzWjWrFmzZs1o1qwZzZrRrFkzmjWjWbNmNGtGs2bNaNasWbNmzWjWrFmKZs1o1qwZzZrRrFkzmjWjWbNm"
      + "NGvWrFmzZjRr1qxZs2Y0a9aMZs1o1qwZzZrRrFkzmjVr1qxZM5o1a9asWTOaNWtGs2Y0a9aMZs1o1qwZzZo1a9asGc"
      + "2aNWvWrBnNmjWjWTOaNWtGs2Y0a9aMZs2aNWvWjGbNmjVr1oxmzZrRrBnNmjWjWTOaNWtGs2bNmjVrRrNmzZo1a0az"
      + "Zs1o1oxmzZrRrBnNmjWjWbNmzZo1o1mzZs2aNaNZs2Y0a0azZs1o1oxmzZrRrFmzZs2a0axZs2bNmtGsWTOaNaNZs2"
      + "Y0a0azZs1o1oxmzZrRrFmzZs2a0axZM5o1o1mzZjRrRrNmzWjWjGbNmtGsWbNmzZrRrFkzmjWjWbNmNGtGs2bNaNaM"
      + "Zs2a0axZs2bNmtGsWTOaNaNZs2Y0a0azZs1o1oxmzZrRrFmzZs2a0axZsxTNmtGsWTOaNaNZs2Y0a0azZs1o1qxZs2"
      + "bNaNasWbNmzWjWrBnNmtGsWTOaNaNZs2Y0a9asWbNmNGvWrFmzZjRr1oxmzWjWrBnNmtGsWTOaNWvWrFkzmjVr1qxZ"
      + "M5o1a0azZjRr1oxmzWjWrBnNmjVr1qwZzZo1a9asGc2aNaNZM5o1a0azZjRr1oxmzZo1a9aMZs2aNWvWjGbNmtGsGc"
      + "2aNaNZM5o1a0azZs2aNWtGs2bNmjVrRrNmzWjWjGbNmtGsGc2aNaNZs2bNmjWjWbNmzZo1o1mzZjRrRrNmzWjWjGbN"
      + "mtGsGc2aNaNZs2bNmjWjWbNmNGtGs2bNaNaMZs2a0awZzZo1o1mzZs2aNaNZs2Y0a0azZs1o1oxmzZrRrBnNmjWjWb"
      + "NmzZo1o1mzZjRrRrNmzWjWjGbNmtGsGc2aNaNZs2bNmjWjWbNmKZo1o1mzZjRrRrNmzWjWjGbNmtGsWbNmzZrRrFmz"
      + "Zs2a0axZM5o1o1mzZjRrRrNmzWjWrFmzZs1o1qxZs2bNaNasGc2a0axZM5o1o1mzZjRr1qxZs2Y0a9asWbNmNGvWjG"
      + "bNaNasGc2a0axZM5o1a9asWTOaNWvWrFkzmjVrRrNmNGvWjGbNaNasGc2aNWvWrBnNmjVr1qwZzZo1o1kzmjVrRrNm"
      + "NGvWjGbNmjVr1oxmzZo1a9aMZs2a0awZzZo1o1kzmjVrRrNmzZo1a0azZs2aNWtGs2bNaNaMZs2a0awZzZo1o1kzmj"
      + "VrRrNmzZo1a0azZs1o1oxmzZrRrBnNmjWjWTOaNWtGs2bNmjVrRrNmzWjWjGbNmtGsGc2aNaNZM5o1a0azZs2aNWtG"
      + "s2bNaNaMZs2a0awZzZo1o1kzmjVrRrNmzZo1a0azZs1SNGtGs2bNaNaMZs2a0awZzZo1o1mzZs2aNaP5rOYfeppubL"
      + "D0CgA=")
  static let longZstd = bytes(
    "KLUv/QRoBAEAoHsiaWQiOjAsInRleHQiOiIgIn0KAgCW/morH6FUsARcAAAAAgC+/iAHHhUAAVwAAAACAOP+IIcLFQ"
      + "ABTAAACCABAPz/ORACTAAACCABAPz/ORACTQAACCABAKx0HQgBLCb7cg==")

  private static func bytes(_ base64: String) -> [UInt8] { [UInt8](Data(base64Encoded: base64) ?? Data()) }
}
