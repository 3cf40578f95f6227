import FTSDocument

/// Eleven documents in six threads, for queries whose results are known by hand.
enum ConformanceCorpus {
  /// What is committed first, into a segment of its own.
  static let first = [
    Document(
      id: "her", title: "Her (Spike Jonze, 2013)", author: "LiamDoesFilm", date: Timestamp("2013-12-20"),
      rating: 4.5, url: "https://films.example/her", tags: ["film", "science fiction"], language: "en",
      body: "A soft science fiction about humanism and love. The machine listens; Theodore meditates.",
      attributes: [Attribute("film", .string("Her")), Attribute("votes", .number(12))]),
    Document(
      id: "her-1", kind: .comment, parent: "her", author: "Anna B.", date: Timestamp("2013-12-21"),
      body: "Humanism? The machine is the only human in it."),
    Document(
      id: "her-2", kind: .comment, parent: "her-1", author: "liamdoesfilm",
      date: Timestamp("2014-01-02T10:30:00Z"),
      body: "A meditation on love, I'd say. The café scenes are lovely."),
    Document(
      id: "mach", title: "The Machinist", author: "Flann O'Brien", date: Timestamp("2004"), rating: 3,
      tags: ["film", "thriller"],
      body: "Sleepless machines and a thin man. Not for the faint of heart, nor for lovers of plots.",
      attributes: [Attribute("film", .string("The Machinist")), Attribute("votes", .number(3))]),
    Document(
      id: "mach-1", kind: .comment, parent: "mach", author: "Zoë", date: Timestamp("2005-03"),
      body: "A naïve ending: the man who was running never ran away."),
    Document(
      id: "loose", kind: .comment, author: "Anna B.",
      body: "Nobody asked: is it science, or fiction, or both?"),
  ]

  /// What is committed second.
  static let second = [
    Document(
      id: "bread", title: "Bread mix, gluten-free", author: "Anna B.", date: Timestamp("2019-05-17"),
      rating: 1, tags: ["food", "gluten free"],
      body:
        "Traces of gluten! My Wi-Fi scales say 500 g. The loaf is 5\" tall, the C++ of breads; AC/DC for dinner.",
      attributes: [
        Attribute("product", .string("Bread mix 1 kg")), Attribute("votes", .number(40)),
        Attribute("verified", .string("true")),
      ]),
    Document(
      id: "bread-1", kind: .comment, parent: "bread", author: "Millie", date: Timestamp("2019-05-18"),
      body: "Gluten free means free of gluten."),
    Document(
      id: "bread-2", kind: .comment, parent: "bread-1", author: "Anna B.",
      date: Timestamp("2019-06-01T08:00:00Z"), rating: 5,
      body: "I ran a cafe once. The humanizm of bakers: bread, bread and bread."),
    Document(
      id: "cafe", title: "Das Café in der Straße", author: "Jürgen", date: Timestamp("2020-02-29"), rating: 5,
      tags: ["food", "Café"], language: "de",
      body: "Ein CAFÉ in München. Weiß wie Schnee. ΣΟΦΟΣ, Москва, 東京.",
      attributes: [Attribute("city", .string("München"))]),
    Document(
      id: "voice", kind: Kind(rawValue: "note"), title: "Her voice",
      body: "her voice, my voice, whose voice"),
  ]
}
