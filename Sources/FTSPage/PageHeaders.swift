/// What a browser is told with every answer (CSP Level 3, Fetch Metadata and HTML's cross-origin policies).
package enum PageHeaders {
  /// Nothing but what the page itself has is loaded, run or sent to; nobody else frames it, reads it or learns where a
  /// link was followed from.
  package static let all = [
    (
      "content-security-policy",
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
  ]
}
