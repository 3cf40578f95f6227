/// What one source says of a setting.
struct SettingValue: Equatable {
  /// One for each element of a list, one alone for anything else; as text, whatever the source.
  var elements: [String]
  /// Which source, as errors name it: `ftsd.toml, line 3`, `$FTSD_INDEX`, `--index`.
  var origin: String

  /// The only element of what is no list.
  var text: String { elements[0] }

  init(_ text: String, origin: String) {
    elements = [text]
    self.origin = origin
  }

  init(_ elements: [String], origin: String) {
    self.elements = elements
    self.origin = origin
  }
}
