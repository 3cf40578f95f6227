import CSQLite
import FTSDocument
import FTSTestSupport
import Testing

@testable import FTSCorpus

@Suite struct DatabaseTests {
  private let directory: TemporaryDirectory
  private let source: String

  init() throws {
    directory = try TemporaryDirectory()
    let path = directory.file("shop.db")
    source = "sqlite:" + path
    var database: OpaquePointer?
    // SAFETY: the handle is closed below and used by nobody else.
    let opened = unsafe sqlite3_open(path, &database)
    try #require(opened == SQLITE_OK)
    defer { unsafe _ = sqlite3_close(database) }
    let script = """
      create table reviews (id integer primary key, about text, stars real, said text, at integer, photo blob);
      insert into reviews values
        (1, 'Kettle', 4.5, 'Sings.', 1600000000, x'FFD8FF'), (2, 'Soap', null, cast(x'636166E9' as text), null, null),
        (3, 'Rug', 2, 'Lies' || char(7) || '.', null, cast('text' as blob));
      """
    let made = unsafe sqlite3_exec(database, script, nil, nil, nil)
    try #require(made == SQLITE_OK)
  }

  private func read(_ query: String?, _ map: [String: DocumentField] = [:]) -> [SourceEvent] {
    events([source], SourceOptions(fieldMap: map, query: query))
  }

  @Test func rowsAreReadAsRecordsOfTheirColumns() {
    let all = read(
      "select id, about as Title, stars, said as text, at as date, photo from reviews order by id", [:])
    #expect(
      all.documents == [
        Document(
          id: "1", title: "Kettle", date: Timestamp("2020-09-13T12:26:40Z"), rating: 4.5, body: "Sings."),
        Document(id: "2", title: "Soap", body: "café"),
        Document(
          id: "3", title: "Rug", rating: 2, body: "Lies .", attributes: [Attribute("photo", .string("text"))]),
      ])
    #expect(
      all.problems.map(\.description) == ["\(source): row 1: photo holds bytes that are no text; left out"])
  }

  @Test func columnsAreMappedAsKeysAre() {
    let all = read("select said, about from reviews where id = 1", ["said": .text, "about": .title])
    #expect(all.documents.map(\.title) == ["Kettle"])
    #expect(all.documents.map(\.body) == ["Sings."])
  }

  @Test(arguments: [
    ("selec", "the query: near \"selec\": syntax error"), ("", "the query is empty"),
    ("select text from absent", "the query: no such table: absent"),
    ("select said as text from reviews; drop table reviews", "the query is more than one statement"),
    ("delete from reviews", "the query does not only read"),
    ("begin", "the query gives no columns"),
    ("select id from reviews", "no column is known for title or text, and none is mapped to them: id"),
  ])
  func aQueryThatCannotBeReadIsTold(query: String, reason: String) {
    #expect(read(query).problems.map(\.reason) == [reason])
    #expect(read("select said as text from reviews").documents.count == 3, "nothing was changed")
  }

  @Test func aQueryThatFailsLaterKeepsTheRowsBefore() {
    let all = read(
      "select id, abs(case id when 3 then -9223372036854775808 else id end) as n, said as text from reviews")
    #expect(all.documents.map(\.id) == ["1", "2"])
    #expect(all.problems.map(\.location) == [.row(3)])
    #expect(all.problems.map(\.reason) == ["the query failed: integer overflow"])
  }

  @Test func whatIsNoDatabaseIsTold() throws {
    #expect(
      events(
        ["sqlite:" + directory.file("none.db")],
        SourceOptions(query: "select name as text from sqlite_master")
      ).problems.map(
        \.reason) == [
          "cannot be opened: unable to open database file"
        ])
    let text = try directory.write(
      "text.db", Array("Only some text, long enough to be looked at as a file.".utf8))
    #expect(
      events(["sqlite:" + text], SourceOptions(query: "select name as text from sqlite_master")).problems.map(
        \.reason) == [
          "the query: file is not a database"
        ])
    #expect(read(nil).problems.map(\.reason) == ["a database is read by a query, and none was given"])
    #expect(
      events([directory.file("shop.db")]).problems.map(\.reason) == [
        "an SQLite database; sqlite:PATH with a query reads its rows"
      ])
  }
}
