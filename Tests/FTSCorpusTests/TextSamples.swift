import FTSDocument

@testable import FTSCorpus

/// Files as programs write them, made up.
enum TextSamples {
  /// A thread of three messages, of which the second has parts, and one message on its own.
  static let mailbox = """
    From ann@example.org Mon Dec 30 18:05:00 2013
    Received: from mail.example.org by list.example.org
    \tfor <film@example.org>; Mon, 30 Dec 2013 18:05:03 +0100
    From: =?utf-8?Q?Ann_O=E2=80=99Dea?= <ann@example.org>
    To: film@example.org
    Subject: =?iso-8859-1?Q?Her_=28Spike_Jonze=2C_2013=29=2C_caf=E9?=
    Date: Mon, 30 Dec 2013 18:05:00 +0100 (CET)
    Message-ID: <her-1@example.org>
    List-Id: Film talk <film.example.org>
    Archived-At: <https://example.org/film/her-1>
    Keywords: science fiction, romance
    Content-Type: text/plain; charset=UTF-8
    Content-Transfer-Encoding: quoted-printable

    A film about loneliness, and =E2=80=9Ea voice=E2=80=9C that one could fall in =
    love with.

    >From the first scene on it is tender.

    --\u{20}
    Ann O'Dea

    From bo@example.org Tue Dec 31 09:00:00 2013
    From: bo@example.org (Bo)
    Subject: Re: [film] Her
    Date: 31 Dec 13 09:00 GMT
    Message-ID: <her-2@example.org>
    In-Reply-To: <her-1@example.org>
    References: <her-1@example.org>
    MIME-Version: 1.0
    Content-Type: multipart/mixed; boundary="outer"

    This is a message of several parts.
    --outer
    Content-Type: multipart/alternative; boundary=inner

    --inner
    Content-Type: text/plain; charset="koi8-r"
    Content-Transfer-Encoding: base64

    8NLJ18XULCDtydIK
    --inner
    Content-Type: text/html; charset=utf-8

    <p>Not this, since there is plain text.</p>
    --inner--
    --outer
    Content-Type: image/png; name="poster.png"
    Content-Disposition: attachment; filename="poster.png"
    Content-Transfer-Encoding: base64

    iVBORw0KGgo=
    --outer--

    From cy@example.org Tue Dec 31 10:00:00 2013
    From: "Cy" <cy@example.org>
    Subject: RE: Her
    Date: Tue, 31 Dec 2013 10:00:00 +0000
    Message-ID: <her-3@example.org>
    References: <her-1@example.org> <her-2@example.org>

    On Tue, 31 Dec 2013, Bo wrote:
    > Greetings.
    >
    > > A film about loneliness

    I do not agree.

    From dee@example.org Wed Jan  1 08:00:00 2014
    From: dee@example.org
    Subject: Ikiru
    Message-ID: <ikiru@example.org>
    Content-Type: text/html

    <html><body><p>Sixty years later.</p><blockquote>He dug a <b>park</b>.</blockquote></body></html>

    """

  static let post = """
    ---
    layout: post
    title:  "Her (Spike Jonze, 2013)"
    date:   2014-05-01 20:15:00 +0200
    author: Ann O'Dea
    rating: 4.5
    tags: [science fiction, romance]
    categories: film reviews
    permalink: /2014/her/
    ---
    A film about [loneliness](https://example.org/lonely), and *a voice*.

    > An operating system
    > that listens.

    ![A man in red](her.jpg) Code is `kept`, <b>HTML</b> &amp; all.

    {% include rating.html %}{{ page.excerpt }}
    """

  static let comment = """
    _id: 5f1e
    _parent: her
    name: Bo
    email: 0f2a
    url: https://bo.example
    message: "I **do not** agree.\\r\\n\\r\\nNot at all."
    date: '2014-05-02T08:00:00.000Z'
    """

  /// A post of WordPress as a browser saves it.
  static let webPage = """
    <!DOCTYPE html>
    <!-- saved from url=(0030)https://films.example.org/her/ -->
    <html lang="en-US"><head><meta charset="UTF-8">
    <title>Her (Spike Jonze, 2013) | Films &amp; more</title>
    <meta property="og:site_name" content="Films &amp; more">
    <link rel="canonical" href="https://films.example.org/2014/her/">
    <script>var tracked = "<p>not text</p>";</script></head>
    <body class="single"><header><h2>Films &amp; more</h2><nav><a href="/">Home</a></nav></header>
    <div id="content"><article class="post">
    <h1 class="entry-title">Her (Spike Jonze, 2013)</h1>
    <p class="entry-meta">Posted on <time datetime="2014-05-01T20:15:00+02:00">May 1, 2014</time> by
    <span class="author vcard"><a rel="author" href="/ann">Ann</a></span></p>
    <div class="entry-content"><p>A film about loneliness.</p><blockquote>An operating system.</blockquote>
    <p>And <em>a voice</em>.</p><div class="sharedaddy">Share this</div></div>
    <footer>Tagged <a rel="tag" href="/t/sf">science fiction</a> <a rel="tag" href="/t/r">romance</a></footer>
    </article>
    <div id="comments"><h2>3 comments</h2><ol class="commentlist">
    <li class="comment even thread-even depth-1" id="li-comment-7"><div class="comment-body" id="div-comment-7">
    <div class="comment-author vcard"><img alt="" class="avatar" src="a.png"><cite class="fn">Bo</cite>
    <span class="says">says:</span></div>
    <div class="comment-meta commentmetadata"><a href="#comment-7">May 2, 2014 at 4:05 pm</a> <a>(Edit)</a></div>
    <p>I do not agree.</p><p>Not at all.</p>
    <div class="reply"><a class="comment-reply-link">Reply</a></div></div>
    <ul class="children"><li class="comment odd depth-2" id="li-comment-8"><div class="comment-body" id="div-comment-8">
    <div class="comment-author vcard"><cite class="fn">Cy</cite> <span class="says">says:</span></div>
    <div class="comment-meta commentmetadata"><a href="#comment-8">May 3, 2014 at 9:00 am</a></div>
    <p>But I do.</p></div></li></ul></li>
    <li class="pingback" id="comment-9"><p>Pingback: <a href="https://else.example">Elsewhere</a></p></li>
    </ol><div id="respond"><form><p>Leave a reply</p></form></div></div>
    </div><aside>Recent posts</aside></body></html>
    """
}
