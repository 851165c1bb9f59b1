"""Score attribution on PolNeAR's dev part: predictions in ANNOTATE.md form.

    python evaluation/attributions.py DEV_ROOT SCORER [--half N] [--errors] [--classes]

DEV_ROOT holds polnear/articles.jsonl and gold.jsonl; SCORER is the folder of
attributions.py. Every sentence is parsed: how well attribution does by itself, and how
many milliseconds of CPU it takes an article beyond the parse. `--classes` counts what
was missed by the cue's part of speech and place, and what was found wrong by the part
that is.
"""

import argparse
import gc
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from detente.coding.attributions import find_attributions
from detente.knowledge.cues import Cues
from detente.model.article import Article, ParsedArticle, Part, PartKind
from detente.model.attribution import Attribution
from detente.model.text import Span
from detente.reading.backends.spacy_parser import SpacyParser
from detente.reading.parse import parse
from detente.reading.sentences import split


def load(row: dict[str, str], parser: SpacyParser) -> ParsedArticle:
    """One article, parsed; its first line is the title where the row gives that."""
    text, title = row["text"], row.get("title") or ""
    line = text.find("\n")
    parts: tuple[Part, ...] = (Part(Span(0, len(text)), PartKind.BODY),)
    if line > 0 and title and text[:20].casefold() == title[:20].casefold():
        head = Part(Span(0, line), PartKind.TITLE)
        parts = (head, Part(Span(line, len(text)), PartKind.BODY))
    article = Article(id=row["id"], text=text, parts=parts, title=title or None)
    return parse(article, split(article), parser)


def as_row(attribution: Attribution) -> dict[str, object]:
    """An attribution as ANNOTATE.md has it."""

    def pair(span: Span | None) -> list[int] | None:
        return [span.start, span.end] if span else None

    return {
        "source": pair(attribution.source),
        "cue": pair(attribution.cue),
        "content": [[part.start, part.end] for part in attribution.content],
        "entity_name": attribution.entity_name,
        "country_code": attribution.country,
        "anonymous": attribution.anonymous,
        "form": attribution.form.value,
    }


def classes(
    scorer: Path, gold: Path, predicted: Path, parsed: Sequence[ParsedArticle]
) -> Counter[str]:
    """How many attributions fall into each class of misses and mistakes."""
    sys.path.insert(0, str(scorer))
    tool: Any = import_module("attributions")
    by_id = {one.article.id: one for one in parsed}
    found: Counter[str] = Counter()
    for wanted, given in tool.pairs(gold, predicted):
        (golds, words), (ours, _) = tool.read(wanted, wanted), tool.read(given, wanted)
        pairs = tool.align(golds, ours)
        found["invented"] += len(ours) - len(pairs)
        article = by_id[tool.doc_id(wanted)]
        aligned = {i for i, _ in pairs}
        for i, one in enumerate(golds):
            if i not in aligned:
                inside = any(one["cue"] and one["cue"] <= o["content"] for o in ours)
                what = _cue_class([words[k][0] for k in sorted(one["cue"])], article)
                where = ", in what another says" if inside else ""
                found[f"missed: {what}{where}"] += 1
        for i, j in pairs:
            found[_mistake(tool, golds[i], ours[j])] += 1
    return found


def _cue_class(places: Sequence[int], article: ParsedArticle) -> str:
    """What the cue's words are: a verb, a noun, something else, or none at all."""
    tags = set()
    for place in places:
        sentence = article.sentence_at(place)
        token = sentence.token_at(place) if sentence else None
        if token is not None:
            tags.add("VERB" if token.tag[0] == "V" else token.pos)
    if not places:
        return "no cue"
    for pos, name in (("VERB", "verb"), ("NOUN", "noun"), ("ADJ", "adjective")):
        if pos in tags:
            return name
    return "other words"


def _mistake(tool: Any, gold: dict[str, Any], ours: dict[str, Any]) -> str:
    if bool(gold["source"]) != bool(ours["source"]):
        return "wrong: a source too many" if ours["source"] else "wrong: no source"
    if gold["source"] and not gold["source"] & ours["source"]:
        return "wrong: another source"
    if gold["source"] and tool.dice(gold["source"], ours["source"]) < 0.5:
        return "wrong: the source's extent"
    if tool.dice(gold["content"], ours["content"]) < 0.5:
        return "wrong: the content's extent"
    return "right"


def main() -> int:
    """Parse, find, score."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("dev", type=Path)
    arguments.add_argument("scorer", type=Path)
    arguments.add_argument("--half", type=int, choices=(0, 1), help="every second one")
    arguments.add_argument("--errors", action="store_true")
    arguments.add_argument("--classes", action="store_true")
    given = arguments.parse_args()
    lines = (given.dev / "polnear" / "articles.jsonl").read_text("utf-8").splitlines()
    golds = (given.dev / "polnear" / "gold.jsonl").read_text("utf-8").splitlines()
    if given.half is not None:
        lines, golds = lines[given.half :: 2], golds[given.half :: 2]
    parser, cues = SpacyParser(), Cues.load()
    parsed = [load(json.loads(line), parser) for line in lines]
    gc.freeze()  # the parses of all articles at once are no part of one article's cost
    start = time.process_time()
    found = [find_attributions(one, (), cues) for one in parsed]
    spent_ms = 1000 * (time.process_time() - start) / len(parsed)
    with tempfile.TemporaryDirectory() as folder:
        gold, predicted = Path(folder) / "gold.jsonl", Path(folder) / "pred.jsonl"
        gold.write_text("\n".join(golds) + "\n", "utf-8")
        predicted.write_text(
            "".join(
                json.dumps(
                    {
                        "article": {"id": one.article.id},
                        "text": one.text,
                        "attributions": [as_row(a) for a in some if a.parent is None],
                    }
                )
                + "\n"
                for one, some in zip(parsed, found, strict=True)
            ),
            "utf-8",
        )
        command = [sys.executable, str(given.scorer / "attributions.py")]
        command += [str(gold), str(predicted), *(["--errors"] if given.errors else [])]
        if given.classes:
            table = classes(given.scorer, gold, predicted, parsed)
            for name, number in table.most_common():
                print(f"{number:6} {name}")
        sys.stdout.flush()
        code = subprocess.run(command, check=False).returncode
    print(f"{spent_ms:.2f} ms an article beyond the parse")
    return code


if __name__ == "__main__":
    sys.exit(main())
