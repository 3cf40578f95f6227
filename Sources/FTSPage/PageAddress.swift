import FTSProtocol

/// An address of the page's own server.
package struct PageAddress: Equatable, Sendable {
  /// Path, parameters and fragment, percent-encoded.
  package private(set) var text: String

  /// - Parameter parameters: not yet encoded.
  package init(
    _ path: StaticString, _ parameters: [(name: String, value: String)] = [], fragment: StaticString? = nil
  ) {
    text = path.description
    for (index, parameter) in parameters.enumerated() {
      text += index == 0 ? "?" : "&"
      text += PercentEncoding.encodeSegment(parameter.name) + "="
      text += PercentEncoding.encodeSegment(parameter.value)
    }
    if let fragment { text += "#" + fragment.description }
  }
}
