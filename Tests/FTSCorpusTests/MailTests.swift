import FTSDocument
import FTSTestSupport
import Testing

@testable import FTSCorpus

@Suite struct MailTests {
  private func documents(_ text: String) -> [Document] {
    let all = events(text, as: .mbox)
    #expect(all.problems.isEmpty)
    return all.documents
  }

  /// The only document of a mailbox with that header and text.
  private func message(_ header: String, _ text: String = "Text.") throws -> Document {
    let all = documents("From a@b Mon Dec 30 18:05:00 2013\n\(header)\n\n\(text)\n")
    try #require(all.count == 1)
    return all[0]
  }

  @Test func readsEveryFieldOfAMessage() {
    let all = documents(TextSamples.mailbox)
    #expect(all.count == 4)
    #expect(
      all.first
        == Document(
          id: "her-1@example.org", kind: .review, title: "Her (Spike Jonze, 2013), café", author: "Ann O’Dea",
          date: Timestamp("2013-12-30T17:05:00Z"), url: "https://example.org/film/her-1",
          tags: ["science fiction", "romance"],
          body:
            "A film about loneliness, and „a voice“ that one could fall in love with.\n\nFrom the first scene on it is tender.",
          attributes: [Attribute("list", .string("film.example.org"))]))
  }

  @Test func plainTextIsPreferredAndItsSetAndEncodingUndone() {
    let reply = documents(TextSamples.mailbox)[1]
    #expect(reply.body == "Привет, Мир")
    #expect(reply.strings("attachment") == ["poster.png"])
    #expect(reply.author == "Bo")
    #expect(reply.date?.description == "2013-12-31T09:00:00Z")
  }

  @Test func answersAreComments() {
    let all = documents(TextSamples.mailbox)
    #expect(all.map(\.kind) == [.review, .comment, .comment, .review])
    #expect(all.map(\.parent) == [nil, "her-1@example.org", "her-2@example.org", nil])
    #expect(all.map(\.thread) == [nil, nil, "her-1@example.org", nil])
    #expect(all.map(\.title) == ["Her (Spike Jonze, 2013), café", nil, nil, "Ikiru"])
    #expect(all[1].strings("subject") == ["Re: [film] Her"])
  }

  @Test func whatIsQuotedIsKeptApart() {
    let all = documents(TextSamples.mailbox)
    #expect(all[2].body == "I do not agree.")
    #expect(
      all[2].strings("quote") == ["On Tue, 31 Dec 2013, Bo wrote:\nGreetings.\n\nA film about loneliness"])
    #expect(all[3].body == "Sixty years later.")
    #expect(all[3].strings("quote") == ["He dug a park."])
  }

  @Test(arguments: [
    ("One\n\n> two\n\nthree", "One\n\nthree", ["two"]),
    ("Ann wrote:\n> a\nb\n> c", "b", ["Ann wrote:\na", "c"]),
    ("I think so:\n> a", "I think so:", ["a"]),
    ("I agree.\nOn 1 Jan 2018 Zoe wrote:\n> a", "I agree.", ["On 1 Jan 2018 Zoe wrote:\na"]),
    (
      "Thanks!\nOn Mon, 1 Jan 2018 at 10:00\nZoe <z@x> wrote:\n> a", "Thanks!",
      ["On Mon, 1 Jan 2018 at 10:00\nZoe <z@x> wrote:\na"]
    ),
    ("In truth I agree.\nZoe wrote:\n> a", "In truth I agree.", ["Zoe wrote:\na"]),
    ("Yes.\n\n-----Original Message-----\nFrom: x\n\nNo.", "Yes.", ["From: x\n\nNo."]),
    ("Yes.\n-- \nAnn\nhttps://example.org", "Yes.", []),
    ("a -- b\n--\nc", "a -- b\n--\nc", []),
    (" > indented\nown", "own", ["indented"]), ("2 > 1", "2 > 1", []), ("", "", []),
  ])
  func quotesAndSignaturesAreToldFromText(text: String, body: String, quotes: [String]) {
    let mail = MailText(text)
    #expect(mail.body == body)
    #expect(mail.quotes == quotes)
  }

  @Test(arguments: [
    ("=?utf-8?B?Y2Fmw6k=?=", "café"), ("=?UTF-8?q?a_b?= =?UTF-8?q?c?=", "a bc"),
    ("=?utf-8?q?caf=C3?= =?utf-8?q?=A9?=", "café"),
    ("x =?koi8-r?B?7cnS?= y", "x Мир y"), ("=?nothing?q?a?=", "a"), ("=?utf-8?q?open", "=?utf-8?q?open"),
    ("=?utf-8*en?q?a?=", "a"), ("caf\u{E9}", "café"), ("=?iso-2022-jp?B?GyRCRnxLXBsoQg==?=", "日本"),
  ])
  func headersMayHaveEncodedWords(raw: String, text: String) {
    #expect(EncodedWords.decode(Array(raw.utf8)) == text)
  }

  @Test(arguments: [
    ("Mon, 30 Dec 2013 18:05:00 +0100 (CET)", "2013-12-30T17:05:00Z"),
    ("30 Dec 13 18:05 EST", "2013-12-30T23:05:00Z"),
    ("Mon Dec 30 18:05:00 2013", "2013-12-30T18:05:00Z"), ("1 Jan 101 1:2:3 GMT", "2001-01-01T01:02:03Z"),
    ("May 1, 2014 at 4:05 pm", nil), ("1 May 2014 4:05 pm", nil),
    ("Tue, 31 December 2013 09:00:00 nowhere", "2013-12-31T09:00:00Z"), ("30 Dec 2013", nil), ("", nil),
    ("31 Feb 2013 1:00", nil),
  ])
  func datesOfMailAreRead(text: String, date: String?) { #expect(MailDate.parse(text)?.description == date) }

  @Test(arguments: [
    ("Ann <a@b.example>", "Ann"), ("\"Ann \\\"A\\\" O'Dea\" <a@b.example>", "Ann \"A\" O'Dea"),
    ("a@b.example (Ann)", "Ann"),
    ("ann@b.example", "ann"), ("<ann@b.example>", "ann"), ("ann at b.example (Ann)", "Ann"), ("", nil),
  ])
  func authorsAreNamesNotAddresses(from: String, author: String?) throws {
    #expect(try message("From: \(from)\nMessage-ID: <1>").author == author)
  }

  @Test func aMessageWithoutAnIDIsTheSameWhenReadAgain() throws {
    let id = try message("From: Ann <a@b>\nSubject: x").id
    #expect(id == (try message("From: Ann <a@b>\nSubject: x\nX-Received-Again: yes").id))
    #expect(id != (try message("From: Ann <a@b>\nSubject: y").id))
    #expect(id.hasPrefix("mail-"))
  }

  @Test func longIDsAreFoundByAnswersAllTheSame() throws {
    let long = String(repeating: "x", count: 600) + "@example.org"
    let first = try message("Message-ID: <\(long)>")
    let second = try message("Message-ID: <2>\nReferences: <\(long)>")
    #expect(first.id.utf8.count <= SourceLimits.idBytes)
    #expect(second.parent == first.id)
  }

  @Test func aMessageAnswersOthersOnly() throws {
    let own = try message("Message-ID: <1>\nReferences: <1>\nIn-Reply-To: <1>")
    #expect(own.kind == .review && own.parent == nil)
  }

  @Test func aNewSubjectIsTheAnswersOwn() throws {
    #expect(
      try message("Subject: Ikiru (was: Her)\nIn-Reply-To: <1>\nMessage-ID: <2>").title == "Ikiru (was: Her)")
    #expect(
      try message("Subject: Revenge: a film\nIn-Reply-To: <1>\nMessage-ID: <2>").title == "Revenge: a film")
  }

  @Test(arguments: ["\n", "\r\n"])
  func onlyALineWithADateAboveAHeaderSeparates(end: String) {
    let text = """
      From a@b Mon Dec 30 18:05:00 2013
      Subject: one

      From here on it is slow.

      From a@b Mon Dec 30 18:05:00 2013
      is no header, so that was text.
      >From is marked, >>From twice:
      >>From
      >From 

      From c d e Mon Dec 30 18:05:00 2013 +0100
      Subject: two

      Text.
      """
    let all = documents(text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: end))
    #expect(all.map(\.title) == ["one", "two"])
    #expect(
      all[0].body.hasPrefix("From here on it is slow.\n\nFrom a@b Mon Dec 30 18:05:00 2013\nis no header"))
    #expect(all[0].body.hasSuffix("From"))
    #expect(all[1].body == "Text.")
  }

  @Test func whatIsNoMailboxIsRefused() {
    #expect(
      events("Hello\n", as: .mbox) == [
        .problem(
          SourceProblem(
            source: "test", location: .line(1),
            reason: "not a mailbox: a line \"From …\" with a date is wanted, and a header below it",
            severity: .fileSkipped))
      ])
    let bare = events("From a@b Mon Dec 30 18:05:00 2013\n", as: .mbox)
    #expect(bare.problems.map(\.description) == ["test:1: a message without a header"])
  }

  @Test func damageIsToldWithItsLineAndReadAsFarAsItMakesSense() {
    let text = TextSamples.mailbox.replacing("8NLJ18XULCDtydIK", with: "8NLJ18XUL!CDtydIK").replacing(
      "koi8-r", with: "koi9")
    let all = events(text, as: .mbox)
    #expect(all.documents.count == 4)
    #expect(all.problems.map(\.severity) == [.warning, .warning])
    let line = 1 + text[..<text.firstRange(of: "From bo")!.lowerBound].count { $0 == "\n" }
    #expect(all.problems.map(\.location) == [.line(line), .line(line)])
    #expect(
      all.problems.map(\.reason).contains(
        "character set \"koi9\" is not known; read as UTF-8 or Windows-1252"))
  }

  @Test func partsWithoutAnEndAreReadToTheEnd() throws {
    let cut = try message(
      "Content-Type: multipart/mixed; boundary=x", "--x\nContent-Type: text/plain\n\nOne.\n--x\n\nTwo.")
    #expect(cut.body == "One.\n\nTwo.")
  }

  @Test func partsInPartsWithoutEndAreTold() {
    var text = "From a@b Mon Dec 30 18:05:00 2013\n"
    for depth in 0..<40 { text += "Content-Type: multipart/mixed; boundary=b\(depth)\n\n--b\(depth)\n" }
    let all = events(text, as: .mbox)
    #expect(all.documents.count == 1)
    #expect(all.problems.map(\.reason) == ["a message of several parts that cannot be told apart"])
  }

  @Test func aMessageOver64MegabytesIsReadAsFarAsThat() {
    var parser = MailboxParser(source: "test")
    var all: [SourceEvent] = []
    parser.consume(Array("From a@b Mon Dec 30 18:05:00 2013\nSubject: long\n\n> begin\n".utf8), into: &all)
    let block = [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 20)
    for _ in 0..<70 { parser.consume(block, into: &all) }
    parser.consume(Array("\n\nFrom a@b Mon Dec 30 18:05:00 2013\nSubject: next\n\nText.".utf8), into: &all)
    parser.finish(isCut: false, into: &all)
    #expect(all.documents.map(\.title) == ["long", "next"])
    #expect(all.documents.first?.strings("quote") == ["begin"])
    #expect(
      all.problems.map(\.description) == ["test:1: message longer than 64 MB; what follows was not read"])
  }

  /// One message is held at a time.
  @Test func messagesAreHandedOnBlockByBlock() {
    var parser = MailboxParser(source: "test")
    let block = Array(
      String(repeating: "From a@b Mon Dec 30 18:05:00 2013\nSubject: x\n\nText.\n\n", count: 100).utf8)
    var all: [SourceEvent] = []
    var counts: [Int] = []
    for _ in 0..<20 {
      parser.consume(block, into: &all)
      counts.append(all.count)
      all = []
    }
    #expect(counts == [99] + [Int](repeating: 100, count: 19))
  }

  /// Twin of the decoder: a byte at a time, by the table of RFC 2045.
  @Test(arguments: Seeds.all) func base64IsWhatItWasMadeOf(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    for _ in 0..<200 {
      let bytes = (0..<Int.random(in: 0...100, using: &generator)).map { _ in
        UInt8.random(in: 0...255, using: &generator)
      }
      var encoded: [UInt8] = []
      for start in stride(from: 0, to: bytes.count, by: 3) {
        let group = Array(bytes[start..<min(start + 3, bytes.count)])
        let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
        for place in 0..<4 {
          encoded.append(place <= group.count ? alphabet[bits >> (18 - 6 * place) & 63] : UInt8(ascii: "="))
        }
        if Bool.random(using: &generator) { encoded.append(UInt8(ascii: "\n")) }
      }
      let decoded = TransferEncoding.base64(encoded[...])
      #expect(decoded.bytes == bytes && decoded.isSound, "seed \(seed)")
    }
  }
}
