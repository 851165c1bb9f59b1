"""HTML is read in a child process: what it finds, and that it can be killed."""

import threading
from datetime import date

import pytest

from detente.model.article import PartKind, RawDocument
from detente.model.time import TimeInterval
from detente.problems import ArticleRejected
from detente.reading.clean import clean
from detente.reading.html import HtmlLimits, extract

PARAGRAPHS = (
    "<p>OSLO, March 16 &mdash; The two ministers met on Thursday and agreed to meet "
    "twice a year, the Foreign Ministry said after the talks.</p>"
    "<p>The next round is planned for June, an official said, declining to be named.</p>"
)
PAGE = f"""<!doctype html><html lang="en"><head>
<title>Ministers agree on a calendar | Fjord Observer</title>
<meta property="og:title" content="Ministers agree on a calendar">
<meta property="og:site_name" content="Fjord Observer">
<meta property="article:published_time" content="2023-03-16T18:00:00+01:00">
<link rel="canonical" href="https://fjord-observer.example/a"></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>
<div class="cookie-banner">We use cookies.</div>
<article><h1>Ministers agree on a calendar</h1>{PARAGRAPHS}
<figure><img src="x.jpg"><figcaption>The ministers. Photo: A. Mal</figcaption></figure>
<script>var tracked = true;</script></article>
<aside><h3>Related Articles</h3><ul><li><a href="/1">Herring prices</a></li></ul></aside>
<footer>&copy; 2023 Fjord Observer. All rights reserved.</footer></body></html>"""
HOSTILE = PAGE.replace(
    "<article>", f"<article {' '.join(f'a{i}=x' for i in range(60_000))}>"
)
QUICK = HtmlLimits(max_seconds=0.5)


def test_a_page_gives_its_text_and_its_metadata() -> None:
    article = clean(RawDocument(text=PAGE, format="html", path="a.html"))
    body = [p.span.of(article.text) for p in article.parts if p.kind is PartKind.BODY]
    assert body[0].startswith("The two ministers met on Thursday")
    assert body[1].startswith("The next round is planned")
    assert len(body) == 2
    assert [part.kind for part in article.parts[:2]] == [
        PartKind.TITLE,
        PartKind.DATELINE,
    ]
    assert article.title == "Ministers agree on a calendar"
    assert article.outlet == "Fjord Observer"
    assert article.url == "https://fjord-observer.example/a"
    assert article.published is not None
    assert article.published.interval == TimeInterval.day(date(2023, 3, 16))


def test_a_headline_outside_the_main_text_is_put_on_top() -> None:
    page = PAGE.replace("<h1>Ministers agree on a calendar</h1>", "")
    article = clean(RawDocument(text=page, format="html"))
    assert article.text.startswith("Ministers agree on a calendar\n\nOSLO")
    assert article.parts[0].kind is PartKind.TITLE


@pytest.mark.parametrize(
    "page",
    [
        "<html></html>",
        "<p></p>",
        "<html><body><script>x</script></body></html>",
        "<div>" * 50_000 + "deep",
    ],
    ids=["empty", "empty paragraph", "script only", "deep"],
)
def test_a_page_without_text_is_rejected_by_name(page: str) -> None:
    with pytest.raises(ArticleRejected, match=r"^a\.html: no text found in the page$"):
        extract(page, where="a.html")


def test_a_page_that_takes_too_long_is_given_up_and_the_next_is_read() -> None:
    with pytest.raises(ArticleRejected, match=r"a\.html: no text .* in 0\.5 seconds"):
        extract(HOSTILE, where="a.html", limits=QUICK)
    assert extract(PAGE, where="b.html").outlet == "Fjord Observer"


def test_threads_may_share_the_child() -> None:
    found: list[str | None] = []
    threads = [
        threading.Thread(target=lambda: found.append(extract(PAGE, where="x").title))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == ["Ministers agree on a calendar"] * 4
