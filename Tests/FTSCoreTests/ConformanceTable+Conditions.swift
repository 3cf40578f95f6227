extension ConformanceTable {
  /// Operators, fields, filters, threads, and what makes no sense.
  static let conditions = #"""
    # booleans
    love AND machine → her
    love AND machine AND science → her
    love OR gluten → her her-2 bread bread-1 bread-2
    love and machine → her her-1 her-2 mach bread-2
    love NOT machine → her-2
    love -machine → her-2
    -machine → her-2 mach-1 loose bread bread-1 bread-2 cafe voice
    - machine → her her-1 mach
    +machine love → her her-1 mach
    +machine +love → her
    +machine -love → her-1 mach
    +love +machine -thin → her
    love && machine → her
    love || gluten → her her-2 bread bread-1 bread-2
    science OR gluten AND traces → her loose bread
    (science OR gluten) AND traces → bread
    NOT NOT science → her loose
    NOT (science OR machine) → her-2 mach-1 bread bread-1 bread-2 cafe voice
    science AND NOT machine → loose
    science OR NOT the → her loose bread-1 cafe voice
    NOT science AND fiction →
    fiction AND NOT science →
    love machine OR gluten → her her-1 her-2 mach bread bread-1 bread-2
    love (machine OR gluten) → her her-1 her-2 mach bread bread-1 bread-2
    +love +(machine OR scenes) → her her-2
    (love AND machine) OR gluten → her bread bread-1 bread-2
    ((science)) → her loose
    -(love OR bread) machine → her-1 mach
    -(love OR bread) → her-1 mach mach-1 loose bread-1 cafe voice
    -(-love) → her her-2
    --love → her her-2
    +-love → her her-2
    2 of (love machine science) → her
    3 of (love machine science) → her
    1 of (love gluten) → her her-2 bread bread-1 bread-2
    4 of (love machine science) → her
    0 of (love gluten) → her her-2 bread bread-1 bread-2
    2 of (love machine) OR gluten → her bread bread-1 bread-2
    2 of ("science fiction" love machine) -thin → her
    2 of (love love) → her her-2
    2 of love → her her-2 mach bread bread-1 bread-2
    -2 of (love machine science) → her-1 her-2 mach mach-1 loose bread bread-1 bread-2 cafe voice

    # titles of reviews
    jonze → her her-1 her-2
    "jonze" → her
    jonze "jonze" → her her-1 her-2
    +jonze +"jonze" → her
    +jonze +machine → her her-1
    jonze AND machine AND love → her
    2 of (jonze machine love) → her her-1 her-2
    jonze -spike → her-1 her-2
    machinist ran → mach mach-1 bread-2
    is:comment spike → her-1 her-2
    "spike jonze" → her
    jonz* → her
    title:jonze → her
    body:jonze →
    in:review(jonze) → her-1 her-2
    has:comment(jonze) →

    # fields
    title:her → her voice
    title:bread → bread
    title:machine →
    title:machinist → mach
    body:bread → bread bread-2
    body:her → voice
    title:"her spike" → her
    title:"her voice" → voice
    body:"her voice" → voice
    title:(her bread) → her bread voice
    title:(her OR bread) -voice → her bread
    title:her AND body:voice → voice
    title:her -body:voice → her
    title:(her body:machine) → her her-1 mach voice
    body:liamdoesfilm →
    title:her^2 bread → her bread bread-1 bread-2 voice
    Title:Her → her voice
    title: →
    title: her → her her-1 her-2 voice
    \title:her →
    title\:her →
    author:anna → her-1 loose bread bread-2
    author:Anna → her-1 loose bread bread-2
    author:b → her-1 loose bread bread-2
    author:"anna b" → her-1 loose bread bread-2
    author:"b anna" →
    author:=anna →
    author:="Anna B." → her-1 loose bread bread-2
    author:="anna b." →
    author:=Anna →
    author:liamdoesfilm → her her-2
    author:=liamdoesfilm → her-2
    author:=LiamDoesFilm → her
    author:(anna zoe) →
    author:(anna OR zoe) → her-1 mach-1 loose bread bread-2
    author:zoe → mach-1
    author:=Zoë → mach-1
    author:=Zoe →
    author:jürgen → cafe
    author:o'brien → mach
    -author:anna → her her-2 mach mach-1 bread-1 cafe voice
    author:anna bread → bread bread-2
    author:anna AND bread → bread bread-2
    author:anna OR machine → her her-1 mach loose bread bread-2
    +author:anna bread → her-1 loose bread bread-2
    anna bread → her-1 loose bread bread-1 bread-2
    tag:film → her mach
    tag:science → her
    tag:"science fiction" → her
    tag:fiction tag:film → her
    tag:(film food) →
    tag:(film OR food) → her mach bread cafe
    tag:gluten → bread
    tag:"gluten free" → bread
    tag:=gluten →
    tag:="gluten free" → bread
    tag:cafe → cafe
    tag:=Café → cafe
    tag:=cafe →
    tag:film love → her
    tag:film -love → mach
    -tag:film love → her-2
    film:her → her
    film:=Her → her
    film:=her →
    film:machinist → mach
    film:(her OR machinist) → her mach
    product:bread → bread
    product:="Bread mix 1 kg" → bread
    product:"mix 1" → bread
    city:munchen → cafe
    city:=München → cafe
    verified:true → bread
    verified:false →
    Film:her →

    # numbers and dates
    rating:4.5 → her
    rating:5 → bread-2 cafe
    rating:>=4 → her bread-2 cafe
    rating:>4.5 → bread-2 cafe
    rating:<3 → bread
    rating:<=3 → mach bread
    rating:3..5 → her mach bread-2 cafe
    rating:..3 → mach bread
    rating:4.. → her bread-2 cafe
    rating:≥4 → her bread-2 cafe
    rating:≤1 → bread
    rating:6..9 →
    rating:5..3 →
    rating:good →
    -rating:5 → her her-1 her-2 mach mach-1 loose bread bread-1 voice
    rating:>=4 love → her
    rating:(1 OR 5) → bread bread-2 cafe
    RATING:5 → bread-2 cafe
    votes:12 → her
    votes:>10 → her bread
    votes:3..12 → her mach
    votes:<=12 → her mach
    votes:=40 → bread
    date:2013 → her her-1
    date:2013-12 → her her-1
    date:2013-12-20 → her
    date:2013..2014 → her her-1 her-2
    date:2013-12-21..2014-01-02 → her-1 her-2
    date:2004 → mach
    date:2004-01 →
    date:<2005 → mach
    date:<2005-03 → mach
    date:<=2005-03 → mach mach-1
    date:2005 → mach-1
    date:>2013 → her-2 bread bread-1 bread-2 cafe
    date:>=2013 → her her-1 her-2 bread bread-1 bread-2 cafe
    date:>2013-12-20 → her-1 her-2 bread bread-1 bread-2 cafe
    date:>=2019-05-18 → bread-1 bread-2 cafe
    date:2014-01-02T10:30:00Z → her-2
    date:2020-02-29 → cafe
    date:2020-02-30 →
    date:..2004 → mach
    date:2020.. → cafe
    year:2013 → her her-1
    year:2013..2014 → her her-1 her-2
    date:2013 love → her
    date:tomorrow →
    date:today →
    date:this-year →
    date:last-month love →
    date:<today her → her her-1 her-2
    date:<today title:her → her

    # existence, kinds, threads
    has:rating → her mach bread bread-2 cafe
    has:author → her her-1 her-2 mach mach-1 loose bread bread-1 bread-2 cafe
    has:date → her her-1 her-2 mach mach-1 bread bread-1 bread-2 cafe
    has:title → her mach bread cafe voice
    has:tag → her mach bread cafe
    has:url → her
    has:language → her cafe
    has:film → her mach
    has:votes → her mach bread
    has:reply-to → her-1 her-2 mach-1 bread-1 bread-2
    has:nothing →
    -has:author → voice
    -has:date → loose voice
    rating:* → her mach bread bread-2 cafe
    film:* → her mach
    author:* → her her-1 her-2 mach mach-1 loose bread bread-1 bread-2 cafe
    is:review → her mach bread cafe
    is:comment → her-1 her-2 mach-1 loose bread-1 bread-2
    is:note → voice
    is:Review →
    -is:review → her-1 her-2 mach-1 loose bread-1 bread-2 voice
    is:(review OR note) → her mach bread cafe voice
    is:review love → her
    is:review -love → mach bread cafe
    thread:her → her her-1 her-2
    thread:bread → bread bread-1 bread-2
    thread:loose → loose
    thread:her love → her her-2
    thread:her -love → her-1
    thread:her-1 →
    thread:(her OR mach) → her her-1 her-2 mach mach-1
    is:comment thread:bread gluten → bread-1 bread-2
    is:review is:comment →
    * → her her-1 her-2 mach mach-1 loose bread bread-1 bread-2 cafe voice
    * -is:comment → her mach bread cafe voice

    # others of a thread
    in:review → her-1 her-2 mach-1 bread-1 bread-2
    in:review(rating:>=4) → her-1 her-2
    in:review(rating:<4) → mach-1 bread-1 bread-2
    in:review(tag:film) → her-1 her-2 mach-1
    in:review(tag:film) machine → her-1
    in:review(title:her) meditation → her-2
    in:review(love) → her-1 her-2
    in:review(love gluten) → her-1 her-2 bread-1 bread-2
    in:review("soft science fiction") → her-1 her-2
    in:review(meditation) → her-1 her-2
    in:review(is:comment) →
    in:review(author:=LiamDoesFilm) → her-1 her-2
    in:review(date:2019) -gluten → bread-2
    in:review(votes:>10) is:review →
    -in:review is:comment → loose
    NOT in:review → her mach loose bread cafe voice
    has:comment → her mach bread
    has:comment(gluten) → bread
    has:comment(gluten) gluten → bread
    has:comment(love) → her
    has:comment(author:anna) → her bread
    has:comment(author:anna) rating:<4 → bread
    has:comment(author:="Anna B.") → her bread
    has:comment(date:2014) → her
    has:comment(rating:5) → bread
    has:comment(naive) → mach
    has:comment(+machine +human) → her
    has:comment(machine naive) → her mach
    has:comment(title:her) →
    has:comment(is:review) →
    -has:comment is:review → cafe
    has:comment(cafe) OR in:review(cafe) → her bread
    in:review(has:comment(naive)) → mach-1
    in:review(has:comment(meditation)) -love → her-1
    has:comment(in:review(tag:food)) → bread
    has:comment(reply-to:millie) → bread
    has:comment(-gluten) tag:food → bread
    reply-to:liamdoesfilm → her-1
    reply-to:=LiamDoesFilm → her-1
    reply-to:=liamdoesfilm →
    reply-to:anna → her-2 bread-1
    reply-to:"Anna B" → her-2 bread-1
    reply-to:="Anna B." → her-2 bread-1
    reply-to:millie → bread-2
    reply-to:nobody →
    reply-to:(anna OR millie) → her-2 bread-1 bread-2
    reply-to:anna gluten → bread-1
    -reply-to:anna has:reply-to → her-1 mach-1 bread-2
    reply-to:o'brien → mach-1
    has:comment( gluten → bread

    # nonsense
    !!! →
    :) →
    love :) → her her-2
    love !!! → her her-2
    "" love → her her-2
    () love → her her-2
    )love( → her her-2
    (((love → her her-2
    love))) → her her-2
    AND love → her her-2
    love AND → her her-2
    love OR OR gluten → her her-2 bread bread-1 bread-2
    love AND OR gluten →
    http://films.example/her →
    10:30 →
    std::vector →
    a^b →
    love^ → her her-2
    love^^2 → her her-2
    love^-1 →
    ^2 →
    ~2 →
    C:\dir →
    \"love → her her-2
    \(love → her her-2
    \AND → her mach bread-2
    \* →
    """#
}
