"""Parsed article -> stretches that may name a place, with what speaks for and against.

Works on the text's words, so that sentences which the gate left unparsed are read too;
where there is a parse, its tags help.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from detente.coding.place_prior import thin_out
from detente.coding.place_signs import NOBODY, People, people_of, signs_of
from detente.coding.place_tokens import INSIDE, Word, joined, words_of
from detente.knowledge.gazetteer import Candidate, Gazetteer
from detente.knowledge.place_keys import fold
from detente.knowledge.place_words import PlaceWords
from detente.model.article import Article, ParsedArticle, PartKind
from detente.model.text import Sentence, Span

LONGEST = 6  # words of a place's name
LONGEST_LIST = 12  # counties named in a row
# Small words inside a name, and before its first capital ("al-Hol").
INNER = frozenset(
    "of the and de la le les du des del della di da do dos das el al en sur upon on in "
    "refugee displacement border "
    "under am an der ob por y e van den aan d l au aux sous lès kwa bin ibn es".split()
)
ARTICLES = frozenset("al el as ad az ar es ash".split())
# A name's last word may be small: "Gaza strip", "Suez canal", "Mississippi river".
LAST_SMALL = frozenset(
    "strip canal river strait straits sea peninsula valley islands island province "
    "region county desert corridor camp crossing".split()
)
# Words after a name that make it the division's and not its chief town's.
DIVISIONS = frozenset("governorate oblast prefecture voivodeship krai okrug".split())
FIRST_ORDER = frozenset({"province", "region"})  # loose words: "the Denver region"
# Short forms that are other words unless in capitals.
UPPER_ONLY = frozenset("us uk uae car un eu usa it".split())
STRONG = 3  # letters: a shorter single name, or one in capitals, must be a curated row
COUNTIES = re.compile(r" [Cc]ounties\b")
LISTED = frozenset({", ", " and ", ", and ", " or ", " & "})
AGAINST = frozenset({"plain", "given", "family", "first", "not_proper", "person_here"})
Lookup = tuple[Candidate, ...]


@dataclass(slots=True)
class Found:
    """A stretch with the places it may name and what speaks for and against it.

    `key` is the folded name; `holder` the place, in the list of names found, of the one
    that holds it ("Texas" in "Paris, Texas"), -1 for none.
    """

    span: Span
    text: str
    key: str
    candidates: Lookup
    signs: frozenset[str]
    holder: int = -1


def find_names(
    parsed: ParsedArticle, sentences: list[list[Word]], gazetteer: Gazetteer
) -> list[Found]:
    """Every stretch of the article that may name a place, in text order.

    Args:
        parsed: The article.
        sentences: The words of each of its sentences.
        gazetteer: The names asked for.
    """
    known = gazetteer.words
    people = people_of(sentences, known)
    search = Search(parsed.text, gazetteer, known)
    found = search.datelines(parsed.article)
    for words in sentences:
        found.extend(search.counties(list(search.in_sentence(words, people))))
    return sorted(found, key=lambda item: (item.span.start, item.span.end))


def where_of(dateline: Span, text: str) -> Span:
    """The stretch of a dateline that tells the place: an agency's name in brackets not."""
    bracket = text.find("(", dateline.start, dateline.end)
    return Span(dateline.start, bracket) if bracket > dateline.start else dateline


class Search:
    """One article's look-ups; each surface form is asked for once."""

    def __init__(self, text: str, gazetteer: Gazetteer, known: PlaceWords) -> None:
        self.text = text
        self.gazetteer = gazetteer
        self.known = known
        self.cache: dict[str, Lookup] = {}
        self.shorts = gazetteer.abbreviations

    def in_sentence(self, words: list[Word], people: People) -> Iterator[Found]:
        """The names in one sentence."""
        capitals = [i for i, word in enumerate(words) if word.is_capital]
        shouted = len(capitals) > 0.6 * len(words) and len(words) > 3
        free, previous_end = 0, -1
        for capital in capitals:
            starts: tuple[int, ...] = (capital,)
            if (
                capital > free
                and words[capital - 1].key in ARTICLES
                and words[capital].before in {"-", " "}
                and not words[capital - 1].is_capital
            ):
                starts = (capital - 1, capital)  # "al-Hol"
            for i in starts:
                if i < free:
                    break
                short = self._short_form(words, i, previous_end == i)
                match = self._longest(words, i)
                if short is not None and (match is None or match[0] <= short[0]):
                    last, item = short
                elif match is not None:
                    last = match[0]
                    item = self._item(words, i, match, people, shouted)
                    last += "terrain" in item.signs
                else:
                    continue
                yield item
                free = previous_end = last + 1

    def datelines(self, article: Article) -> list[Found]:
        """The names in datelines, which are no sentences."""
        found: list[Found] = []
        for part in article.parts:
            if part.kind is PartKind.DATELINE:
                span = where_of(part.span, self.text)
                line = Sentence(index=-1, span=span, paragraph=-1)
                for item in self.in_sentence(words_of(line, self.text), NOBODY):
                    item.signs |= {"dateline"}
                    found.append(item)
        return found

    def counties(self, items: list[Found]) -> list[Found]:
        """Read "Clarke, Barrow and Jackson counties" as three counties."""
        for i in range(len(items) - 1, 0, -1):
            if COUNTIES.match(self.text, items[i].span.end):
                j = i
                while j >= max(0, i - LONGEST_LIST):
                    held = self.gazetteer.lookup(items[j].key + " county")
                    if held:
                        items[j].candidates = held
                        items[j].key += " county"
                        items[j].signs = (items[j].signs - AGAINST) | {"kind_after"}
                    end = items[j].span.start
                    if not j or self.text[items[j - 1].span.end : end] not in LISTED:
                        break
                    j -= 1
        return items

    def _item(
        self,
        words: list[Word],
        first: int,
        match: tuple[int, str, Lookup],
        people: People,
        shouted: bool,
    ) -> Found:
        last, key, candidates = match
        candidates = self._divisions(words, last, key) or candidates
        signs = signs_of(words, first, last, key, self.known, people, shouted)
        end = words[last].end
        follows = words[last + 1] if last + 1 < len(words) else None
        if (
            follows is not None
            and follows.is_capital
            and follows.before == " "
            and follows.key in self.known.terrain
            and not (last + 2 < len(words) and words[last + 2].is_capital)
            and not shouted
        ):
            # "Salinas Valley": not in the gazetteer itself, so placed where its core is.
            signs -= {"capital_after", "institution_after", "name_after"}
            signs -= {"given_then_capital"}
            signs.add("terrain")
            end = follows.end
        return Found(
            span=Span(words[first].start, end),
            text=self.text[words[first].start : end],
            key=key,
            candidates=candidates,
            signs=frozenset(signs),
        )

    def _divisions(self, words: list[Word], last: int, key: str) -> Lookup:
        """The divisions of a name that a word after it calls one: "Kharkiv oblast".

        A "region" is one only where the town of the name lies in a first-order
        division called like it.
        """
        follows = words[last + 1] if last + 1 < len(words) else None
        if follows is None or follows.before != " ":
            return ()
        kind = follows.key
        if kind not in DIVISIONS and kind not in FIRST_ORDER and kind != "state":
            return ()
        held = self.gazetteer.lookup(key)
        if kind in DIVISIONS:
            return tuple(c for c in held if c.feature in {"admin1", "admin2"})
        found = tuple(c for c in held if c.feature == "admin1")
        if kind == "state":
            return found
        if any(c.key < 0 and c.feature != "admin1" for c in held):
            return ()
        towns = {c.admin1 for c in held if c.feature == "city"}
        return tuple(c for c in found if c.admin1 in towns)

    def _short_form(
        self, words: list[Word], i: int, after_place: bool
    ) -> tuple[int, Found] | None:
        """A state's short form, where something shows that it is one."""
        word, last = words[i], i
        if word.text.rstrip(".") not in self.shorts and word.text != "W":
            return None
        end = word.end + (word.after[:1] == ".")
        if word.text == "W" and i + 1 < len(words) and words[i + 1].text == "Va":
            last, end = i + 1, words[i + 1].end + (words[i + 1].after[:1] == ".")
        surface = self.text[word.start : end]
        candidate = self.gazetteer.abbreviation(surface)
        if candidate is None:
            return None
        bare = surface.rstrip(".")
        after_comma = word.before == ", " and i > 0 and words[i - 1].is_capital
        inner_stop = "." in bare
        safe = (
            surface != bare
            and bare in self.known.abbreviation_plain
            and words[last].after[:2] == ". "
            and last + 1 < len(words)
            and (
                not words[last + 1].is_capital
                or i == 0
                or words[i - 1].key in self.known.locative
            )
        )
        if not (after_comma or inner_stop or safe or (after_place and surface != bare)):
            return None
        item = Found(
            span=Span(word.start, end),
            text=surface,
            key=fold(candidate.name),
            candidates=(candidate,),
            signs=frozenset({"abbreviation"}),
        )
        return last, item

    def _longest(self, words: list[Word], i: int) -> tuple[int, str, Lookup] | None:
        start = words[i].start
        ends = [i] if words[i].is_capital else []
        for j in range(i + 1, min(i + LONGEST, len(words))):
            word = words[j]
            is_last = word.is_capital or word.key in LAST_SMALL
            if not (is_last or word.key in INNER):
                break
            if word.before not in INSIDE and not joined(words[j - 1], word):
                break
            if not self.gazetteer.opens(fold(self.text[start : word.end])):
                break
            if is_last:
                ends.append(j)
        for j in reversed(ends):
            surface = self.text[start : words[j].end]
            candidates = self.cache.get(surface)
            if candidates is None:
                candidates = self._lookup(words, i, j, surface)
                self.cache[surface] = candidates
            if candidates:
                return j, fold(surface), candidates
        return None

    def _lookup(self, words: list[Word], i: int, j: int, surface: str) -> Lookup:
        key = words[i].key if i == j else fold(surface)
        if len(key) < 2 or key in self.known.never:
            return ()
        if words[j].after.startswith("$") or words[i].before.endswith("$"):
            return ()  # "US$5 million"
        if key in UPPER_ONLY and not surface.replace(".", "").isupper():
            return ()
        candidates = self.gazetteer.lookup(key)
        if not candidates:
            return ()
        candidates = thin_out(candidates)
        if key.startswith("the "):  # "The Bank" is no town that was once called so
            candidates = tuple(c for c in candidates if not c.alias)
        # "HIV", "EST", "Al": hamlets of such names are never meant.
        brief = len(key) < STRONG or (surface.isupper() and len(key) < 5)
        opens = len(key) >= STRONG and i == 0
        if i == j and brief and not opens:
            return tuple(c for c in candidates if c.key < 0)
        return candidates
