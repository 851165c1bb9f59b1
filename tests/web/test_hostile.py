"""Nothing that an article says runs as a script, on any page, in any field."""

import csv
import json
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import lxml.html
import pytest
from browsing import Site, Visit, served

from detente.api import Coder, Ledger, ingest

pytestmark = pytest.mark.slow
SCRIPT = "window.broken=(window.broken||0)+1"
SHAPES = (
    "<script>{}</script>", "</script><script>{}</script>", "<img src=x onerror={}>",
    "<svg onload={}>", "<svg><script>{}</script></svg>", "'><script>{}</script>",
    "\"><img src=x onerror='{}'>", "' onmouseover='{}' x='", "\" autofocus onfocus=\"{}",
    "javascript:{}", "JaVaScRiPt:{}", "java\tscript:{}", "data:text/html,<script>{}</script>",
    "vbscript:{}", "<iframe srcdoc='<script>{}</script>'>", "<a href='javascript:{}'>x</a>",
    "<math><mtext><script>{}</script></mtext></math>", "<style>@import 'x'</style>{}",
    "<!--<img src=--><img src=x onerror={}>", "<body onload={}>", "{{{{{}}}}}", "${{{}}}",
    "{{%% {} %%}}", "<details open ontoggle={}>", "<base href='//evil.example/'>{}",
    "<meta http-equiv=refresh content='0;url=javascript:{}'>", "&lt;script&gt;{}",
    "&#60;script&#62;{}&#60;/script&#62;", "\u2028<script>{}</script>", "<scr\x00ipt>{}",
    "<form action='javascript:{}'><button>go", "=cmd|' /C calc'!A0{}", "@SUM(1){}",
    "]]><script>{}</script>", "<input autofocus onfocus={}>", "<link rel=import href='{}'>",
    "<object data='javascript:{}'>", "<embed src='javascript:{}'>", "<video onerror={} src=x>",
    "\ufeff<script>{}</script>",
)  # fmt: skip
# Forty shapes, each plain, in capitals, percent-encoded and as character references.
WRITTEN: tuple[Callable[[str], str], ...] = (
    str,
    lambda text: text.replace("script", "SCRIPT").replace("on", "oN"),
    quote,
    lambda text: text.replace("<", "&#x3c;").replace(">", "&gt;"),
)
SENTENCE = (
    "Turkey recalled its ambassador to Norway on Tuesday, officials named {} said."
)
OWN_SCRIPTS = {"/static/theme.js", "/static/desk.js", "/static/htmx.min.js"}


def articles() -> Iterator[dict[str, str]]:
    """160 articles, hostile in every field; the ids differ, as ids must."""
    for way, write in enumerate(WRITTEN):
        for number, shape in enumerate(SHAPES):
            hostile = write(shape.replace("{}", SCRIPT))
            yield {
                "id": f"{hostile} {way} {number}",
                "url": hostile,
                "outlet": hostile,
                "title": f"{hostile} Turkey recalls its ambassador",
                "author": hostile,
                "published": "2023-05-03",
                "text": SENTENCE.format(hostile),
            }


@pytest.fixture(scope="module")
def hostile(coder: Coder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("hostile")
    name = "<img src=x onerror=window.broken=1>.jsonl"
    lines = "\n".join(json.dumps(one) for one in articles())
    (folder / name).write_text(lines + "\nnot json\n", "utf-8")
    path = folder / "<script>.ledger"
    with Ledger.open(path, "w") as ledger:
        summary = ingest(ledger, [str(folder / name)], coder)
    assert summary.n_articles > 100
    with served(path) as site:
        yield site


def routes(path: Path) -> tuple[list[str], list[str]]:
    """Pages that show many articles, and one a page of each article and event."""
    with Ledger.open(path, "r") as ledger:
        ids = [one.id for one in ledger.articles(texts=False)]
        events = ledger.events()
        stories = sorted({one.story_id for one in events if one.story_id})
    wide = ["/", "/timeline", "/stories", "/map", "/graph",
            "/dyad/NOR/TUR", "/search?q=Turkey", "/actor/state:TUR"]  # fmt: skip
    wide += [f"/story/{one}" for one in stories[:3]]
    wide += [f"/search?q={quote(shape)}" for shape in SHAPES[::8]]
    narrow = [f"/article/{quote(one, safe='')}" for one in ids]
    narrow += [f"/event/{one.id}" for one in events]
    return wide, narrow


def faults_in(text: str) -> list[str]:
    """What no page of ours may hold: foreign scripts, handlers, links off the web."""
    found = []
    for element in lxml.html.document_fromstring(text).iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag in {
            "script",
            "iframe",
            "object",
            "embed",
            "base",
            "style",
            "video",
        } and (element.get("src") not in OWN_SCRIPTS or (element.text or "").strip()):
            found.append(lxml.html.tostring(element, encoding="unicode")[:200])
        for name, value in element.attrib.items():
            if str(name).startswith("on") or str(name) in {"style", "srcdoc"}:
                found.append(f"{element.tag} {name}={value}")
            if name in {"href", "src", "action"} and not str(value).startswith(
                ("/", "#", "http://", "https://")
            ):
                found.append(f"{element.tag} {name}={value}")
    return found


def test_no_page_holds_anything_that_could_run(hostile: Site) -> None:
    wide, narrow = routes(hostile.path)
    for path in [*wide, *narrow]:
        with urllib.request.urlopen(hostile.address + path) as answer:
            assert faults_in(answer.read().decode()) == [], path


def test_no_hostile_string_runs_or_is_reported_by_the_policy(
    hostile: Site, visit: Callable[..., Visit]
) -> None:
    wide, narrow = routes(hostile.path)
    one = visit()
    one.page.add_init_script(
        "document.addEventListener('securitypolicyviolation',"
        " e => { window.reported = (window.reported || 0) + 1; });"
    )
    for path in [*wide, *narrow[:: max(1, len(narrow) // 40)]]:
        answer = one.page.goto(hostile.address + path)
        assert answer is not None
        assert answer.status == 200, path
        found = one.page.evaluate("[window.broken || 0, window.reported || 0]")
        assert found == [0, 0], path


def test_a_cell_that_starts_like_a_formula_is_quoted(hostile: Site) -> None:
    with urllib.request.urlopen(f"{hostile.address}/timeline.csv") as answer:
        rows = list(csv.reader(answer.read().decode().splitlines()))
    assert len(rows) > 1
    assert not [cell for row in rows for cell in row if cell[:1] in set("=+-@\t\r")]
