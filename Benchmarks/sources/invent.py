#!/usr/bin/env python3
"""Writes a file of invented reviews and comments, as large as asked for, in a format that ftsd reads.

    invent.py FORMAT MEGABYTES FILE

FORMAT: wxr, stackexchange, disqus, reddit, hackernews, hackernews-array, jsonl, csv, tsv or sqlite. The same words
in all of them, always the same; a thread is a review and nine comments.
"""

import json
import random
import sqlite3
import sys
from html import escape

THREAD = 10


def texts(count):
    """Paragraphs of invented words, the short ones more frequent."""
    chance = random.Random(1)
    syllables = ["ka", "ro", "mi", "ten", "lu", "sa", "vo", "ri", "ne", "da", "pol", "is"]
    words = ["".join(chance.choices(syllables, k=chance.randint(1, 4))) for _ in range(5000)]
    weights = [1 / (rank + 1) for rank in range(len(words))]
    return [" ".join(chance.choices(words, weights, k=chance.randint(20, 200))) for _ in range(count)]


TEXTS = texts(2000)


def records():
    """Number, number of the thread, number of what it answers (its thread's for a first comment), text."""
    number = 0
    while True:
        number += 1
        thread = (number - 1) // THREAD * THREAD + 1
        parent = None if number == thread else thread if number % 3 else number - 1
        yield number, thread, parent, TEXTS[number * 7919 % len(TEXTS)]


def html(text):
    return "<p>" + text.replace(" ka ", " <em>ka</em> ").replace(" ro ", " &amp; ") + "</p>"


def wxr():
    yield ('<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"\n'
           ' xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Invented</title>\n')
    for number, thread, parent, text in records():
        if parent is None:
            if number > 1:
                yield "</item>\n"
            yield (f"<item><title>Title {number}</title><wp:post_id>{number}</wp:post_id><wp:status>publish</wp:status>"
                   f"<wp:post_type>post</wp:post_type><content:encoded><![CDATA[{html(text)}]]></content:encoded>\n")
        else:
            above = 0 if parent == thread else parent
            yield (f"<wp:comment><wp:comment_id>{number}</wp:comment_id><wp:comment_author>user{number % 999}"
                   f"</wp:comment_author><wp:comment_approved>1</wp:comment_approved><wp:comment_parent>{above}"
                   f"</wp:comment_parent><wp:comment_content><![CDATA[{html(text)}]]></wp:comment_content></wp:comment>\n")


def stackexchange():
    yield '<?xml version="1.0" encoding="utf-8"?>\n<posts>\n'
    for number, thread, parent, text in records():
        body = escape(html(text))
        if parent is None:
            rest = f'PostTypeId="1" Title="Title {number}" Tags="&lt;film&gt;&lt;tag{number % 50}&gt;"'
        else:
            rest = f'PostTypeId="2" ParentId="{thread}"'
        yield (f'  <row Id="{number}" {rest} CreationDate="2012-01-03T18:04:11.310" Score="{number % 40}" Body="{body}&#xA;" '
               f'OwnerUserId="{number % 999}" LastActivityDate="2012-01-05T07:50:00.000" CommentCount="0" '
               'ContentLicense="CC BY-SA 3.0" />\n')


def disqus():
    yield ('<?xml version="1.0" encoding="utf-8"?>\n<disqus xmlns="http://disqus.com" '
           'xmlns:dsq="http://disqus.com/disqus-internals">\n')
    for number, thread, parent, text in records():
        author = f"<author><name>user{number % 999}</name><isAnonymous>false</isAnonymous></author>"
        if parent is None:
            yield (f'<thread dsq:id="{number}"><id>{number}</id><forum>invented</forum><link>http://invented.example/{number}'
                   f"</link><title>Title {number}</title><message/><createdAt>2014-01-20T08:00:00Z</createdAt>{author}"
                   "<isDeleted>false</isDeleted></thread>\n")
        else:
            above = "" if parent == thread else f'<parent dsq:id="{parent}"/>'
            yield (f'<post dsq:id="{number}"><id/><message><![CDATA[{html(text)}]]></message><createdAt>2014-01-24T19:12:05Z'
                   f"</createdAt><isDeleted>false</isDeleted><isSpam>false</isSpam>{author}"
                   f'<thread dsq:id="{thread}"/>{above}</post>\n')


def reddit():
    filler = {f"unused_{index}": None for index in range(40)}
    for number, thread, parent, text in records():
        common = {"id": f"c{number}", "author": f"user{number % 999}", "subreddit": "Invented", "score": number % 99,
                  "created_utc": 1388534400 + number, **filler}
        if parent is None:
            common |= {"title": f"Title {number}", "selftext": text, "is_self": True, "num_comments": 9}
        else:
            above = f"t3_c{thread}" if parent == thread else f"t1_c{parent}"
            common |= {"link_id": f"t3_c{thread}", "parent_id": above, "body": "&gt; quoted\n\n" + text}
        yield json.dumps(common) + "\n"


def hackernews():
    for number, _, parent, text in records():
        item = {"by": f"user{number % 999}", "id": number, "time": 1160418111 + number}
        if parent is None:
            item |= {"type": "story", "title": f"Title {number}", "text": html(text), "score": number % 99}
        else:
            item |= {"type": "comment", "parent": parent, "text": html(text)}
        yield json.dumps(item) + "\n"


def hackernews_array():
    yield "[\n"
    for line in hackernews():
        yield "  " + line[:-1] + ",\n"


def jsonl():
    for number, thread, parent, text in records():
        record = {"id": number, "author": f"user{number % 999}", "date": "2014-01-20", "text": text, "votes": number % 9}
        yield json.dumps(record | ({"title": f"Title {number}"} if parent is None else {"parent": parent, "thread": thread})) + "\n"


def delimited(delimiter, end):
    yield delimiter.join(["id", "parent", "thread", "title", "author", "date", "votes", "text"]) + end
    for number, thread, parent, text in records():
        title = f"Title {number}" if parent is None else ""
        quoted = '"' + text.replace(" ka ", ' ""ka"", ').replace(" ro ", "\n") + '"'
        cells = [str(number), str(parent or ""), str(thread), title, f"user{number % 999}", "2014-01-20", str(number % 9), quoted]
        yield delimiter.join(cells) + end


ENDS = {"wxr": "</item></channel></rss>\n", "stackexchange": "</posts>\n", "disqus": "</disqus>\n",
        "hackernews-array": "]\n"}
FORMATS = {
    "wxr": wxr, "stackexchange": stackexchange, "disqus": disqus, "reddit": reddit, "hackernews": hackernews,
    "hackernews-array": hackernews_array, "jsonl": jsonl, "csv": lambda: delimited(",", "\r\n"),
    "tsv": lambda: delimited("\t", "\n"),
}


def write(kind, size, path):
    with open(path, "w", encoding="utf-8", newline="", buffering=1 << 20) as file:
        written = 0
        for piece in FORMATS[kind]():
            file.write(piece)
            written += len(piece)
            if written >= size:
                break
        file.write(ENDS.get(kind, ""))


def write_sqlite(size, path):
    with sqlite3.connect(path) as database:
        database.execute("create table said (id integer primary key, parent integer, thread integer, title text, "
                         "author text, date text, votes integer, text text)")
        written = 0
        for number, thread, parent, text in records():
            title = f"Title {number}" if parent is None else None
            database.execute("insert into said values (?, ?, ?, ?, ?, ?, ?, ?)",
                             (number, parent, thread, title, f"user{number % 999}", "2014-01-20", number % 9, text))
            written += len(text) + 40
            if written >= size:
                break


def main():
    if len(sys.argv) != 4 or (sys.argv[1] not in FORMATS and sys.argv[1] != "sqlite"):
        sys.exit(__doc__)
    kind, size, path = sys.argv[1], int(sys.argv[2]) * 1_000_000, sys.argv[3]
    if kind == "sqlite":
        write_sqlite(size, path)
    else:
        write(kind, size, path)


main()
