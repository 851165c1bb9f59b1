"""What stands at the head of an article: headline, site name, dateline, byline."""

import re
from collections.abc import Sequence

from detente.knowledge.outlets import Outlets, host_of

# --- headline ---------------------------------------------------------------------
STOP = re.compile(r"""[.!?…:;,][”"’')\]»]*$""")
FULL_STOP = re.compile(r"""[.…:;,][”"’')\]»]*$""")
MIN_TITLE_WORDS, MAX_TITLE_WORDS = 3, 30
MAX_TITLE_CHARS = 300
SUFFIX = re.compile(r"\s+(-|–|—|--|\||::|»|·|•)\s+(?=[^|:»·•–—]+$)")
PLAIN_MARKS = frozenset({"|", "::", "»", "·", "•"})  # separators that no headline has
MAX_SITE_WORDS = 6
SMALL = frozenset("of the and for in on a an to at by from & de la al".split())
MEDIA_WORDS = frozenset(
    "news newspaper times post press agency daily herald tribune journal gazette "
    "courier observer monitor chronicle telegraph mail mirror star sun standard "
    "examiner inquirer ledger bulletin dispatch record register sentinel globe review "
    "magazine weekly tv radio television broadcasting network channel online wire "
    "media today report digest insider institute foundation blog newsroom "
    "com org net".split()
)
# "No deal yet - Foreign Ministry": who said so, not a site.
OFFICE_WORDS = frozenset(
    "ministry minister ministers president presidency government kremlin pentagon army "
    "navy military police official officials spokesman spokeswoman spokesperson source "
    "sources embassy ambassador envoy council parliament mp mps senate department "
    "chief secretary general commission report reports study survey poll analysts "
    "experts witnesses aide aides diplomat diplomats court prosecutor lawyer".split()
)


def looks_like_title(line: str, following: Sequence[str]) -> bool:
    """Whether a first line is a headline: short, no full stop, prose after it."""
    words = line.split()
    if len(line) > MAX_TITLE_CHARS:
        return False
    if not MIN_TITLE_WORDS <= len(words) <= MAX_TITLE_WORDS or FULL_STOP.search(line):
        return False
    if dateline_end(line):
        return False
    if any(len(later) > len(line) or STOP.search(later) for later in following[:3]):
        return True
    return any(STOP.search(later) and len(later) > len(line) for later in following)


def same_words(left: str, right: str) -> bool:
    """Whether two lines have the same letters and digits."""
    return _letters(left) == _letters(right) != ""


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def split_site(
    title: str, *, body: str, outlets: Outlets, outlet: str | None, url: str | None
) -> tuple[int, str | None]:
    """Where the headline ends and the site's name after it, None without one.

    "Ministers meet in Oslo - The Example Post": the second part is the site's if we
    know it, if it is the outlet given or the address's, if it has a word that papers
    are called by, or if it is a name that the article never uses again in a headline
    that is not all capitals.
    """
    end, site = len(title), None
    if end > MAX_TITLE_CHARS:
        return end, None
    while match := SUFFIX.search(title, 0, end):
        name = title[match.end() : end].strip()
        found = _is_site(
            name, match.group(1), title[: match.start()], body, outlets, outlet, url
        )
        if not found or len(title[: match.start()].split()) < 2:
            break
        known = outlets.named(name)
        # "Headline | Section | Site": the last names the site.
        site = site or (known.name if known else name)
        end = match.start()
    return end, site


def _is_site(
    name: str,
    mark: str,
    headline: str,
    body: str,
    outlets: Outlets,
    outlet: str | None,
    url: str | None,
) -> bool:
    words = name.split()
    if not 0 < len(words) <= MAX_SITE_WORDS:
        return False
    if outlets.named(name) is not None or (outlet and same_words(name, outlet)):
        return True
    letters = _letters(name)
    if url and len(letters) >= 4 and letters in _letters(host_of(url)):
        return True
    lower = [re.sub(r"\W", "", word).casefold() for word in words]
    if OFFICE_WORDS.intersection(lower):
        return False
    if mark in PLAIN_MARKS:
        return True
    if not all(word[0].isupper() or word in SMALL for word in words):
        return False
    if MEDIA_WORDS.intersection(lower) and len(words) > 1:
        return True
    plain = [w for w in headline.split()[1:] if w[0].islower() and w not in SMALL]
    return len(words) > 1 and len(plain) >= 2 and words[-1] not in body


# --- dateline ---------------------------------------------------------------------
MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
DAY = rf"(?:{MONTH}\s\d{{1,2}}|\d{{1,2}}\s{MONTH})(?:,?\s(?:\d{{4}}|\d\d))?"
WEEKDAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thur?s?|Fri|Satur|Sun)(?:day)?"
DATE = rf"(?:{WEEKDAY},\s)?{DAY}"
CAPS = r"[A-Z][A-Z.’'-]*[A-Z.](?:[ /][A-Z][A-Z.’'-]*[A-Z.]){0,3}"
NAME = r"[A-Z][\w.’'-]+(?:[ /][A-Z][\w.’'-]+){0,3}"
PLACE = rf"(?:{CAPS}|{NAME})(?:,\s(?:[A-Z]\.[A-Z]\.|{NAME}))?"
AGENCY = r"[(\[](?:[A-Z][\w.,’'/ &-]{1,40})[)\]]"
DASH = r"(?:—|–|--|-|:)"
DATELINE = re.compile(
    # ANKARA, Oct 27 (Agency) - ; Oct 27 (Agency) - ; Oslo, 27 October (Agency):
    rf"(?:(?:{PLACE},?\s)?{DATE}(?:\s?{AGENCY})?\s?{DASH}\s?"
    # OSLO, January 25. /AGENCY/.
    rf"|{PLACE},\s{DATE}\.?\s/[A-Z][\w-]+/\.\s?"
    # OSLO (Agency) - ; Oslo (Agency) - ; (Agency) -
    rf"|(?:{PLACE}\s)?{AGENCY}\s?(?:—|–|--|-)\s?"
    # OSLO - ; OSLO, Norway --
    rf"|{CAPS}(?:,\s(?:[A-Z]\.[A-Z]\.|{NAME}))?\s?(?:—|–|--|\s-)\s?"
    # OSLO: (papers of South Asia)
    rf"|{CAPS}:\s)",
)
CAPITAL_DATELINE = re.compile(
    r"[A-Z][A-Z .,’'()-]{2,60}?, \d{1,2} [A-Z]{3} \d\d(?:\s\([A-Z ]+\))? -- "
)
# Capitals before a colon or dash that are no place.
NOT_PLACES = frozenset(
    "UPDATE UPDATED UPDATES BREAKING EXCLUSIVE WATCH ANALYSIS OPINION FACTBOX EXPLAINER "
    "LIVE VIDEO PHOTOS NOTE EDITORIAL INTERVIEW CORRECTION CORRECTED TIMELINE FACTS "
    "NEWS ALERT REVIEW COMMENT SUMMARY SPECIAL REPORT FEATURE COLUMN WRAPUP RELATED "
    "NATO EU UN UK US USA IMF READ MORE PROFILE BACKGROUND SPORTS MODERATOR HOST AUDIENCE".split()
)


MAX_DATELINE_CHARS = 150
IN_BRACKETS = re.compile(r"[(\[/]([^()\[\]/]{2,40})[)\]/]")


def dateline_end(paragraph: str) -> int:
    """How many characters of a paragraph are its dateline; 0 without one."""
    head = paragraph[:MAX_DATELINE_CHARS]
    match = DATELINE.match(head) or CAPITAL_DATELINE.match(head)
    if match is None or match.end() >= len(paragraph):
        return 0
    dateline, text = match.group(), paragraph[match.end() :]
    if text.isupper() and not re.search(r"[\d(/]", dateline):
        return 0  # capitals throughout: a compound's hyphen is no dash
    words = re.findall(r"[^\W\d_]+", dateline)
    if not words or NOT_PLACES.intersection(words[:2]) or len(words[0]) < 2:
        return 0
    return match.end()


def dateline_agency(dateline: str, outlets: Outlets) -> str | None:
    """The agency that a dateline names: "(Reuters)", "/TASS/".

    One that we do not know is taken by its place before the dash, if it has a word that
    agencies are called by.
    """
    for name in IN_BRACKETS.findall(dateline):
        for part in re.split(r",|/| and ", name):
            known = outlets.named(part.strip())
            if known is not None and known.is_agency:
                return known.name
            if known is None and has_media_word(part):
                return str(part).strip()
    return None


def has_media_word(name: str) -> bool:
    """Whether a name of two words or more has a word that outlets are called by."""
    words = [word.casefold() for word in name.split()]
    return len(words) > 1 and not MEDIA_WORDS.isdisjoint(words)


# --- byline and date lines --------------------------------------------------------
PERSON = r"[A-Z][\w.’'-]*(?:\s(?:(?:de|van|von|der|al|bin|el|la|du|of|the)\s)?[A-Z][\w.’'-]*){0,3}"
BYLINE = re.compile(
    rf"(?:By|BY|by|Written by|Reported by|Author:)\s{PERSON}"
    rf"(?:(?:,| and| &|, and| in| with|\s[|/–—-])\s{PERSON})*"
    r"(?:\s*[|/,–—-]?\s*(?:\S+@\S+|@\w+|[Ss]taff [Ww]riter|[Cc]orrespondent))?"
)
BARE_BYLINE = re.compile(rf"{PERSON}\sin\s{PERSON}|@\w{{2,20}}")
DATE_LINE = re.compile(
    rf"(?:(?:First |Last )?(?:Published|Updated|Posted|Modified|Created)"
    rf"(?: on| at)?:?\s|Date:\s)?(?:{WEEKDAY},?\s)?"
    rf"(?:{DAY}|\d{{4}}-\d\d-\d\d|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{4}})"
    r"(?:[,\s|–-]*(?:at\s)?\d{1,2}[:.]\d\d(?::\d\d)?(?:\s?[APap]\.?[Mm]\.?)?"
    r"(?:\s\(?[A-Z]{2,5}(?:[+-]\d{1,2})?\)?)?)?",
    re.IGNORECASE,
)
READING_TIME = re.compile(
    r"\d{1,2}[ -]min(?:ute)?s?(?: of)? read(?:ing)?", re.IGNORECASE
)
MAX_DATE_CHARS = 90
MAX_BYLINE_WORDS = 14


def is_byline(line: str) -> bool:
    """Whether a line says who wrote the article and nothing else."""
    return len(line.split()) <= MAX_BYLINE_WORDS and bool(BYLINE.fullmatch(line))


def is_bare_byline(line: str) -> bool:
    """Whether a line below a headline is its author's: "Ana Example in Oslo", "@ana"."""
    return bool(BARE_BYLINE.fullmatch(line))


def is_date_line(line: str) -> bool:
    """Whether a line says when the article came out and nothing else."""
    if len(line) > MAX_DATE_CHARS:
        return False
    # "Example News | Updated: 3 March 2023 09:12": one of the fields is the date.
    return any(DATE_LINE.fullmatch(field.strip()) for field in line.split("|"))


def is_reading_time(line: str) -> bool:
    """Whether a line says how long the article takes to read."""
    return bool(READING_TIME.fullmatch(line))
