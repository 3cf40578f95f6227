import FTSQuery
import Testing

/// Queries and what they are read as: the language by example. What they must find is tested with the engine.
@Suite struct QueryConformanceTests {
  /// A query, an arrow, and its description once it is read.
  private static let table = #"""
    # Words side by side
    soft machine           → soft machine
    film                   → film
    slow  burn             → slow burn
    "soft science fiction" → "soft science fiction"
    "soft"                 → "soft"
    +jonze humanism        → +jonze humanism
    +"slow burn" -spoiler  → +"slow burn" -spoiler
    -spoiler               → -spoiler
    -a -b                  → -a -b
    +a                     → a
    +a +b                  → +a +b
    +a b -c                → +a b -c
    # AND, OR and NOT
    a AND b                → +a +b
    a OR b                 → a b
    a and b or not c       → a and b or not c
    a && b                 → +a +b
    a || b                 → a b
    a & b | c              → a & b | c
    NOT a                  → -a
    NOT NOT a              → a
    NOT NOT NOT a          → -a
    a NOT b                → a -b
    a AND NOT b            → +a -b
    a OR NOT b             → a OR (-b)
    a AND -b               → +a -b
    a OR -b                → a -b
    NOT a AND b            → -a +b
    NOT a OR b             → (-a) OR b
    a OR b AND c           → a (+b +c)
    a AND b OR c           → (+a +b) c
    a AND b AND c          → +a +b +c
    a OR b OR c            → a b c
    a AND b OR c AND d     → (+a +b) (+c +d)
    (a OR b) AND c         → +(a b) +c
    (a OR b) AND (c OR d)  → +(a b) +(c d)
    a OR (b AND c)         → a (+b +c)
    a (b OR c) d           → a (b c) d
    a b OR c d             → a (b c) d
    a b AND c d            → a +(+b +c) d
    star wars OR star trek → star (wars star) trek
    love AND war film      → +(+love +war) film
    (love AND war) film    → +(+love +war) film
    (love AND war)         → +love +war
    ((love AND war)) film  → +(+love +war) film
    (+love +war) film      → (+love +war) film
    film NOT (a AND b)     → film -(+a +b)
    NOT (a OR b)           → -(a b)
    -(a b)                 → -(a b)
    +(a b) c               → +(a b) c
    +(a OR b) +c           → +(a b) +c
    +a OR b                → b +a
    a OR +b                → a +b
    +a AND b               → +a +b
    +a AND +b              → +a +b
    -a AND -b              → -a -b
    a -b OR c              → a c -b
    a OR b -c              → (a b) -c
    a OR b OR -c           → (a b) -c
    NOT -a OR b            → a b
    a OR (-b)              → a OR (-b)
    a OR (NOT b) OR c      → a OR (-b) OR c
    title:(a AND b) film   → +(+title:a +title:b) film
    # Signs
    !a             → !a
    a!             → a!
    a !important   → a !important
    --a            → \--a
    --all          → \--all
    wsl --shutdown → wsl \--shutdown
    ++i            → \++i
    +-a            → \+-a
    -+a            → \-+a
    - a            → a
    a - b          → a b
    a -            → a
    -              → ()
    +              → ()
    a-b            → a-b
    a - - b        → a b
    # Groups
    (a)        → a
    ((a))      → a
    ((((a))))  → a
    (a b)      → a b
    (a) (b)    → a b
    (a)(b)     → a b
    (a b)c     → (a b) c
    a(b c)     → a\(b c\)
    f(x)       → f\(x\)
    f(x, y)    → f\(x, y\)
    (see f(x)) → see f\(x\)
    her(2013)  → her\(2013\)
    ()         → ()
    ( )        → ()
    a () b     → a b
    (a         → a
    a)         → a\)
    (a b       → a b
    a b)       → a b\)
    )a(        → a\(
    ((a)       → a
    (a))       → a
    )))        → ()
    (((        → ()
    (a OR      → a
    (a AND) b  → a b
    # Operators out of place
    AND                    → ()
    OR                     → ()
    NOT                    → ()
    AND a                  → a
    OR a                   → a
    a AND                  → a
    a OR                   → a
    a NOT                  → a
    a AND AND b            → +a +b
    a AND OR b             → +a +b
    a OR AND b             → a b
    AND OR NOT             → ()
    a AND (b)              → +a +b
    a AND(b OR c)          → +a +(b c)
    NOT(a)                 → -a
    NOT"a b"               → -"a b"
    (AND)                  → ()
    TO BE OR NOT TO BE     → TO (BE OR (-TO)) BE
    \AND                   → \AND
    \AND b                 → \AND b
    a \OR b                → a \OR b
    and or not             → and or not
    And Or Not             → And Or Not
    ANDROID ORACLE NOTHING → ANDROID ORACLE NOTHING
    # Phrases and words near each other
    "a b"              → "a b"
    "a b               → "a b"
    a "b c             → a "b c"
    ""                 → ()
    "  "               → ()
    “slow burn”        → "slow burn"
    „slow burn”        → "slow burn"
    "slow burn”        → "slow burn"
    “                  → ()
    "                  → ()
    a"b                → a"b
    5" nail            → 5" nail
    say"hello world"   → say"hello world"
    "a \"b\" c"        → "a \"b\" c"
    "C:\dir"           → "C:\\dir"
    "a\\"              → "a\\"
    "AND"              → "AND"
    "(a OR b)"         → "(a OR b)"
    "a" "b"            → "a" "b"
    "a""b"             → "a" "b"
    "a b"c             → "a b" c
    -"a b"             → -"a b"
    +"a b"             → "a b"
    'a b'              → 'a b'
    "near words"~4     → "near words"~4
    "near words"~0     → "near words"~0
    "near words"~>4    → "near words"~>4
    "near words"~>0    → "near words"~>0
    "near words"~      → "near words"
    "near words"~>     → "near words"
    "near words"~x     → "near words" x
    "near words"~99999 → "near words"~1000
    "near words"~4^2   → "near words"~4^2
    "near words"^2     → "near words"^2
    "near words"^      → "near words"
    # Prefixes and wildcards
    pre*        → pre*
    wild*rd     → wild*rd
    wild?rd     → wild?rd
    *tion       → *tion
    ?ilm        → ?ilm
    *           → *
    **          → \*\*
    a *         → a *
    * a         → * a
    love*       → love*
    *love*      → *love*
    f**k        → f*k
    what?       → what?
    what??      → what??
    who is she? → who is she?
    colou?r?    → colou?r?
    te?t?       → te?t?
    ???         → ???
    *?*         → \*\?\*
    a?b*        → a?b*
    a\*         → a\*
    \*          → \*
    a\?b        → a\?b
    medit*,     → medit*
    medit*.     → medit*
    (medit*)    → medit*
    C*          → C*
    sci-fi*     → sci-fi*
    5*3         → 5*3
    5 * 3       → 5 * 3
    # Fuzzy words
    fuzz~       → fuzz~1
    fuzz~1      → fuzz~1
    fuzz~2      → fuzz~2
    fuzz~0      → fuzz
    fuzz~3      → fuzz~2
    fuzz~0.8    → fuzz~1
    fuzz~x      → fuzz\~x
    fuzz~1^2    → fuzz~1^2
    meditation~ → meditation~2
    ~           → \~
    ~5          → \~5
    a~b         → a\~b
    wild*~1     → wild*
    humanizm~1, → humanizm~1
    # Regular expressions
    /colou?r/    → /colou?r/
    /a|b/        → /a|b/
    /(a|b)+c/    → /(a|b)+c/
    /a b/        → \/a b/
    /a\ b/       → /a\ b/
    /a/b/        → \/a/b/
    /usr/bin     → \/usr/bin
    /usr/bin/    → \/usr/bin/
    /r/movies    → \/r/movies
    /r/          → /r/
    //           → \//
    /            → \/
    and/or       → and/or
    10/10        → 10/10
    a/b/c        → a/b/c
    /[a/         → \/[a/
    /(/          → \/\(/
    /a/^2        → /a/^2
    (/a+/)       → /a+/
    title:/he.*/ → title:/he.*/
    /x\/y/       → /x\/y/
    # Boosts
    a^2           → a^2
    a^0.5         → a^0.5
    a^0           → a^0
    a^1           → a
    a^            → a\^
    ^2            → \^2
    a^b           → a\^b
    a^-2          → a\^-2
    a^2000        → a^1000
    2^10          → 2^10
    (a b)^2       → (a b)^2
    (a b)^1.5     → (a b)^1.5
    (a AND b)^2 c → +(+a +b)^2 c
    (a^2)^3       → (a^2)^3
    (a)^2         → a^2
    "a"^3         → "a"^3
    title:a^2     → title:a^2
    tag:a^0       → tag:a^0
    E=mc^2        → E=mc^2
    # So many of several
    2 of (a b c)                  → 2 of (a b c)
    2 of (a b c) film             → 2 of (a b c) film
    +2 of (a b c)                 → 2 of (a b c)
    -2 of (a b)                   → -2 of (a b)
    2 of (a b c)^2                → 2 of (a b c)^2
    2 of(a b)                     → 2 of (a b)
    2 of (a OR b "c d" -e +f)     → +2 of ((a b) "c d") -e +f
    0 of (a b)                    → 1 of (a b)
    9 of (a b)                    → 2 of (a b)
    1 of (a)                      → a
    2 of ()                       → ()
    2 of a                        → 2 of a
    2 off (a)                     → 2 off a
    lord of (the rings)           → lord \of (the rings)
    10 of (a)                     → a
    title:(2 of (a b c))          → 2 of (title:a title:b title:c)
    2 of (a b -c)                 → +2 of (a b) -c
    2 of (a b c +d)               → +2 of (a b c) +d
    2 of (-a -b)                  → -a -b
    2 of (a -b)                   → +a -b
    2 of (title:a tag:b rating:4) → 2 of (title:a tag:b rating:4)
    -(2 of (a b))                 → -2 of (a b)
    1 of (a b) OR c               → 1 of (a b) c
    # Text fields
    title:her         → title:her
    title:"her story" → title:"her story"
    title:(a OR b)    → title:a title:b
    title:(a b) c     → (title:a title:b) c
    title:(a AND b)   → +title:a +title:b
    title:(a body:b)  → title:a body:b
    body:gluten       → body:gluten
    title:her*        → title:her*
    title:hr~1        → title:hr~1
    title:            → title\:
    title: her        → title\: her
    title:""          → ()
    title:()          → ()
    Title:Her         → title:Her
    TITLE:her         → title:her
    title:*           → has:title
    title:=Her        → title:Her
    title:="Her"      → title:"Her"
    # Author
    author:liam           → author:liam
    author:liam great     → author:liam great
    author:"liam does"    → author:"liam does"
    author:=liamdoesfilm  → author:=liamdoesfilm
    author:="Two Words"   → author:="Two Words"
    author:(a OR b)       → author:a OR author:b
    author:(=a OR ="b c") → author:=a OR author:="b c"
    author:=              → author\:=
    author:""             → ()
    author:li*            → author:li*
    -author:liam          → -author:liam
    great NOT author:liam → great -author:liam
    # Tags
    tag:comedy                 → tag:comedy
    tag:comedy great           → tag:comedy great
    tag:a tag:b                → tag:a tag:b
    tag:a OR tag:b             → tag:a OR tag:b
    tag:(a b)                  → tag:a tag:b
    tag:(a OR b) film          → (tag:a OR tag:b) film
    tag:a OR film              → tag:a OR film
    tag:a AND film             → tag:a +film
    great (tag:a OR tag:b)     → great (tag:a OR tag:b)
    great (tag:a OR good)      → great (tag:a OR good)
    +tag:a great               → +tag:a great
    -tag:a great               → -tag:a great
    tag:"gluten free"          → tag:"gluten free"
    tag:=x^2                   → tag:=x^2
    tag:*                      → has:tag
    great NOT (tag:a OR tag:b) → great -(tag:a OR tag:b)
    # Attributes
    film:her                     → film:her
    film:=Her                    → film:=Her
    film:"2001: A Space Odyssey" → film:"2001: A Space Odyssey"
    foo:bar                      → foo:bar
    foo:bar:baz                  → foo:bar:baz
    foo:                         → foo\:
    foo:-                        → foo\:-
    foo::bar                     → foo::bar
    foo:(a b)                    → foo:a foo:b
    my-field:x                   → my-field:x
    a.b:c                        → a.b:c
    3d:yes                       → 3d:yes
    # Colons that name no field
    10:30                   → 10:30
    10:30am                 → 10:30am
    :)                      → :\)
    :(                      → :\(
    x:)                     → x\:\)
    :D                      → :D
    a:)                     → a\:\)
    (happy :) day)          → (happy :) day\)
    std::vector             → std::vector
    http://x.y/z            → http://x.y/z
    https://x.y/z?q=a&b=(c) → https://x.y/z\?q=a&b=\(c\)
    mailto:a@b.c            → mailto:a@b.c
    C:\Users                → C\:\\Users
    # Words with punctuation
    C++         → C++
    C#          → C#
    .NET        → .NET
    AC/DC       → AC/DC
    AT&T        → AT&T
    R&D         → R&D
    don't       → don't
    don’t       → don’t
    l'été       → l'été
    rock'n'roll → rock'n'roll
    e.g.        → e.g.
    U.S.A.      → U.S.A.
    $5          → $5
    100%        → 100%
    #1          → #1
    @liam       → @liam
    a@b.c       → a@b.c
    Alice & Bob → Alice & Bob
    # Ratings
    rating:4        → rating:4
    rating:>=4      → rating:>=4
    rating:>4       → rating:>4
    rating:<=2.5    → rating:<=2.5
    rating:<3       → rating:<3
    rating:≥4       → rating:>=4
    rating:≤4       → rating:<=4
    rating:3..5     → rating:3..5
    rating:3..      → rating:>=3
    rating:..5      → rating:<=5
    rating:..       → rating\:..
    rating:3...5    → rating\:3...5
    rating:-1..3    → rating:-1..3
    rating:=4       → rating:4
    rating:good     → rating\:good
    rating:>        → rating\:>
    rating:4,       → rating:4
    rating:"4"      → rating:4
    rating:(3 OR 4) → rating:3 OR rating:4
    rating:(>=3 <5) → rating:>=3 rating:<5
    rating:*        → has:rating
    rating:4 great  → rating:4 great
    great -rating:1 → great -rating:1
    # Dates
    date:2013                 → date:2013
    date:2013-05              → date:2013-05
    date:2013-05-17           → date:2013-05-17
    date:2013..2014           → date:2013..2014
    date:2013-05..2014        → date:2013-05..2014
    date:>2013-05             → date:>2013-05
    date:<=2013-05-17         → date:<=2013-05-17
    date:2013-12-18T20:15:30Z → date:2013-12-18T20:15:30Z
    date:2013-12-18T20:15     → date:2013-12-18T20:15:00Z
    date:"2013-12-18 20:15"   → date:2013-12-18T20:15:00Z
    date:last-month           → date:last-month
    date:today                → date:today
    date:yesterday            → date:yesterday
    date:this-week            → date:this-week
    date:last-year..today     → date:last-year..today
    date:>=last-week          → date:>=last-week
    date:2013-13              → date\:2013-13
    date:foo                  → date\:foo
    date:(2013 OR 2015)       → date:2013 OR date:2015
    year:2013                 → date:2013
    year:>=2010               → date:>=2010
    year:last-year            → date:last-year
    # Numbers
    votes:>10    → votes:>10
    votes:5      → votes:5
    votes:5..10  → votes:5..10
    votes:-5..-1 → votes:-5..-1
    votes:many   → votes:many
    film:<3      → film:<3
    film:3..x    → film:3..x
    # Existence, kinds and threads
    has:rating                     → has:rating
    has:date                       → has:date
    has:"Helpful votes"            → has:"Helpful votes"
    has:comment                    → has:comment(*)
    has:comment(gluten)            → has:comment(gluten)
    has:comment(a OR b) bread      → has:comment(a b) bread
    has:comment (gluten)           → has:comment(gluten)
    has:comment()                  → has:comment(*)
    has:(rating date)              → has:rating has:date
    has:                           → has\:
    -has:rating                    → -has:rating
    is:review                      → is:review
    is:comment                     → is:comment
    is:review great                → is:review great
    is:(review OR comment)         → is:review OR is:comment
    is:"review"                    → is:review
    in:review(rating:>=4)          → in:review(rating:>=4)
    in:review(rating:>=4) gluten   → in:review(rating:>=4) gluten
    in:review                      → in:review(*)
    in:review (her)                → in:review(her)
    in:review(a AND (b OR c))      → in:review(+a +(b c))
    in:theaters                    → in\:theaters
    in:review(in:review(a))        → in:review(in:review(a))
    in:review(a                    → in:review(a)
    thread:her-2013                → thread:her-2013
    thread:her-spike-jonze-2013#c2 → thread:her-spike-jonze-2013#c2
    thread:"a b"                   → thread:"a b"
    thread:a love                  → thread:a love
    thread:(a OR b)                → thread:a OR thread:b
    reply-to:liam                  → reply-to:liam
    reply-to:=liam                 → reply-to:=liam
    reply-to:"Ann Lee" thanks      → reply-to:"Ann Lee" thanks
    # Escapes
    \title:x         → \title:x
    \film:x          → film:x
    Helpful\ votes:3 → Helpful\ votes:3
    a\:b             → a\:b
    \-a              → \-a
    \+a              → \+a
    \(a\)            → \(a\)
    \"a              → \"a
    a\ b             → a\ b
    \\               → \\
    \                → \\
    a\               → a\\
    \a               → a
    # Scripts
    é                   → é
    映画                  → 映画
    "映画 館"              → "映画 館"
    😀                   → 😀
    titre:"été à Paris" → titre:"été à Paris"
    ﬁlm                 → ﬁlm
    Ａ＋Ｂ                 → Ａ＋Ｂ
    # What people type
    site:imdb.com her              → site:imdb.com her
    Mission:Impossible             → Mission:Impossible
    Re: Her                        → Re\: Her
    2001: A Space Odyssey          → 2001: A Space Odyssey
    what is the best film of 2013? → what is the best film of 2013?
    is it any good?                → is it any good?
    "best" film, ever!             → "best" film, ever!
    best film (2013)               → best film 2013
    The Good, the Bad & the Ugly   → The Good, the Bad & the Ugly
    great film!!! :-) 10/10        → great film!!! :-\) 10/10
    i <3 this                      → i <3 this
    1 < 2                          → 1 < 2
    a > b                          → a > b
    <b>bold</b>                    → <b>bold</b>
    {a}                            → {a}
    [a TO b]                       → [a TO b]
    rating:[3 TO 5]                → rating\:[3 TO 5]
    a;b                            → a;b
    SELECT * FROM x                → SELECT * FROM x
    -- drop table                  → \-- drop table
    $HOME/*.txt                    → $HOME/*.txt
    gcloud --version               → gcloud \--version
    tar -xvf                       → tar -xvf
    +1                             → 1
    -1                             → -1
    +1 great                       → +1 great
    a,b,c                          → a,b,c
    a...b                          → a...b
    …                              → …
    a … b                          → a … b
    —                              → —
    a — b                          → a — b
    -—a                            → -—a
    NEAR                           → NEAR
    a NEAR b                       → a NEAR b
    a XOR b                        → a XOR b
    # All together
    title:AND                 → title:AND
    title:a AND body:b        → +title:a +body:b
    title:a OR tag:b AND c    → title:a (tag:b +c)
    great is:review rating:>=4 date:2013 -tag:spoiler → great is:review rating:>=4 date:2013 -tag:spoiler
    (great OR good) is:review → (great good) is:review
    in:review(film:her) "operating system" -author:liam → in:review(film:her) "operating system" -author:liam
    has:comment(author:liam) OR author:liam → has:comment(author:liam) OR author:liam
    a^2 b^3 c                 → a^2 b^3 c
    +a^2 -b^3                 → +a^2 -b^3
    "a b"~2 OR /c.*/ AND d~1  → "a b"~2 (+/c.*/ +d~1)
    """#

  static let cases = table.split(separator: "\n").filter { !$0.hasPrefix("# ") }.map { line in
    let arrow = line.firstRange(of: " → ")!
    return (query: line[..<arrow.lowerBound].trimmed, expected: String(line[arrow.upperBound...]))
  }

  @Test(arguments: cases) func `a query is read as`(query: String, expected: String) throws {
    #expect(try QueryParser.parse(query).description == expected)
  }

  @Test func `the table is as long as promised`() { #expect(Self.cases.count >= 500) }

  @Test(arguments: [
    ("a b", "+a +b"), ("a b -c", "+a +b -c"), ("a b OR c", "+a +(b c)"), ("a OR b", "a b"), ("+a b", "+a +b"),
    ("(a b) OR c", "(+a +b) c"), ("title:(a b) c", "+(+title:a +title:b) +c"), ("tag:x a b", "tag:x +a +b"),
    ("2 of (a b c) d", "+2 of (a b c) +d"), ("in:review(a b) c", "in:review(+a +b) +c"), ("-a", "-a"),
    ("a AND b c", "+(+a +b) +c"), ("has:comment(a b)", "has:comment(+a +b)"), ("a", "a"),
    ("NOT a b", "-a +b"),
  ])
  func `a query with all words required is read as`(query: String, expected: String) throws {
    var options = QueryParser.Options()
    options.requiresAll = true
    #expect(try QueryParser.parse(query, options).description == expected)
  }

  @Test(arguments: [
    ("film:her", "film:her"), ("Mission:Impossible", "Mission\\:Impossible"), ("Film:her", "Film\\:her"),
    ("\\title:x", "title\\:x"), ("year:2013", "\\year:2013"), ("title:x", "title:x"),
    ("foo:(a b)", "foo\\:\\(a b\\)"),
    ("film:(a OR b)", "film:a OR film:b"), ("foo:\"a b\"", "foo\\:\"a b\""), ("votes:>3", "votes\\:>3"),
  ])
  func `where attributes are known, other names are words`(query: String, expected: String) throws {
    var options = QueryParser.Options()
    options.attributes = ["film", "year"]
    #expect(try QueryParser.parse(query, options).description == expected)
  }

  @Test(arguments: ["", " ", "\t\n", "\u{A0}\u{3000}", "\u{FEFF}"]) func `blanks are nothing, and separate`(
    blank: String
  ) throws {
    let separates = blank.unicodeScalars.contains(where: \.properties.isWhitespace)
    #expect(try QueryParser.parse(blank) == (separates || blank.isEmpty ? .nothing : .word(blank)))
    #expect(try QueryParser.parse("a\(blank)b").clauses.count == (separates ? 2 : 1))
  }
}

extension Substring {
  fileprivate var trimmed: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
