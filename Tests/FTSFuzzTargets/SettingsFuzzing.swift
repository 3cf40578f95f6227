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
    do throws(Synonyms.SyntaxError) { _ = try Synonyms(text) } catch {
      precondition(lines.contains(error.line), "line \(error.line) of \(lines.upperBound)")
    }
  }
}
