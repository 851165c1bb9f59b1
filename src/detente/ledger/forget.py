"""Purging what must not be kept: an article's text, or a person's name everywhere.

The content of the entries that hold it goes, their digests stay, so the chain still
proves the rest; a tombstone names who had it purged and why. What remains to be said is
logged anew without it: masked to the same length, so that offsets still point right.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

import msgspec
from sqlalchemy import Connection, delete, select, update

from detente.ledger import schema as s
from detente.ledger.codec import decode, digest, encode, name_in_log
from detente.ledger.index import rebuild
from detente.ledger.log import Line, append_lines
from detente.ledger.pieces import pages
from detente.ledger.records import Filing, Forgotten, digest_of_text
from detente.ledger.store import Ledger
from detente.ledger.write import keep_text
from detente.model.article import Article
from detente.model.entry import Anchor, Correction, Report
from detente.problems import CorrectionRefused, NoSuchEntry

MASK = "█"
Redact = Callable[[str], str]
# (how many articles, how many entries) it is about to purge; raises to stop it.
Tell = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Gone:
    """How much was purged."""

    n_records: int
    n_texts: int


def _go_on(n_articles: int, n_entries: int) -> None:
    """Nobody is asked."""


def forget_article(
    ledger: Ledger, article_id: str, *, by: str, because: str, tell: Tell = _go_on
) -> Gone:
    """Purge the text of an article, and every quote of it; its events stay.

    Args:
        ledger: Open to write.
        article_id: The article's, or the beginning of it.
        by: Who has it done.
        because: Why.
        tell: Told before anything is purged how much that will be.

    Raises:
        NoSuchEntry: there is no such article.
    """
    filing = ledger.filing(article_id)
    wanted = filing.article.id
    with ledger.writing_apart() as (connection, recorded):
        texts = set(_texts_of(connection, {wanted}))
        gone = _purge(
            connection,
            recorded,
            "article",
            by,
            because,
            lambda entry: _without_text(entry, wanted),
            texts,
            {},
            {wanted},
            tell,
        )
        rebuild(connection)
    ledger.clear_away()
    return gone


def forget_person(
    ledger: Ledger,
    names: Iterable[str],
    *,
    by: str,
    because: str,
    tell: Tell = _go_on,
) -> Gone:
    """Mask a person's names wherever they stand: texts, reports, judgements, reasons.

    Args:
        ledger: Open to write.
        names: Every form of the name, as it stands in texts; case does not count.
        by: Who has it done.
        because: Why; do not name the person.
        tell: Told before anything is purged how much that will be.

    Raises:
        CorrectionRefused: no name is given.
        NoSuchEntry: none of the names stands anywhere.
    """
    forms = sorted({" ".join(name.split()) for name in names} - {""}, key=len)
    if not forms:
        raise CorrectionRefused("name the person who is to be forgotten")
    redact = _masker(reversed(forms))
    if redact(because) != because or redact(by) != by:
        raise CorrectionRefused("the reason must not name the person")
    with ledger.writing_apart() as (connection, recorded):
        changed: dict[str, str] = {}
        bodies: dict[str, str] = {}
        for row in pages(connection, select(s.texts), s.texts.c.sha256, size=200):
            text = row.body.decode()
            masked = redact(text)
            if masked != text:
                changed[row.sha256] = digest_of_text(masked)
                bodies[changed[row.sha256]] = masked
        articles = {
            filing.article.id
            for filing in _filings(connection)
            if filing.text_sha256 in changed
        }
        for sha, masked in sorted(bodies.items()):
            keep_text(connection, sha, masked)

        def without(entry: Any) -> Any:
            fields = msgspec.to_builtins(entry)
            masked = _walk(fields, redact, changed)
            return msgspec.convert(masked, type(entry)) if masked != fields else entry

        gone = _purge(
            connection,
            recorded,
            "person",
            by,
            because,
            without,
            set(changed),
            changed,
            articles,
            tell,
        )
        if not gone.n_records and not gone.n_texts:
            raise NoSuchEntry("person", "the name given")
        rebuild(connection)
    ledger.clear_away()
    return gone


def _purge(
    connection: Connection,
    recorded: str,
    what: str,
    by: str,
    because: str,
    without: Callable[[Any], Any],
    texts: set[str],
    changed: dict[str, str],
    article_ids: set[str],
    tell: Tell,
) -> Gone:
    """Empty the entries that hold it, log what remains of them, put up the tombstone."""
    columns = s.entries.c
    purged: dict[str, str] = {}
    standing = _standing(connection)
    lines: list[Line] = []
    seqs: list[int] = []
    for row in pages(connection, select(s.entries), columns.seq):
        if not row.payload or row.kind == "forgotten":
            continue
        entry = decode(row.payload, where=f"entry {row.seq}")
        left = without(entry)
        if isinstance(left, Filing):
            shas = tuple(purged.get(sha, sha) for sha in left.reports)
            left = replace(left, reports=shas)
        if left == entry:
            continue
        if isinstance(left, Filing):
            left = replace(left, supersedes=row.sha256)
        payload = encode(left)
        purged[row.sha256] = digest(payload)
        seqs.append(row.seq)
        if row.kind != "filing" or row.sha256 in standing:
            lines.append(Line(row.kind, name_in_log(left), payload))
    if purged or texts:
        tell(len(article_ids), len(purged))
    for seq in seqs:
        connection.execute(
            update(s.entries).where(columns.seq == seq).values(payload=b"")
        )
    append_lines(connection, lines, recorded)
    connection.execute(delete(s.texts).where(s.texts.c.sha256.in_(texts)))
    stone = Forgotten(
        what=what,
        by=by,
        because=because,
        article_ids=tuple(sorted(article_ids)),
        records=tuple(sorted(purged)),
        texts=tuple(sorted(texts)),
    )
    append_lines(connection, [Line("forgotten", what, encode(stone))], recorded)
    return Gone(len(purged), len(texts))


def _without_text(entry: Any, article_id: str) -> Any:
    """An entry without the words of an article; itself where it holds none."""
    match entry:
        case Report() if entry.article_id == article_id:
            return _wordless(entry)
        case Filing() if entry.article.id == article_id:
            return replace(entry, article=_untitled(entry.article))
        case Correction() if any(a.article_id == article_id for a in entry.at):
            return replace(
                entry,
                at=tuple(
                    _unworded(a) if a.article_id == article_id else a for a in entry.at
                ),
                report=_wordless(entry.report) if entry.report else None,
            )
        case _:
            return entry


def _wordless(report: Report) -> Report:
    return replace(
        report,
        quote="",
        trigger_text="",
        because=(),
        actors=tuple(replace(one, raw_text="") for one in report.actors),
        recipients=tuple(replace(one, raw_text="") for one in report.recipients),
        attribution=tuple(
            replace(one, raw_text="", cue="") for one in report.attribution
        ),
        relations=tuple(replace(one, words="") for one in report.relations),
        location=replace(report.location, extracted_place="")
        if report.location
        else None,
    )


def _untitled(article: Article) -> Article:
    return replace(article, title=None)


def _unworded(anchor: Anchor) -> Anchor:
    return replace(anchor, trigger_text="")


def _masker(names: Iterable[str]) -> Redact:
    """Put blocks for each letter of the names, whatever their case and white space."""
    forms = (r"\s+".join(map(re.escape, name.split())) for name in names)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)", re.IGNORECASE)

    def mask(found: re.Match[str]) -> str:
        return "".join(c if c.isspace() else MASK for c in found.group())

    return lambda text: pattern.sub(mask, text)


def _walk(value: Any, redact: Redact, changed: dict[str, str]) -> Any:
    """A value of JSON with every text in it masked, and digests of texts as they are now."""
    if isinstance(value, str):
        return changed.get(value) or redact(value)
    if isinstance(value, list | tuple):
        return [_walk(one, redact, changed) for one in value]
    if isinstance(value, dict):
        return {key: _walk(one, redact, changed) for key, one in value.items()}
    return value


def _standing(connection: Connection) -> set[str]:
    """The digests of the filings that stand."""
    return set(connection.scalars(select(s.publications.c.sha256)))


def _filings(connection: Connection) -> Iterable[Filing]:
    columns = s.entries.c
    query = select(columns.seq, columns.payload).where(columns.kind == "filing")
    for row in pages(connection, query, columns.seq):
        entry = decode(row.payload) if row.payload else None
        if isinstance(entry, Filing):
            yield entry


def _texts_of(connection: Connection, article_ids: set[str]) -> Iterable[str]:
    for filing in _filings(connection):
        if filing.article.id in article_ids:
            yield filing.text_sha256
