import FTSProtocol
import FTSWording

/// Shows one document to people: its title, what is known of it, and its text.
enum DocumentPrinter {
  static func text(_ document: DocumentResponse, on terminal: Terminal) -> String {
    let metadata = document.metadata
    var text = ""
    if let title = metadata.title {
      text += TextStyle.bold.applied(to: DisplayText.oneLine(title), on: terminal) + "\n"
    }
    var facts: [(String, String?)] = [
      ("id", document.id), ("kind", document.kind), ("author", metadata.author), ("date", metadata.date),
      ("rating", metadata.rating.map(NumberText.shortest)), ("parent", metadata.parent),
      ("thread", metadata.thread == document.id ? nil : metadata.thread), ("url", metadata.url),
      ("tags", metadata.tags.isEmpty ? nil : metadata.tags.joined(separator: ", ")),
      ("language", metadata.language),
    ]
    for (name, value) in metadata.attributes.members {
      switch value {
      case .string(let string): facts.append((name, string))
      case .number(let number): facts.append((name, NumberText.shortest(number)))
      }
    }
    for case (let name, let value?) in facts {
      let label = TextStyle.dim.applied(to: DisplayText.oneLine(name) + ":", on: terminal)
      text += label + " " + DisplayText.oneLine(value) + "\n"
    }
    return text + "\n" + DisplayText.lines(document.body) + "\n"
  }
}
