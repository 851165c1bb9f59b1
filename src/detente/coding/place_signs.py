"""A name that may be a place's -> what the words around it say for and against.

Each sign is one reason, under a name; `place_choice` has its weight. The word lists
are rows of data/curated/places_context.csv.
"""

import re
from collections import Counter
from typing import NamedTuple

from detente.coding.place_tokens import Word
from detente.knowledge.place_words import PlaceWords

DATELINE = re.compile(r"\s*(?:\([^)]{2,40}\)\s*)?(?:—|–|--|-\s)")
# Verbs whose object is a place more often than a person. "Attacked", "left" and "hit"
# are not among them.
ENTERED = frozenset(
    "entered entering stormed storming raided raiding shelled shelling besieged "
    "besieging retook retaken overran occupied occupying bombarded bombarding visited "
    "visiting toured touring reached evacuated evacuating encircled".split()
)
LONGEST_RUN = 10  # words: longer rows of capitals are no names
SPACE = frozenset({" ", "\xa0"})
RUNS_ON = frozenset({"capital_after", "family_after", "given_then_capital"})
POSSESSIVE = frozenset({"'s ", "’s ", "' ", "’ "})


def signs_of(
    words: list[Word],
    first: int,
    last: int,
    key: str,
    known: PlaceWords,
    people: "People",
    shouted: bool,
) -> set[str]:
    """The signs of the name words[first..last] in its sentence."""
    found = _inside(words, first, last, key, known, shouted)
    lead = _lead(words, first, known) if first else ""
    if lead:
        found.add(lead)
    if lead not in {"in", "kind_of"}:
        if key in people.named:
            found.add("person_here")
        elif key in people.speaking:
            found.add("speaks_here")
    if last + 1 < len(words):
        _add_following(found, words, last, first == last, key, known, shouted)
    if first:
        _add_preceding(found, words, first, known, shouted)
        if words[first - 1].key in known.saying and found & RUNS_ON:
            found.add("said_before")  # "said Dallas Whitfield"
    if "in" in found:
        # "The governor's office in Austin said"; a tagger that does not know the name.
        found -= {"says", "not_proper"}
    if key.startswith("st ") and "possessive" in found and "in" not in found:
        found.add("saint_s")  # a church, a school, a day
    return found


def _inside(
    words: list[Word],
    first: int,
    last: int,
    key: str,
    known: PlaceWords,
    shouted: bool,
) -> set[str]:
    found = set()
    word = words[first]
    if shouted:
        found.add("shouted")
    if first == 0:
        if all(w.text.isupper() for w in words[first : last + 1]) and DATELINE.match(
            words[last].after
        ):
            found.add("dateline")
            return found
        found.add("first")
    if first != last:
        return found
    found.add("single")
    if key in known.plain and not (1 < len(word.text) < 5 and word.text.isupper()):
        found.add("plain")
    if key in known.given:
        found.add("given")
    if key in known.famous:
        found.add("famous")
    elif key in known.family:
        found.add("family")
    if word.tag and not word.tag.startswith("NNP") and not shouted and first:
        found.add("not_proper")
    return found


def _add_following(
    found: set[str],
    words: list[Word],
    last: int,
    is_single: bool,
    key: str,
    known: PlaceWords,
    shouted: bool,
) -> None:
    after, gap = words[last + 1], words[last].after
    if gap in POSSESSIVE:
        found.add("possessive")
    elif gap in {" ", ", "} and after.key in known.saying:
        found.add("says")
    elif gap in {"-", "–"}:
        based = after.key in {"based", "born", "area", "bound"}
        found.add("based" if based else "hyphen_after")
    elif gap == ", ":
        found.add("comma_after")
    if gap not in SPACE:
        return
    if after.key in known.thing:
        found.add("thing_after")
    elif not after.is_capital:
        if after.key in known.kind:
            found.add("kind_after")
    elif not shouted:
        found.add(_run_after(words, last, is_single and key in known.given, known))


def _run_after(words: list[Word], last: int, given: bool, known: PlaceWords) -> str:
    """What the capitalised words after a name make of it."""
    after = words[last + 1]
    if after.key in known.role:
        return "role_after"
    end = last + 1
    stop = min(len(words), end + LONGEST_RUN)
    while (
        end + 1 < stop
        and words[end].after in {" ", " & "}
        and (
            words[end + 1].is_capital
            or (
                words[end + 1].key in {"of", "and", "for"}
                and end + 2 < len(words)
                and words[end + 2].is_capital
            )
        )
    ):
        end += 1
    run = {w.key for w in words[last + 1 : end + 1]}
    if run & known.media:
        return "media_after"
    if run & known.institution:
        return "institution_after"
    if run & known.name:
        return "name_after"
    if given:
        return "given_then_capital"
    if after.key in known.family:
        return "family_after"
    return "capital_after"


def _add_preceding(
    found: set[str], words: list[Word], first: int, known: PlaceWords, shouted: bool
) -> None:
    before, gap = words[first - 1], words[first].before
    if gap in {"-", "–"}:
        found.add("party" if before.key in known.party else "hyphen_before")
        return
    if gap == ". " and (len(before.text) == 1 or before.key in known.title):
        found.add("initial_before" if len(before.text) == 1 else "title_before")
    if gap not in SPACE:
        return
    if before.key in known.direction:
        found.add("direction")
    elif before.is_capital and before.key in known.title:
        found.add("title_before")
    elif before.is_capital and not shouted:
        if before.key in known.given:
            found.add("given_before")
        elif first > 1 or before.tag.startswith("NNP"):
            found.add("capital_before")


def _lead(words: list[Word], first: int, known: PlaceWords) -> str:
    """What leads in to the name, past an article and directions."""
    i = first - 1
    for _ in range(3):
        if i < 0 or words[i + 1].before not in {" ", "-"}:
            return ""
        word = words[i]
        if word.key in ENTERED and not word.is_capital:
            return "in"
        if word.key in known.locative:
            if word.key == "to" and i and words[i - 1].key == "according":
                return "according"
            return "in"
        if word.key == "of":
            if not i:
                return "of"
            if words[i - 1].key in known.body_of and words[i - 1].is_capital:
                return "body_of"
            return "kind_of" if words[i - 1].key in known.kind_of else "of"
        if word.key not in known.direction and word.key not in {"the", "city", "town"}:
            return ""
        i -= 1
    return ""


def nations_of(sentences: list[list[Word]], known: PlaceWords) -> Counter[str]:
    """How often the article tells of each state by an adjective or a people's name."""
    return Counter(
        known.nations[word.key]
        for words in sentences
        for word in words
        if word.is_capital and word.key in known.nations
    )


class People(NamedTuple):
    """Folded words that mean people in an article.

    `named` are last names after a given name, a title or an initial ("Michael Jordan",
    "Mr. Lincoln"); `speaking` those that say something ("Romney said").
    """

    named: frozenset[str]
    speaking: frozenset[str]


NOBODY = People(frozenset(), frozenset())


def people_of(sentences: list[list[Word]], known: PlaceWords) -> People:
    """The article's people as far as the words beside a name tell."""
    found, speaking = set(), set()
    for words in sentences:
        for i in range(len(words) - 1):
            left, right = words[i], words[i + 1]
            if not left.is_capital:
                continue
            if right.key in known.saying and right.before in {" ", ", "}:
                before = words[i - 1].key if i else ""
                if before != "of" and before not in known.locative:
                    speaking.add(left.key)
                continue
            if not right.is_capital or len(right.text) < 3:
                continue
            if right.before == " " and left.key in known.given:
                if right.key not in known.terrain and right.key not in known.name:
                    found.add(right.key)
            elif right.before in {" ", ". "} and left.key in known.title:
                end = i + 1
                while (
                    end + 1 < min(len(words), i + LONGEST_RUN)
                    and words[end + 1].is_capital
                    and words[end].after == " "
                ):
                    end += 1
                found.add(words[end].key)
            elif right.before == ". " and len(left.text) == 1 and i:
                found.add(right.key)
    return People(frozenset(found), frozenset(speaking))
