extension ConformanceTable {
  /// Words, phrases and patterns in texts.
  static let texts = #"""
    # words, stems, case, diacritics
    machine → her her-1 mach
    Machines → her her-1 mach
    MACHINE'S → her her-1 mach
    machinist → mach mach-1
    love → her her-2
    lovely → her her-2
    lovers → mach
    meditate → her her-2
    meditation → her her-2
    meditating → her her-2
    run → mach-1
    running → mach-1
    runs → mach-1
    ran → mach-1 bread-2
    humanism → her her-1
    humanizm → bread-2
    cafe → her-2 bread-2 cafe
    café → her-2 bread-2 cafe
    CAFÉ → her-2 bread-2 cafe
    café → her-2 bread-2 cafe
    naive → mach-1
    NAÏVE → mach-1
    zoe → mach-1
    ZOË → mach-1
    jurgen → cafe
    munchen → cafe
    MÜNCHEN → cafe
    strasse → cafe
    STRASSE → cafe
    straße → cafe
    weiss → cafe
    σοφοσ → cafe
    Σοφος → cafe
    МОСКВА → cafe
    москва → cafe
    東京 → cafe
    東 → cafe
    京都 →
    500 → bread
    2013 → her her-1 her-2
    g → bread
    the → her her-1 her-2 mach mach-1 bread bread-2

    # what the analyzer takes apart
    Wi-Fi → bread
    "wi fi" → bread
    wi → bread
    C++ → bread
    AC/DC → bread
    DC/AC →
    5" → bread
    I'd → her-2
    gluten-free → bread bread-1
    free-gluten →
    O'Brien → mach
    o’brien → mach
    brien →
    films.example →
    spike.jonze → her
    her(spike → her

    # phrases
    "science fiction" → her
    "fiction science" →
    "gluten free" → bread bread-1
    "free of gluten" → bread-1
    "free gluten" →
    "machine listens" → her
    "machines listening" → her
    "her spike" → her
    "her voice" → voice
    "voice her" →
    "her voice my voice" → voice
    "bread bread" → bread-2
    "bread bread and bread" → bread-2
    "bread bread bread" →
    “science fiction” → her
    „science fiction“ → her
    "in it" → her-1
    "love the machine" → her
    "her meditates" →
    "say \"500" → bread
    "science fiction → her

    # words near each other
    "soft fiction"~0 →
    "soft fiction"~1 → her
    "fiction soft"~1 → her
    "fiction soft"~>1 →
    "soft fiction"~>1 → her
    "love machine"~0 →
    "love machine"~1 → her
    "machine love"~>9 →
    "bread and"~>0 → bread-2
    "bread bread"~0 → bread-2
    "bread bread bread"~1 → bread-2
    "bread bread bread"~0 →
    title:"her 2013"~2 → her
    title:"her 2013"~1 →
    body:"her 2013"~2 →
    "free gluten"~1 → bread bread-1
    "free gluten"~>1 → bread-1
    "gluten free gluten"~3 → bread-1
    "her voice voice"~2 → voice
    "voice her"~>9 →
    "soft fiction"~1 -humanism →
    author:"o'brien flann"~0 → mach
    tag:"fiction science"~0 → her

    # prefixes, gaps
    meditat* → her her-2
    MEDITAT* → her her-2
    machin* → her her-1 mach
    hum* → her her-1 bread-2
    caf* → her-2 bread-2 cafe
    caf? →
    hum?n → her her-1
    *nist → mach
    m*n → her her-2 mach mach-1 cafe
    stra* → cafe
    東* → cafe
    Моск* → cafe
    qqq* →
    title:mach* → mach
    body:mach* → her her-1 mach
    -machin* → her-2 mach-1 loose bread bread-1 bread-2 cafe voice
    machin* AND love → her
    +machin* love → her her-1 mach
    2 of (mach* love* gluten) → her mach
    (machin* OR gluten) -free → her her-1 mach bread-2
    author:li* → her her-2
    author:*films →
    tag:scien* → her
    tag:f* -tag:food → her mach
    film:mach* → mach
    city:m?nchen → cafe
    mach*^2 gluten → her her-1 mach bread bread-1 bread-2
    sci*fiction →

    # fuzzy words
    humanizm~1 → her her-1 bread-2
    humanizm~2 → her her-1 bread-2
    humanizm~ → her her-1 bread-2
    machime~1 → her her-1 mach
    MACHIME~1 → her her-1 mach
    lvoe~1 → her her-2
    lvoe~ → her her-2
    brad~1 → bread bread-2
    glutne~1 → bread bread-1
    gluten~0 → bread bread-1 bread-2
    qqqqq~2 →
    title:machnist~1 → mach
    body:machnist~1 →
    -humanizm~1 → her-2 mach mach-1 loose bread bread-1 cafe voice
    author:ana~1 → her-1 loose bread bread-2
    tag:thriler~1 → mach
    lvoe~1 AND machine → her

    # regular expressions
    /machin(e|es)/ → her her-1 mach
    /mach.*/ → her her-1 mach
    /machinist/ → mach
    /colou?r/ →
    /[0-9]+/ → her bread
    /r[au]n/ → mach-1 bread-2
    /ran|running/ → mach-1 bread-2
    body:/hum.*/ → her her-1 bread-2
    title:/h.r/ → her voice
    /HUM.*/ → her her-1 bread-2
    -/.*e.*/ →
    author:/zo./ → mach-1
    tag:/f(ilm|ood)/ → her mach bread cafe
    /[a/ → her her-2 mach mach-1 bread-2
    """#
}
