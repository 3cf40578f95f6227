import FTSCore
import FTSCorpus

/// What an operator writes is read or refused, with the line at which it is wrong.
enum SettingsFuzzing {
  static func readTOML(_ bytes: [UInt8]) {
    guard let text = String(validating: bytes, as: UTF8.self) else { return }
    let lines = 1...(1 + bytes.count { $0 == 0x0A })
    do throws(DataSyntax.Failure) {
      let document = try TOMLReader.document(text)
      precondition(
        document.lines.values.allSatisfy(lines.contains), "a key behind the end: \(document.lines)")
      for member in document.members {
        precondition(document.lines[member.key] != nil, "\(member.key) stands nowhere")
      }
    } catch {
      precondition(error.line.map(lines.contains) ?? true, "line \(error.line ?? 0) of \(lines.upperBound)")
    }
  }

  static func readSynonyms(_ bytes: [UInt8]) {
    guard let text = String(validating: bytes, as: UTF8.self) else { return }
    let lines = 1...(1 + bytes.count { $0 == 0x0A })
    do throws(DictionarySyntaxError) { _ = try Synonyms(text) } catch {
      precondition(lines.contains(error.line), "line \(error.line) of \(lines.upperBound)")
    }
  }

  /// What is read as a list of words is the same list when it is written anew, and either an analyzer takes it or a line is
  /// told that has no word or several.
  static func readWords(_ bytes: [UInt8]) {
    guard let text = String(validating: bytes, as: UTF8.self) else { return }
    let lines = 1...(1 + bytes.count { $0 == 0x0A })
    do throws(DictionarySyntaxError) {
      let words = try WordList(text)
      let again = try WordList(words.words.joined(separator: "\n"))
      precondition(again == words, "\(words.words) is read as \(again.words)")
      for name in ["english", "english+german", "french"] {
        do throws(IndexError) {
          _ = try IndexSettings(analyzer: name, protectedWords: words).makeAnalyzer()
        } catch {
          guard case .invalidDictionary(let error) = error else { preconditionFailure("\(error)") }
          throw error
        }
      }
    } catch {
      precondition(lines.contains(error.line), "line \(error.line) of \(lines.upperBound)")
    }
  }
}
