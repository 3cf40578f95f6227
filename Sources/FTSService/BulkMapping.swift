import FTSAnalysis
public import FTSCore
package import FTSProtocol

/// What OpenSearch and Elasticsearch are told when an index is created there for documents of an index here: how its text is
/// analysed and ranked, as near as they come to it, and of what type each field is.
public struct BulkMapping: Equatable, Sendable {
  private let settings: IndexSettings

  /// Longest value, in characters, of which every encoding fits a term of Lucene (32,766 bytes).
  private static let keywordLimit = 8191
  /// Languages of libstemmer that the token filter `snowball` does not know.
  private static let unknownLanguages: Set = ["greek", "hindi", "indonesian", "nepali", "tamil", "yiddish"]

  /// The one for an index of these settings.
  public init(_ settings: IndexSettings) { self.settings = settings }
}

extension BulkMapping: JSONEncodable {
  package func write(to writer: inout JSONWriter) {
    writer.object {
      $0.object("settings") {
        $0.object("similarity") {
          $0.object("default") {
            $0.member("type", "BM25")
            $0.member("k1", settings.k1)
            $0.member("b", settings.b)
          }
        }
        $0.object("analysis", writeAnalysis)
      }
      $0.object("mappings") {
        // Strings that look like dates are texts all the same.
        $0.member("date_detection", false)
        $0.key("dynamic_templates")
        // Not of every type: a name with a dot in it makes an object, which must stay one.
        $0.array(["string", "long", "double"]) { type, writer in
          writer.object { $0.object("\(type)_attributes") { writeAttributes(type, to: &$0) } }
        }
        $0.object("properties", writeFields)
      }
    }
  }

  private func writeAnalysis(to writer: inout JSONWriter) {
    if settings.analyzer == "simple" {
      writer.object("tokenizer") {
        $0.object("words") {
          $0.member("type", "simple_pattern")
          $0.member("pattern", "[A-Za-z0-9]+")
        }
      }
      return writer.object("analyzer") { $0.object("default") { write("words", ["lowercase"], to: &$0) } }
    }
    if settings.analyzer == "whitespace" {
      return writer.object("analyzer") { $0.object("default") { write("whitespace", [], to: &$0) } }
    }
    // A field there has one language.
    let language = settings.analyzer.prefix { $0 != "+" }
    let isEnglish = ["english", "porter"].contains(language)
    let protectedForms = (try? settings.makeAnalyzer())?.protectedForms ?? FormSet()
    let stems =
      Self.unknownLanguages.contains(String(language))
      ? [] : protectedForms.isEmpty ? ["stems"] : ["protected", "stems"]
    writer.object("filter") {
      if !stems.isEmpty {
        $0.object("stems") {
          $0.member("type", "snowball")
          $0.member("language", language.prefix(1).uppercased() + language.dropFirst())
        }
      }
      if stems.count > 1 {
        $0.object("protected") {
          $0.member("type", "keyword_marker")
          $0.member("keywords", protectedForms.texts)
        }
      }
      guard isEnglish else { return }
      $0.object("possessives") {
        $0.member("type", "stemmer")
        $0.member("language", "possessive_english")
      }
    }
    // English loses its diacritics before it is stemmed; the stemmers of the others know them.
    let filters = isEnglish ? ["possessives", "asciifolding"] + stems : stems + ["asciifolding"]
    let scripts = ["cjk_width", "lowercase", "cjk_bigram"]
    writer.object("analyzer") { $0.object("default") { write("standard", scripts + filters, to: &$0) } }
  }

  private func write(_ tokenizer: String, _ filters: [String], to writer: inout JSONWriter) {
    writer.member("type", "custom")
    writer.member("tokenizer", tokenizer)
    writer.member("filter", filters)
  }

  /// Attributes of which nobody knows the names: by their words, as they stand and, where they are numbers, as such.
  private func writeAttributes(_ type: String, to writer: inout JSONWriter) {
    writer.member("path_match", "attributes.*")
    writer.member("match_mapping_type", type)
    writer.object("mapping") {
      $0.member("type", "text")
      $0.object("fields") {
        $0.object("keyword", writeKeyword)
        $0.object("number") {
          $0.member("type", "double")
          $0.member("ignore_malformed", true)
        }
      }
    }
  }

  private func writeFields(to writer: inout JSONWriter) {
    for name in ["id", "kind", "parent", "thread", "url", "language"] { writer.object(name, writeKeyword) }
    for name in ["title", "author", "tags"] {
      writer.object(name) {
        $0.member("type", "text")
        $0.object("fields") { $0.object("keyword", writeKeyword) }
      }
    }
    writer.object("body") { $0.member("type", "text") }
    writer.object("rating") { $0.member("type", "double") }
    writer.object("date") {
      $0.member("type", "date")
      // Years, months, days and seconds alike.
      $0.member("format", "strict_date_optional_time")
    }
  }

  private func writeKeyword(to writer: inout JSONWriter) {
    writer.member("type", "keyword")
    writer.member("ignore_above", Self.keywordLimit)
  }
}

extension JSONWriter {
  /// A member that is an object.
  fileprivate mutating func object(_ key: String, _ members: (inout JSONWriter) -> Void) {
    self.key(key)
    object(members)
  }
}
