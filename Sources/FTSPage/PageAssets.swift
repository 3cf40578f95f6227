/// What the page consists of besides HTML. It is in the binary: no file is read at run time.
package enum PageAssets {
  /// How it looks.
  package static let style = PackageResources.page_css
  /// What makes it quicker; all works without.
  package static let script = PackageResources.page_js
  /// Its sign among the tabs of a browser.
  package static let icon = PackageResources.icon_svg
}
