import FTSCore

extension WordList {
  /// The words of a file.
  init(path: String) throws(Failure) {
    let text = try Files.text(path)
    do throws(DictionarySyntaxError) { try self.init(text, file: path) } catch { throw Failure(error) }
  }
}
