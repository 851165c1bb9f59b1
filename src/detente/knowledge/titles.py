"""Text -> the titles of office in it: "then Foreign Minister" is an office, in the past.

A title is a phrase of data/curated/offices.toml, written out for ministers by patterns
that every portfolio fills. Words around it say whether it is held now.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from detente.knowledge.scan import Scanner, fold
from detente.model.text import Span

# How English news builds a minister's title from the portfolio; checked by reading the
# ministers of data/generated/holders.csv for states with a cabinet in English.
PATTERNS = (
    "{} minister", "minister of {}", "minister for {}", "minister of the {}",
    "{} secretary", "secretary of {}", "secretary for {}", "secretary of the {}",
    "secretary of state for {}", "minister in charge of {}", "cabinet secretary for {}",
    "minister responsible for {}", "head of the department of {}",
    "head of the federal department of {}",
)  # fmt: skip
# Those of a second in rank.
DEPUTY_PATTERNS = (
    "minister of state for {}", "state secretary for {}", "state minister for {}",
    "state minister of {}", "state secretary of {}", "parliamentary secretary for {}",
)  # fmt: skip
# The word of a pattern that takes the plural: "foreign ministers".
PLURALS = {
    "minister": "ministers", "secretary": "secretaries", "chief": "chiefs",
    "president": "presidents", "premier": "premiers", "leader": "leaders",
    "ambassador": "ambassadors", "envoy": "envoys", "head": "heads", "king": "kings",
    "governor": "governors", "mayor": "mayors", "chancellor": "chancellors",
    "director": "directors", "spokesman": "spokesmen", "speaker": "speakers",
    "spokeswoman": "spokeswomen", "spokesperson": "spokespersons", "general": "generals",
    "commander": "commanders", "adviser": "advisers", "advisor": "advisors",
    "diplomat": "diplomats", "lawmaker": "lawmakers", "minister-president":
    "minister-presidents", "monarch": "monarchs", "prince": "princes", "queen": "queens",
    "emir": "emirs", "sultan": "sultans", "premiers": "premiers", "judge": "judges",
    "justice": "justices", "senator": "senators", "deputy": "deputies", "consul":
    "consuls", "commissioner": "commissioners", "congressman": "congressmen",
    "congresswoman": "congresswomen", "representative": "representatives",
    "legislator": "legislators", "taoiseach": "taoisigh", "emperor": "emperors",
}  # fmt: skip

FORMER = frozenset("former ex erstwhile late ousted deposed onetime one-time".split())
THEN = frozenset("then".split())
ACTING = frozenset("acting interim caretaker provisional transitional".split())
DEPUTY = frozenset("deputy vice assistant under junior associate".split())
COMING = frozenset("incoming designate elect".split())
FLAGS = FORMER | THEN | ACTING | DEPUTY | COMING
# Far faster than the pattern that takes the words before a title apart.
FLAG = re.compile("|".join(sorted(FLAGS)))
LOOK_BACK = 50  # characters
DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday yesterday today "
    "january february march july september october november december".split()
)
# Words that stand between such a word and the title without ending the phrase: an
# adjective with a capital ("former Israeli Foreign Minister"), a rank among deputies.
BETWEEN = frozenset("first second permanent senior current us u.s.".split())
WORDS_BEFORE = re.compile(
    r"(?:([\w.'-]+?)[\s-]+)?(?:([\w.'-]+?)[\s-]+)?([\w.']+)[\s-]+$"
)
AFTER = re.compile(r"[\s-]+(elect|designate|in-waiting|nominee)\b", re.IGNORECASE)
THEN_AFTER = re.compile(r"\s+at (?:the|that) time\b", re.IGNORECASE)
# First words of titles that are other words in small letters: "who heads", "3 pm".
CAPITALS = frozenset("pm mp mps mep meps who ceo un eu us icc".split())
# Titles that are surnames too: "Stephen King said".
SURNAMES = frozenset(
    "king kings pope bishop judge sultan emir mayor queen queens".split()
)
# After such a name: "King Jr.", "Queens Boulevard".
NO_TITLE_AFTER = re.compile(
    r"\s(?:Jr|Sr|County|City|Street|Way|Boulevard|Day|Avenue|Park|Kong)\b"
)
NAMED_BEFORE = re.compile(r"(?:^|[^\w\s]\s*|\b[a-z]\w*\s)[A-Z][a-z]+\s$")
AN_ARTICLE = re.compile(
    r"\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Oo]ur|\w+['’]s)\s[A-Z]\w+\s$"
)
# ", and the" between two portfolios, or two that share one "minister".
LINK = r"(?:\s*,\s*|\s+and\s+|\s*&\s*|\s*,\s*and\s+)(?:the\s+|of\s+|for\s+)?"
LINKING = (",", "and", "&", "the", "of", "for")  # how such a link ends
OF_WHAT = re.compile(r"(?:\w+ )*(?:minister|secretary)s? (?:of|for|in)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleHit:
    """A title of office as a text has it.

    `span` is the title with the words that qualify it ("then Foreign Minister"), `core`
    the title alone. `office` is the id of the office proper; of a deputy it is the
    office whose deputy it is, and `name` says so. `is_then`: the office was held at the
    event's time and the text looks back. `offices` has more than one id where two share
    a noun ("foreign and defence ministers").
    """

    span: Span
    core: Span
    office: str
    sector: str
    offices: tuple[str, ...] = ()
    is_former: bool = False
    is_then: bool = False
    is_acting: bool = False
    is_deputy: bool = False
    is_elect: bool = False
    is_plural: bool = False

    @property
    def name(self) -> str:
        """The office in words, as a report prints it."""
        return f"deputy {self.office}" if self.is_deputy else self.office


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleRow:
    """The names of one office; the fields are those of data/curated/offices.toml."""

    office: str
    sector: str
    portfolios: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


class TitleFinder:
    """Finds titles of office in a text."""

    __slots__ = (
        "_deputies",
        "_gaps",
        "_gaps_alone",
        "_meant",
        "_portfolio",
        "_rows",
        "_scanner",
        "_shared",
    )

    def __init__(self, rows: Iterable[TitleRow]) -> None:
        self._rows = tuple(rows)
        meaning: dict[str, tuple[TitleRow, bool]] = {}
        gaps: list[tuple[frozenset[str], str, TitleRow]] = []
        self._deputies: set[str] = set()
        for row in self._rows:
            for portfolio in row.portfolios:
                for pattern in DEPUTY_PATTERNS:
                    self._deputies.add(pattern.format(portfolio))
            for phrase, is_plural in _phrases(row):
                if "*" in phrase:
                    parts = frozenset(filter(None, _around_gap(phrase)))
                    gaps.append((parts, phrase, row))
                else:
                    meaning.setdefault(phrase, (row, is_plural))
        self._gaps = tuple(gaps)
        # The words around a gap are looked for in the same pass as whole titles.
        around = {part for parts, _, _ in gaps for part in parts}
        self._gaps_alone = {
            part for parts, _, _ in gaps if len(parts) == 1 for part in parts
        }
        self._scanner = Scanner(sorted(meaning.keys() | around))
        # What each phrase of the scanner means, and itself if it stands beside a gap.
        self._meant = [
            (meaning.get(phrase), phrase if phrase in around else None)
            for phrase in self._scanner.phrases
        ]
        self._portfolio: Mapping[str, TitleRow] = {
            portfolio: row for row in self._rows for portfolio in row.portfolios
        }
        names = "|".join(sorted(map(re.escape, self._portfolio), key=len, reverse=True))
        self._shared = (
            re.compile(rf"\b({names}){LINK}$"),
            re.compile(rf"{LINK}({names})\b"),
        )

    def find(self, text: str) -> tuple[TitleHit, ...]:
        """Every title, in text order, none overlapping; the longer one wins."""
        folded = fold(text)
        lower = folded.lower()
        if len(lower) != len(folded):
            lower = folded
        found = []
        seen: set[str] = set()
        for index, start, end in self._scanner.find_all(lower):
            meant, part = self._meant[index]
            if meant is not None:
                found.append((start, end, *meant))
            if part is not None:
                seen.add(part)
        if len(seen) > 1 or not self._gaps_alone.isdisjoint(seen):
            for parts, phrase, row in self._gaps:
                if parts <= seen:  # far faster than the pattern
                    found.extend(
                        (m.start(), m.end(), row, False)
                        for m in _gap(phrase).finditer(lower)
                    )
        hits: list[TitleHit] = []
        reached = 0
        for start, end, row, is_plural in _longest(found, lower):
            if start >= reached and _is_title(folded, start, end):
                hit = self._hit(folded, lower, start, end, row, is_plural, reached)
                hits.append(hit)
                reached = hit.span.end
        return tuple(hits)

    def office_of(self, title: str) -> TitleHit | None:
        """The office that a whole title names, its first words deciding; None if none."""
        hits = self.find(title)
        return hits[0] if hits and hits[0].span.start == 0 else None

    def _hit(
        self,
        text: str,
        lower: str,
        start: int,
        end: int,
        row: TitleRow,
        is_plural: bool,
        reached: int,
    ) -> TitleHit:
        core = Span(start, end)
        offices = [row.office]
        if row.portfolios:
            start, end, others = self._more(lower, start, end, reached)
            offices = [o for o in others if o != row.office] + offices
        flags: set[str] = set()
        if lower[core.start : core.end] in self._deputies:
            flags.add("deputy")
        begin = start
        low = _last_words(lower, max(reached, start - LOOK_BACK), start)
        if FLAG.search(lower, low, start) is not None:
            begin = _look_back(text, start, low, flags)
        if after := AFTER.match(text, end):
            flags.add("elect")
            end = after.end()
        if THEN_AFTER.match(text, end):
            flags.add("then")
        return TitleHit(
            span=Span(begin, end),
            core=core,
            office=row.office,
            sector=row.sector,
            offices=tuple(dict.fromkeys(offices)),
            is_former=bool(flags & FORMER),
            is_then=bool(flags & THEN),
            is_acting=bool(flags & ACTING),
            is_deputy=bool(flags & DEPUTY),
            is_elect=bool(flags & COMING),
            is_plural=is_plural,
        )

    def _more(
        self, lower: str, start: int, end: int, reached: int
    ) -> tuple[int, int, list[str]]:
        """Portfolios that share the noun: "trade and foreign minister"."""
        others: list[str] = []
        before, after = self._shared
        while lower[max(reached, start - 60) : start].rstrip().endswith(LINKING) and (
            match := before.search(lower, max(reached, start - 60), start)
        ):
            others.insert(0, self._portfolio[match.group(1)].office)
            start = match.start()
        # "minister of finance and trade", but not "finance minister and trade ...".
        if OF_WHAT.match(lower[start:end]):
            while match := after.match(lower, end):
                others.append(self._portfolio[match.group(1)].office)
                end = match.end()
        return start, end, others


def _is_title(text: str, start: int, end: int) -> bool:
    """Whether the case of the letters, and the words around, allow a title."""
    words = text[start:end].split()
    first = words[0].rstrip(".").lower()
    if first in CAPITALS and not words[0][:2].isupper():
        return False
    if first == "pm" and text[:start].rstrip()[-1:].isdigit():
        return False
    if first == "premier" and text.startswith(" League", end):
        return False
    if words == ["Queens"]:
        return False  # of New York
    if len(words) > 1 or first not in SURNAMES or not words[0][0].isupper():
        return True
    if NO_TITLE_AFTER.match(text, end):
        return False
    is_followed = re.match(r"\s[A-Z]", text[end : end + 2]) is not None
    before = text[max(0, start - 40) : start]
    return (
        is_followed
        or NAMED_BEFORE.search(before) is None
        or AN_ARTICLE.search(before) is not None
    )


Found = tuple[int, int, TitleRow, bool]


def _longest(found: list[Found], lower: str) -> list[Found]:
    """Those that no longer one overlaps, in text order.

    "Head of the Defence Ministry's bureau" is no minister; in "deputy prime minister"
    the first word is no lawmaker.
    """
    chosen: list[Found] = []
    taken: list[tuple[int, int]] = []
    for hit in sorted(found, key=lambda hit: (hit[0] - hit[1], hit[0])):
        start, end = hit[:2]
        if any(start < last and first < end for first, last in taken):
            continue
        if lower.startswith("head of ", start) and lower.startswith("'s", end):
            continue
        if lower[start:end] in FLAGS and any(f == end + 1 for f, _ in taken):
            continue
        chosen.append(hit)
        taken.append((start, end))
    return sorted(chosen, key=lambda hit: hit[0])


def _phrases(row: TitleRow) -> Iterator[tuple[str, bool]]:
    """Each name of the office with whether it is a plural."""
    singular = list(row.names)
    for portfolio in row.portfolios:
        # "minister of the interior", but not "the interior minister".
        singular += [
            pattern.format(portfolio)
            for pattern in (*PATTERNS, *DEPUTY_PATTERNS)
            if not (pattern.startswith("{}") and portfolio.startswith("the "))
        ]
    for phrase in singular:
        yield phrase, False
        words = phrase.split()
        # The head is the word before "of", "for", "to", "in"; else the last one.
        head = next(
            (i for i, w in enumerate(words) if w in {"of", "for", "to", "in"}), 0
        )
        place = (head or len(words)) - 1
        if words[place] in PLURALS:
            words[place] = PLURALS[words[place]]
            yield " ".join(words), True


def _around_gap(phrase: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in phrase.split("*"))


@cache
def _gap(phrase: str) -> re.Pattern[str]:
    parts = [re.escape(part) for part in _around_gap(phrase)]
    return re.compile(r"\b" + r" (?:[\w'.-]+ ){0,3}?".join(parts) + r"\b")


def _last_words(text: str, low: int, start: int) -> int:
    """From where to look for the three words that `WORDS_BEFORE` takes apart."""
    words = text[low:start].rsplit(None, 3)
    if len(words) < 4 or any(not word.strip("-") for word in words[1:]):
        return low
    return low + len(words[0])


def _look_back(text: str, start: int, low: int, flags: set[str]) -> int:
    """Where the title starts with the words that qualify it; notes them in `flags`."""
    begin = start
    match = WORDS_BEFORE.search(text, low, start)
    if match is None:
        return begin
    for group in (3, 2, 1):
        word = match.group(group)
        if word is None:
            continue
        lower = word.lower()
        if lower == "under" and not text.startswith(("ecretar",), start + 1):
            break  # "under President X"
        if lower in DAYS:
            break  # "late Thursday Foreign Minister X"
        if lower in FLAGS:
            flags.add(lower)
            begin = match.start(group)
        elif lower not in BETWEEN and not word[0].isupper():
            break
    return begin
