import FTSDocument

/// The attributes by which a document says from which file it came. They take the place of those that the source has under the
/// same names.
enum FileAttribute {
  /// The path of the file, from the root.
  static let file = "file"
  /// The state of the file when it was read, on the last of its documents.
  static let state = "file_state"
}

extension Document {
  /// The file it came from; `nil` for documents that did not come with a folder.
  var file: String? {
    if case .string(let path)? = attribute(FileAttribute.file) { path } else { nil }
  }

  /// The state of that file.
  var fileState: FileState? {
    if case .string(let text)? = attribute(FileAttribute.state) { FileState(text) } else { nil }
  }

  /// The document as its source has it.
  var withoutFile: Document {
    var document = self
    document.attributes.removeAll { [FileAttribute.file, FileAttribute.state].contains($0.name) }
    return document
  }

  /// The document as one of that file.
  func of(file: String, state: FileState?) -> Document {
    var document = withoutFile
    document.attributes.append(Attribute(FileAttribute.file, .string(file)))
    if let state { document.attributes.append(Attribute(FileAttribute.state, .string(state.description))) }
    return document
  }
}
