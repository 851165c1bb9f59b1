"""Raw document -> article: clean text, what each part of it is, what its head says."""

import hashlib
import re

from detente.knowledge.outlets import Outlets, host_of, load_outlets
from detente.model.article import Article, PartKind, RawDocument
from detente.model.edtf import from_edtf
from detente.model.time import DateBasis, Dating
from detente.problems import ArticleRejected
from detente.reading.language import detect_language
from detente.reading.markdown import strip_marks
from detente.reading.normalise import normalise
from detente.reading.parts import PartReader

READ = frozenset({PartKind.TITLE, PartKind.BODY})
ENGLISH = re.compile(r"en(?:[-_].*)?|eng|english|und", re.IGNORECASE)


def clean(raw: RawDocument, outlets: Outlets | None = None) -> Article:
    """Read one document's text, parts and metadata.

    Args:
        raw: As it came in.
        outlets: Names, domains and phrases; the package's own by default.

    Raises:
        ArticleRejected: there is no text in it, or it is not in English.
    """
    outlets = outlets or load_outlets()
    where = raw.path or raw.id or "-"
    text, title, raw_outlet, url = raw.text, raw.title, raw.outlet, raw.url
    published, language = raw.published, raw.language
    if raw.format == "html":
        from detente.reading.html import extract

        page = extract(raw.text, where=where, url=url)
        text = page.text
        title = title or page.title
        raw_outlet = raw_outlet or page.outlet
        url = url or page.url
        published = published or page.published
        if title and not _letters(text).startswith(_letters(title)[:40]):
            # The headline stands on the page, outside of what was extracted.
            text = f"{title}\n\n{text}"
    elif raw.format == "md":
        text = strip_marks(text)
    text = normalise(text)
    if not any(map(str.isalnum, text)):
        raise ArticleRejected(where, "no text in it", stage="clean")
    language = _check_language(text, language, where)
    title = normalise(title).strip() if title else None
    raw_outlet = normalise(raw_outlet).strip() if raw_outlet else None
    reader = PartReader(text, outlets, title=title, outlet=raw_outlet, url=url)
    reading = reader.read()
    if not any(part.kind in READ for part in reading.parts):
        reason = "no article in it, only what stands around one"
        raise ArticleRejected(where, reason, stage="clean")
    outlet = _outlet(raw_outlet, reading.outlet, url, outlets)
    syndicated_from = reading.syndicated_from
    if syndicated_from and outlet and _same_outlet(syndicated_from, outlet, outlets):
        syndicated_from = None
    return Article(
        id=raw.id or article_id(outlet=outlet, url=url, text=text),
        text=text,
        parts=reading.parts,
        path=None if raw.format == "jsonl" and raw.id else raw.path,
        url=url,
        outlet=outlet,
        title=title or reading.title,
        published=_given(published),
        language=language,
        syndicated_from=syndicated_from,
    )


def article_id(*, outlet: str | None, url: str | None, text: str) -> str:
    """The id of an article that was given none: a hash of what makes it itself."""
    content = "\0".join((outlet or "", url or "", text))
    digest = hashlib.sha256(content.encode("utf-8", "replace")).hexdigest()
    return f"art_{digest[:16]}"


def _check_language(text: str, given: str | None, where: str) -> str:
    if given and not ENGLISH.fullmatch(given.strip()):
        raise ArticleRejected(
            where, f"language {given!r} is not supported, only English", stage="clean"
        )
    found = detect_language(text)
    if found not in {"en", "und"}:
        raise ArticleRejected(
            where,
            f"language looks like {found!r}, only English is supported",
            stage="clean",
        )
    return "en"


def _outlet(
    given: str | None, found: str | None, url: str | None, outlets: Outlets
) -> str | None:
    """As given; else the site's name in the text, else by the address."""
    if given or found:
        return given or found
    if url is None:
        return None
    known = outlets.at(url)
    return known.name if known else host_of(url) or None


def _same_outlet(left: str, right: str, outlets: Outlets) -> bool:
    first, second = outlets.named(left), outlets.named(right)
    if first is not None and second is not None:
        return first == second
    return left.casefold() == right.casefold()


def _letters(text: str) -> str:
    return "".join(char for char in text[:400].casefold() if char.isalnum())


def _given(published: str | None) -> Dating | None:
    if published is None:
        return None
    try:
        interval = from_edtf(published)
    except ValueError:
        return None
    return Dating(
        interval=interval,
        basis=DateBasis.GIVEN,
        approximate="~" in published,
        because=("the article's metadata",),
    )
