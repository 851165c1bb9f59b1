"""The lines of a clean text -> what each is for.

Marks, not cuts: the text stays whole, and events are read from TITLE and BODY only.
Whatever no rule knows is BODY: losing a sentence of the report costs more than reading
a caption.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from detente.knowledge.outlets import Outlets, Phrase
from detente.model.article import Part, PartKind
from detente.model.text import Span
from detente.reading import credits, heads
from detente.reading.captions import has_credit, has_sides, is_noun_phrase, is_prose
from detente.reading.repeats import find_repeats, is_speaker_line

STANDFIRST_LINES = 8  # between a headline and the first line of prose at most
DATELINE_LINES = 3
HEAD_LINES = 6  # the headline, bylines and dates stand among the first few lines
TAIL_LINES = 6  # signatures among the last
SITE_MARK = re.compile(r"\s+(?:-|–|—|--|\||::|»|·|•)\s")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the parts of a text say about it besides: each None if nothing does."""

    parts: tuple[Part, ...]
    title: str | None = None
    outlet: str | None = None
    syndicated_from: str | None = None


class PartReader:
    """Works on the lines of one text; `kinds[i]` is None until a rule decides."""

    def __init__(
        self,
        text: str,
        outlets: Outlets,
        *,
        title: str | None,
        outlet: str | None,
        url: str | None,
    ) -> None:
        self.text = text
        self.outlets = outlets
        self.given_title = title
        self.given_outlet = outlet
        self.url = url
        self.spans = _lines(text)
        self.lines = [span.of(text) for span in self.spans]
        self.kinds: list[PartKind | None] = [None] * len(self.lines)
        self.cuts: dict[int, int] = {}  # line -> where its second part starts
        self.title: str | None = None
        self.site: str | None = None
        self.credited: str | None = None

    def read(self) -> Reading:
        """Apply the rules, surest first."""
        if self.given_title:
            end, self.site = self._split_site(self.given_title, self.text)
            self.given_title = self.given_title[:end].strip()
        if len(self.lines) > 1 or self.given_title:
            self._phrases()
            self._head()
            self._signatures()
            self._captions()
            self._pull_quotes()
        self._datelines()
        self._inline_credits()
        return Reading(
            parts=tuple(self._parts()),
            title=self.title,
            outlet=self.site,
            syndicated_from=self.credited,
        )

    def _open(self) -> list[int]:
        return [i for i, kind in enumerate(self.kinds) if kind is None]

    def _phrases(self) -> None:
        """Lines that are boilerplate or credits by their words."""
        rest: PartKind | None = None
        for i, line in enumerate(self.lines):
            phrase = self.outlets.phrase(line)
            if phrase is not None and self._holds(phrase, line):
                self.kinds[i] = phrase.kind
                rest = phrase.kind if phrase.rest else None
                if (
                    phrase.kind is PartKind.BOILERPLATE
                    and phrase.id == "continue-reading"
                ):
                    self._credit(credits.linked_outlet(line, self.outlets))
                if phrase.kind is PartKind.CREDIT:
                    self._credit(credits.taken_from(line, self.outlets))
                    known = credits.sign_off(line, self.outlets)
                    self._credit(known.name if known else None)
            elif rest is not None and not is_prose(line):
                self.kinds[i] = rest
            else:
                rest = None

    @staticmethod
    def _holds(phrase: Phrase, line: str) -> bool:
        """Whether a line is no clause that happens to begin like a credit."""
        return phrase.kind is not PartKind.CREDIT or not credits.is_clause(line)

    def _head(self) -> None:
        """The headline, then bylines and dates about it."""
        head = self._open()[:HEAD_LINES]
        if self._is_kicker(head):
            self.kinds[head.pop(0)] = PartKind.BOILERPLATE
        is_first = True
        for i in head:
            line = self.lines[i]
            if heads.is_byline(line) or (self.title and heads.is_bare_byline(line)):
                self.kinds[i] = PartKind.BYLINE
            elif heads.is_date_line(line):
                self.kinds[i] = PartKind.DATELINE
            elif heads.is_reading_time(line):
                self.kinds[i] = PartKind.BOILERPLATE
            elif self.title is None and (is_first or self.given_title):
                following = self.lines[i + 1 : i + 1 + STANDFIRST_LINES]
                if self._is_title(i, line, following):
                    self._mark_title(i, line)
                elif not self.given_title:
                    break
                is_first = False
            elif self.title is None:
                break

    def _is_kicker(self, head: list[int]) -> bool:
        """Whether a section's name ("Middle East") stands over the headline."""
        if len(head) < 3 or len(self.lines[head[0]].split()) >= heads.MIN_TITLE_WORDS:
            return False
        later = [self.lines[i] for i in head[1:]]
        return (
            heads.STOP.search(self.lines[head[0]]) is None
            and not heads.is_byline(self.lines[head[0]])
            and not heads.is_date_line(self.lines[head[0]])
            and heads.looks_like_title(later[0], later[1 : 1 + STANDFIRST_LINES])
        )

    def _is_title(self, i: int, line: str, following: list[str]) -> bool:
        given = self.given_title
        if given is None:
            return heads.looks_like_title(line, following)
        if heads.same_words(given, line):
            return True
        if i == 0 and heads.looks_like_title(line, following):
            return True  # the page's headline, its metadata has another wording
        match = re.match(re.escape(given.strip()), line, re.IGNORECASE)
        if match is None:
            return False
        after = line[match.end() :]
        ending = re.match(r"""[.!?]*[”"’']?(?=\s+\S)""", after)
        if re.match(r"\s+(?:-|–|—|\||::)\s", after):
            return True
        if ending is not None and ending.group() and match.end() > 20:
            # The headline opens the paragraph: the text behind it is a part of its own.
            self.cuts[i] = match.end() + ending.end()
            return True
        return False

    def _mark_title(self, i: int, line: str) -> None:
        self.kinds[i] = PartKind.TITLE
        if i in self.cuts:
            self.title = line[: self.cuts[i]]
            return
        end, site = self._split_site(line, self.text[self.spans[i].end :])
        self.title = line[:end]
        if end < len(line):
            self.cuts[i] = end
            self.site = site

    def _split_site(self, title: str, body: str) -> tuple[int, str | None]:
        return heads.split_site(
            title,
            body=body,
            outlets=self.outlets,
            outlet=self.given_outlet,
            url=self.url,
        )

    def _signatures(self) -> None:
        """Credits anywhere; at the end agencies, the site's own name, the author's."""
        for i in self._open():
            line = self.lines[i]
            if len(line) > credits.MAX_LINE_CHARS:
                continue
            source = credits.taken_from(line, self.outlets)
            printed = credits.printed_in(line)
            if printed is not None:
                self.kinds[i] = PartKind.DATELINE
                known = self.outlets.named(printed)
                self.site = self.site or (known.name if known else printed)
            elif source is not None or credits.is_contribution(line):
                self.kinds[i] = PartKind.CREDIT
                self._credit(source)
            elif credits.is_photo_credit(line):
                self.kinds[i] = PartKind.CREDIT
            elif credits.is_tweet_mark(line):
                self.kinds[i] = PartKind.BOILERPLATE
        for i in reversed(self._open()[-TAIL_LINES:]):
            line = self.lines[i]
            if i == 0 or is_prose(line):
                break
            agency = credits.sign_off(line, self.outlets)
            unknown = credits.bracketed(line)
            if agency is not None and agency.is_agency:
                self.kinds[i] = PartKind.CREDIT
                self._credit(agency.name)
            elif agency is None and unknown and heads.has_media_word(unknown):
                self.kinds[i] = PartKind.CREDIT
                self._credit(unknown)
            elif agency is not None or self._is_site_line(line):
                self.kinds[i] = PartKind.BOILERPLATE
                if self.site is None:
                    self.site = agency.name if agency else line
            elif heads.is_byline(line):
                self.kinds[i] = PartKind.BYLINE
            else:
                break

    def _is_site_line(self, line: str) -> bool:
        words = line.split()
        if self.given_outlet and heads.same_words(line, self.given_outlet):
            return True
        lower = {word.casefold() for word in words}
        return (
            1 < len(words) <= 5
            and all(word[0].isupper() or word in heads.SMALL for word in words)
            and bool(lower & heads.MEDIA_WORDS)
            and not lower & heads.OFFICE_WORDS
        )

    def _captions(self) -> None:
        """Captions by their credit, or as noun phrases between paragraphs of prose."""
        for i in self._open():
            line = self.lines[i]
            between_prose = (
                i > 0 and is_prose(self.lines[i - 1]) and self._prose_follows(i)
            )
            if (
                has_credit(line)
                or (i > 0 and has_sides(line))
                or (between_prose and is_noun_phrase(line))
            ):
                self.kinds[i] = PartKind.CAPTION

    def _prose_follows(self, i: int) -> bool:
        later = (k for k in range(i + 1, len(self.lines)) if self.kinds[k] is None)
        following = next(later, None)
        return following is not None and is_prose(self.lines[following])

    def _pull_quotes(self) -> None:
        chosen = self._open()
        paragraphs = [self.lines[i] for i in chosen]
        for place in sorted(find_repeats(paragraphs)):
            i = chosen[place]
            self.kinds[i] = PartKind.PULL_QUOTE
            after = i + 1
            if (
                after < len(self.lines)
                and self.kinds[after] in {None, PartKind.CAPTION}
                and is_speaker_line(self.lines[after])
            ):
                self.kinds[after] = PartKind.PULL_QUOTE

    def _inline_credits(self) -> None:
        """A credit in brackets that ends the last paragraph: "(Reporting by ...)"."""
        for i in self._open()[-TAIL_LINES:]:
            start = credits.inline_credit(self.lines[i])
            if start:
                self.kinds[i] = PartKind.BODY
                self.cuts[i] = start

    def _datelines(self) -> None:
        """A dateline opens the body, after a headline or standfirst."""
        for i in self._open()[:DATELINE_LINES]:
            end = heads.dateline_end(self.lines[i])
            if end:
                agency = heads.dateline_agency(self.lines[i][:end], self.outlets)
                self._credit(agency)
                self.kinds[i] = PartKind.DATELINE
                self.cuts[i] = end
                return

    def _credit(self, name: str | None) -> None:
        if name is not None and self.credited is None:
            self.credited = name

    def _parts(self) -> Sequence[Part]:
        second = {
            PartKind.TITLE: PartKind.BOILERPLATE,
            PartKind.DATELINE: PartKind.BODY,
            PartKind.BODY: PartKind.CREDIT,
        }
        found = []
        for i, (span, kind) in enumerate(zip(self.spans, self.kinds, strict=True)):
            cut = self.cuts.get(i)
            if cut is None or kind is None:
                found.append(Part(span, kind or PartKind.BODY))
                continue
            line = self.lines[i]
            first = Span(span.start, span.start + len(line[:cut].rstrip()))
            start = span.start + cut + len(line[cut:]) - len(line[cut:].lstrip())
            other = second[kind]
            if kind is PartKind.TITLE and not SITE_MARK.match(line, cut):
                other = PartKind.BODY
            found.extend([Part(first, kind), Part(Span(start, span.end), other)])
        return found


def _lines(text: str) -> list[Span]:
    spans = []
    for match in re.finditer(r"[^\n]+", text):
        line = match.group()
        start = match.start() + len(line) - len(line.lstrip())
        end = match.start() + len(line.rstrip())
        if start < end:
            spans.append(Span(start, end))
    return spans
