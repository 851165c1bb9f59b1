"""Parsed article -> stretches that may name a place, with what speaks for and against.

Works on the text's words, so that sentences which the gate left unparsed are read too;
where there is a parse, its tags help.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from detente.knowledge.gazetteer import Candidate, Gazetteer, fold
from detente.knowledge.place_words import PlaceWords
from detente.model.article import ParsedArticle
from detente.model.text import Sentence, Span

LONGEST = 6  # words of a place's name
WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}(?:[^\W\d_](?!\w))?|[^\W\d_]+(?:['’][^\W\d_]+)*|\d+"
)
# Between the words of one name: "St. Paul", "Guinea-Bissau", "Queen Anne's County".
GAP = re.compile(r"(?:['’]s?)? |-|–|\. |['’]| (?=$)")
DOTTED = frozenset("st ste mt ft n s e w no so".split())
INNER = frozenset(
    "of the and de la le les du des del della di da do dos das el al en sur upon on in "
    "under am an der ob por y e van den aan d l".split()
)
LOWER_START = frozenset("al el as ad az ar es ash".split())
LOCATIVE = frozenset(
    "in at near from to into toward towards around outside inside across throughout "
    "through via over off between within along beyond above leaving visiting".split()
)
DIRECTION = frozenset(
    "north south east west northern southern eastern western northeast northwest "
    "southeast southwest northeastern northwestern southeastern southwestern central "
    "downtown upstate suburban rural mainland nearby neighboring neighbouring greater "
    "inner outer upper lower coastal occupied".split()
)
PERSON_TITLES = frozenset(
    "mr mrs ms miss dr prof professor gen general col colonel capt captain lt sgt maj "
    "major sen senator rep congressman congresswoman gov governor mayor president prime "
    "minister chancellor secretary sir lord lady dame king queen prince princess pope "
    "judge justice sheriff chief officer detective deputy rev reverend father sister "
    "brother coach chairman chairwoman spokesman spokeswoman ambassador commissioner "
    "councilman councilwoman councilor councillor superintendent director attorney cllr "
    "premier emir sheikh sultan ayatollah aunt uncle cpl pvt admiral adm cmdr commander "
    "trooper principal singer actor actress author historian".split()
)
# Words after a place's name that leave it a place: "Texas Gov.", "Ankara Mayor".
ROLE_AFTER = frozenset(
    "gov governor sen senator rep representative mayor president premier prime minister "
    "attorney secretary police sheriff officials lawmakers residents state county city "
    "house senate legislature supreme court district superior republican republicans "
    "democrat democrats democratic gop department division school schools public high "
    "fire town township board council commission commissioner commissioners parish area "
    "region province metropolitan metro municipal circuit general chief lieutenant lt "
    "deputy treasurer congressman congresswoman resident native man woman teen january "
    "february march april may june july august september october november december "
    "monday tuesday wednesday thursday friday saturday sunday foreign defense defence "
    "national health medical airport international valley highway".split()
)
# Words after it that make it part of something else's name.
NAME_AFTER = frozenset(
    "globe times post herald tribune journal gazette news star sun press observer "
    "chronicle examiner telegraph mail sentinel inquirer dispatch daily review monitor "
    "magazine street st avenue ave road rd boulevard blvd drive dr lane ln court place "
    "way parkway pike bridge hotel inn plaza mall tower towers building inc corp co ltd "
    "llc company group bank airlines airways foundation association society club "
    "church chapel cathedral mosque temple fc united rangers cowboys lakers yankees "
    "giants bears lions tigers eagles knicks bulls celtics dodgers cubs patriots "
    "steelers packers broncos hurricanes panthers bulldogs wildcats trophy cup agreement "
    "accord accords protocol treaty convention declaration process summit conference "
    "festival awards jr sr iii ii oil gas energy electric motors records studios".split()
)
ORG_BEFORE_OF = frozenset(
    "university bank college archdiocese diocese church museum institute battle treaty "
    "duke duchess earl prince princess bishop archbishop cardinal academy".split()
)
SAYING = frozenset("said says told added asked wrote explained noted recalled".split())


@dataclass(slots=True)
class Word:
    """A word of a sentence; `tag` is Penn's, empty where there is no parse."""

    text: str
    start: int
    end: int
    key: str
    is_capital: bool
    tag: str
    is_first: bool


@dataclass(slots=True)
class Found:
    """A stretch with the places it may name and what speaks for and against it."""

    span: Span
    text: str
    key: str
    candidates: tuple[Candidate, ...]
    signs: frozenset[str]
    container: str = ""  # key of the name after a comma that holds it
    container_of: int = -1  # place in the list of the name that this one holds
    holder: int = -1
    short: Candidate | None = None
    votes: list[float] = field(default_factory=list)


def words_of(sentence: Sentence, text: str) -> list[Word]:
    """The sentence's words, tagged where it was parsed."""
    tags = {t.start: t.tag for t in sentence.tokens}
    words: list[Word] = []
    for match in WORD.finditer(text, sentence.span.start, sentence.span.end):
        word, end = match.group(), match.end()
        if word[-2:] in {"'s", "’s"}:
            word, end = word[:-2], end - 2
        words.append(
            Word(
                word,
                match.start(),
                end,
                fold(word),
                word[0].isupper(),
                tags.get(match.start(), ""),
                not words,
            )
        )
    return words


def joined(text: str, left: Word, right: Word) -> bool:
    """Whether two neighbours may stand in one name."""
    gap = text[left.end : right.start]
    if gap in {" ", "-", "'s ", "’s ", "–"}:
        return True
    return gap == ". " and left.key in DOTTED


def find_names(
    parsed: ParsedArticle, gazetteer: Gazetteer, known: PlaceWords
) -> list[Found]:
    """Every stretch of the article that may name a place, in text order."""
    text = parsed.text
    sentences = [words_of(s, text) for s in parsed.sentences]
    people = _people(sentences, text, known)
    cache: dict[str, tuple[Candidate, ...]] = {}
    found: list[Found] = []
    for words in sentences:
        found.extend(_in_sentence(words, text, gazetteer, known, people, cache))
    return found


def _in_sentence(
    words: list[Word],
    text: str,
    gazetteer: Gazetteer,
    known: PlaceWords,
    people: frozenset[str],
    cache: dict[str, tuple[Candidate, ...]],
) -> Iterator[Found]:
    n_capital = sum(w.is_capital for w in words)
    shouted = n_capital > 0.6 * len(words) and len(words) > 3
    i = 0
    previous_end = -1
    while i < len(words):
        word = words[i]
        starts = word.is_capital or (
            word.key in LOWER_START and i + 1 < len(words) and words[i + 1].is_capital
        )
        if not starts:
            i += 1
            continue
        match = _longest(words, i, text, gazetteer, cache)
        short = _abbreviation(words, i, text, gazetteer, previous_end == i)
        if short is not None and (match is None or match[0] == i):
            end = _dotted_end(words[i], text)
            item = Found(
                span=Span(word.start, end),
                text=text[word.start : end],
                key=word.key,
                candidates=(short,),
                signs=frozenset({"abbreviation"}),
                short=short,
            )
            yield item
            previous_end = i + 1
            i += 1
            continue
        if match is None:
            i += 1
            continue
        last, key, candidates = match
        item = Found(
            span=Span(word.start, words[last].end),
            text=text[word.start : words[last].end],
            key=key,
            candidates=candidates,
            signs=frozenset(_signs(words, i, last, text, known, people, shouted)),
        )
        if item.text[-1] == "." and not re.search(r"\.\w", item.text):
            item.span = Span(item.span.start, item.span.end - 1)
        yield item
        previous_end = last + 1
        i = last + 1


def _dotted_end(word: Word, text: str) -> int:
    return word.end + 1 if text[word.end : word.end + 1] == "." else word.end


def _abbreviation(
    words: list[Word], i: int, text: str, gazetteer: Gazetteer, after_place: bool
) -> Candidate | None:
    """A state's short form: after a place and a comma, or with its own full stops."""
    word = words[i]
    surface = text[word.start : _dotted_end(word, text)]
    if surface == "W." and i + 1 < len(words) and words[i + 1].text == "Va":
        return None
    found = gazetteer.abbreviation(surface)
    if found is None:
        return None
    comma = i > 0 and text[words[i - 1].end : word.start] == ", "
    if comma and words[i - 1].is_capital:
        return found
    if "." in surface[:-1] and len(surface) > 2:
        return found
    if surface.endswith(".") and surface[:-1] != surface[:-1].upper() and after_place:
        return found
    return None


def _longest(
    words: list[Word],
    i: int,
    text: str,
    gazetteer: Gazetteer,
    cache: dict[str, tuple[Candidate, ...]],
) -> tuple[int, str, tuple[Candidate, ...]] | None:
    ends = []
    for j in range(i, min(i + LONGEST, len(words))):
        if j > i and not joined(text, words[j - 1], words[j]):
            break
        if words[j].is_capital:
            ends.append(j)
        elif words[j].key not in INNER and words[j].key not in NAME_LAST:
            break
        elif words[j].key in NAME_LAST:
            ends.append(j)
    for j in reversed(ends):
        surface = text[words[i].start : words[j].end]
        candidates = cache.get(surface)
        if candidates is None:
            key = fold(surface)
            candidates = gazetteer.lookup(key) if _may_be_key(surface, key) else ()
            cache[surface] = candidates
        if candidates:
            return j, fold(surface), candidates
    return None


# A name's last word may be small: "Gaza strip", "Suez canal", "Mississippi river".
NAME_LAST = frozenset(
    "strip canal river strait straits sea peninsula valley islands island province "
    "region county desert corridor camp crossing".split()
)


def _may_be_key(surface: str, key: str) -> bool:
    if len(key) < 2:
        return False
    if len(key) <= 3 and key.isalpha():
        return surface.isupper() or key not in PLAIN_SHORT
    return True


PLAIN_SHORT = frozenset(
    "us uk uae car drc as at by in is it no of on or so to up we he me my be am an do go "
    "if the and but not for was are can may all one two who how now new old our out day "
    "get has had her him his its let man men put say she too use way yes yet you any ago "
    "big bad end far few got hit lot low off own per pro run sat saw set six ten top war "
    "won act age air art ask bar bed bid bit box boy bus buy cap cup cut dad did die dog "
    "dry due ear eat egg era eve eye fan fat fee fit fix fly fun gas gun guy hot ice ill "
    "job joy key kid law lay led leg lie lip log mix mom net oil pay pet pop red rid row "
    "sea sex sir sit sky son sun tax tea tie tip toe ton try van via vet wet win yen zoo "
    "god sen rep gov gen col sgt jr sr st dr mr mrs ms".split()
)


def _signs(
    words: list[Word],
    first: int,
    last: int,
    text: str,
    known: PlaceWords,
    people: frozenset[str],
    shouted: bool,
) -> Iterator[str]:
    """What the words around say; each sign is one reason, weighed in `place_choice`."""
    before = words[first - 1] if first else None
    after = words[last + 1] if last + 1 < len(words) else None
    key = fold(text[words[first].start : words[last].end])
    single = first == last
    gap_after = text[words[last].end : after.start] if after else ""
    gap_before = text[before.end : words[first].start] if before else ""
    before_in = _locative(words, first, text)
    if before_in:
        yield before_in
    if single:
        yield "single"
        if key in known.plain:
            yield "plain"
        if key in known.given:
            yield "given"
        if key in known.family:
            yield "family"
        if words[first].is_first:
            yield "first"
        tag = words[first].tag
        if tag and not tag.startswith("NNP"):
            yield "not_proper"
    if shouted:
        yield "shouted"
    if not before_in and words[last].key in people:
        yield "person_here"
    if after is not None:
        if gap_after == " " and after.is_capital and not shouted:
            if after.key in ROLE_AFTER:
                yield "role_after"
            elif after.key in NAME_AFTER:
                yield "name_after"
            elif single and key in known.given:
                yield "given_then_capital"
            else:
                yield "capital_after"
        elif gap_after == ". " and len(key) == 1:
            yield "capital_after"
        elif gap_after in {" ", ", "} and after.key in SAYING:
            yield "says"
        elif gap_after in {"'s ", "’s "}:
            yield "possessive"
            if after.is_capital and after.key not in ROLE_AFTER:
                yield "possessive_capital"
        elif gap_after in {"-", "–"} and after.key in {"based", "born", "area"}:
            yield "based"
        elif gap_after in {"-", "–"}:
            yield "hyphen_after"
        elif gap_after == ", ":
            yield "comma_after"
    if before is not None and gap_before in {" ", ". "}:
        if before.key in PERSON_TITLES and (before.is_capital or gap_before == " "):
            if before.is_capital or before.key not in {"chief", "general", "major"}:
                yield "title_before"
        elif before.is_capital and gap_before == " " and not shouted:
            if before.key in DIRECTION:
                yield "direction"
            elif before.key in known.given:
                yield "given_before"
            elif not before.is_first or before.tag.startswith("NNP"):
                yield "capital_before"
        elif before.key in DIRECTION:
            yield "direction"
        elif gap_before == ". " and len(before.text) == 1:
            yield "initial_before"
    if before is not None and gap_before in {"-", "–"}:
        yield "hyphen_before"


def _locative(words: list[Word], first: int, text: str) -> str:
    """The preposition's sign if any, past an article or a direction."""
    i = first - 1
    steps = 0
    while i >= 0 and steps < 3:
        word = words[i]
        if text[word.end : words[i + 1].start] not in {" ", "-"}:
            return ""
        if word.key in LOCATIVE:
            return "in"
        if word.key == "of":
            if i and words[i - 1].key in ORG_BEFORE_OF and words[i - 1].is_capital:
                return "org_of"
            return "of"
        if word.key not in DIRECTION and word.key not in {
            "the",
            "city",
            "town",
            "state",
        }:
            return ""
        i -= 1
        steps += 1
    return ""


def _people(
    sentences: list[list[Word]], text: str, known: PlaceWords
) -> frozenset[str]:
    """Last names of the article's people: "Michael Jordan", "Mr. Lincoln"."""
    found = set()
    for words in sentences:
        for i in range(len(words) - 1):
            left, right = words[i], words[i + 1]
            if not (left.is_capital and right.is_capital) or len(right.text) < 3:
                continue
            gap = text[left.end : right.start]
            if gap == " " and left.key in known.given:
                found.add(right.key)
                continue
            if gap in {" ", ". "} and left.key in PERSON_TITLES:
                end = i + 2
                while (
                    end < len(words)
                    and words[end].is_capital
                    and text[words[end - 1].end : words[end].start] == " "
                ):
                    end += 1
                found.add(words[end - 1].key)
            elif gap == ". " and len(left.text) == 1 and i:
                found.add(right.key)
    return frozenset(found)
