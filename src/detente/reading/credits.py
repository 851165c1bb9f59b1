"""Credit lines: whose pictures, whose copy; and from whom an article was taken."""

import re

from detente.knowledge.outlets import Outlet, Outlets

MAX_LINE_CHARS = 600  # a longer line is prose, whatever its words
MAX_CREDIT_WORDS = 14
# "Presidential Press Service/Name NAME", "AGENCY/Name", "Name via Agency".
NAME_WORDS = r"(?:[A-Z][\w.’'&-]*|of|the|for|via|and|de|von|van|bin|al)"
SLASHED = re.compile(
    rf"{NAME_WORDS}(?:\s{NAME_WORDS})*\s?/\s?{NAME_WORDS}(?:\s{NAME_WORDS})*"
)
NAMES = re.compile(rf"{NAME_WORDS}(?:[\s/,|]+(?:{NAME_WORDS}))*")
PHOTO_MARK = re.compile(
    r"(?:\bAP Photo\b|\bAFP Photo\b|\bGetty Images\b|\bREUTERS/|\bvia (?:AP|AFP|Reuters|"
    r"Getty)\b|\bHandout\b|\bEPA-EFE\b|/(?:AFP|AP|Reuters|EPA|Getty|Pool|Handout)\b)"
)
# An ending that only a caption has: "(Photo: ...)", "[Name/Agency]", "Credit: ...".
PHOTO_TAIL = re.compile(
    r"[(\[](?:(?:File )?[Pp]hoto|Image|Picture|AP Photo|REUTERS|Reuters|AFP|Credit|Source)"
    r"\b[^()\[\]]{0,80}[)\]]\.?$"
    r"|\([A-Z][\w.’'-]+(?:\s[\w.’'-]+){0,4}\s?/\s?[A-Z][^()]{2,40}\)\.?$"
    r"|\[[A-Z][^\[\]]{2,60}/[^\[\]]{2,60}\]\.?$"
    r"|\b(?:Photo|Credit|Image|Picture)\s?:\s?[^.]{2,60}\.?$"
    r"|(?:\.|\s)(?:AP Photo|AFP PHOTO|REUTERS)\s?/\s?[A-Z][^.]{2,50}\.?$"
    r"|\s[A-Z][\w.-]+(?:\s[A-Z][\w.-]+){0,3}\s?/\s?(?:AFP|AP|Reuters|REUTERS|EPA|Getty Images|Pool)\.?$"
    r"|\bGetty Images\.?$"
)
SIDE = re.compile(  # not "(R)" alone, which is a party in the United States
    r"\((?:L|[2-5](?:nd|rd|th)?[ -][LR]|[Ll]eft|[Rr]ight|[Cc]enter|[Cc]entre)\)"
    r"|[(,] ?(?:second |third )?from (?:the )?(?:left|right)\b"
)
PRINTED_IN = re.compile(
    r"(?:First )?[Pp]ublished in (?P<name>(?:[Tt]he )?[A-Z][^,.\d]{2,40}),?(?: on)?,?"
    r" (?:[A-Z][a-z]+ \d{1,2}(?:st|nd|rd|th)?,? \d{4}|\d{1,2} [A-Z][a-z]+,? \d{4})\.?"
)
INLINE_CREDIT = re.compile(
    r"\s\((?:Additional )?(?:Reporting|Writing|Editing|Compiled|Translated) by [^()]+\)$"
)
TWEET_MARK = re.compile(
    r"[—–-]+ ?[^()]{1,60} \(@\w{1,20}\)(?: [A-Z][a-z]+ \d{1,2}, \d{4})?"
)
# "(Agency)", "- Agency", "Source: Agency", "Agency/Agency" as a line of its own.
SIGN_OFF = re.compile(
    r"[(\[–—/-]*\s*(?:(?:Source|Sources|Via|Courtesy|Agency|From)\s?:\s*)?"
    r"(?P<names>[^()\[\]:]{2,60}?)\s*[)\]/.]*"
)
# "This article first appeared in ...", "Originally published by ...", "Republished with
# permission of ...".
TAKEN_FROM = re.compile(
    r"\b(?:(?:first|originally)\s(?:appeared|published|posted|ran|printed)\s(?:in|on|by|at)"
    r"|(?:appeared|published|posted)\s(?:first|originally)\s(?:in|on|by|at)"
    r"|(?:re)?(?:published|printed|posted|produced)\swith\s(?:the\s)?(?:kind\s)?"
    r"permission\s(?:of|from)"
    r"|(?:re)(?:published|printed)\sfrom"
    r"|(?P<plain>\bwas\spublished\s(?:in|by|on)))\s(?P<name>[^.;,]{2,60})",
    re.IGNORECASE,
)
MAX_TAKEN_WORDS = 45
THIS_TEXT = re.compile(
    r"\bthis\s(?:article|story|report|piece|post|text|interview|analysis|content|item)\b"
    r"|^\W*(?:the\s(?:article|story|piece|post)\s)?(?:was\s)?(?:first|originally|re(?:published|printed))\b",
    re.IGNORECASE,
)
DOMAIN = re.compile(
    r"(?:https?://)?(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,6}\b(?:/\S*)?"
)
WITH_INPUT = re.compile(
    r"\(?(?:with|from)\s(?:additional\s)?(?:inputs?|files|reporting|material)\s(?:from|by)\s"
    r"(?P<names>[^()]{2,80})\)?\.?",
    re.IGNORECASE,
)
CONTRIBUTED = re.compile(
    r"[^.]{2,120}\b(?:contributed(?:\sto\sthis\s(?:report|article|story))?"
    r"|contributed\sreporting|reported\sfrom\s[A-Z][^.]{2,80})(?:\sfrom\s[^.]{2,40})?\.?"
)
NOT_PROSE = re.compile(r"\b(?:said|says|told|will|would|was|were|has|have|had|that)\b")


def is_photo_credit(line: str) -> bool:
    """Whether a line only says whose a picture is."""
    if len(line.split()) > MAX_CREDIT_WORDS or line.endswith((".", "?", "!")):
        return False
    return SLASHED.fullmatch(line) is not None or (
        PHOTO_MARK.search(line) is not None and NAMES.fullmatch(line) is not None
    )


def has_photo_tail(line: str) -> bool:
    """Whether a paragraph ends in the credit of the picture that it describes."""
    return PHOTO_TAIL.search(line) is not None


def names_sides(line: str) -> bool:
    """Whether a line says who stands where in a picture: "Minister A (L) and B"."""
    return SIDE.search(line) is not None


def is_tweet_mark(line: str) -> bool:
    """Whether a line is what stands below a quoted post: "— Name (@name) May 3, 2021"."""
    return TWEET_MARK.fullmatch(line) is not None


def printed_in(line: str) -> str | None:
    """The paper that a line says printed the text: "Published in Dawn, March 4, 2023"."""
    match = PRINTED_IN.fullmatch(line)
    return match.group("name").strip() if match else None


def inline_credit(paragraph: str) -> int:
    """Where the credit in brackets starts that ends a paragraph; 0 without one."""
    match = INLINE_CREDIT.search(paragraph, max(0, len(paragraph) - MAX_LINE_CHARS))
    return match.start() if match else 0


def is_contribution(line: str) -> bool:
    """Whether a line says who else worked on the article."""
    return (
        len(line.split()) <= 30
        and CONTRIBUTED.fullmatch(line) is not None
        and NOT_PROSE.search(line) is None
    )


def sign_off(line: str, outlets: Outlets) -> Outlet | None:
    """The agency that a line names and nothing else; None for any other line."""
    if len(line) > 70:
        return None
    match = SIGN_OFF.fullmatch(line)
    if match is None:
        return None
    names = re.split(r"\s?[/,&]\s?|\sand\s|\s[–—|-]\s", match.group("names"))
    found = [outlets.named(name) for name in names]
    return found[0] if found and found[0] and all(found) else None


def is_clause(line: str) -> bool:
    """Whether a line says more than who worked on the article."""
    return NOT_PROSE.search(line) is not None


def bracketed(line: str) -> str | None:
    """The name that a line holds in brackets, or after a dash: "(Example Wire)"."""
    match = re.fullmatch(r"\(([A-Z][^()]{2,40})\)|[–—-]+ ?([A-Z][^()–—]{2,40})", line)
    return (match.group(1) or match.group(2)).strip() if match else None


def taken_from(line: str, outlets: Outlets) -> str | None:
    """The outlet from which a line says the article was taken; None if it does not.

    An outlet that we do not know is named as the line has it, if it reads as a name.
    """
    if len(line.split()) > MAX_TAKEN_WORDS:
        return None
    found = TAKEN_FROM.search(line)
    if found is not None and THIS_TEXT.search(line):
        name = re.split(
            r"\s(?:on|under|and|at|as|with|in|where|here)\s|\s[(–—-]",
            found.group("name"),
        )[0].strip(" “”\"'’")
        known = outlets.named(name) or outlets.at(name)
        if known is not None:
            return known.name
        if found.group("plain"):
            return None  # "this report was published by the ministry" is news
        if name[:1].isupper() or name[:4].casefold() == "the ":
            return name
    match = WITH_INPUT.fullmatch(line)
    if match is not None:
        for name in re.split(r",|/|\sand\s|&", match.group("names")):
            known = outlets.named(name.strip(" ."))
            if known is not None and known.is_agency:
                return known.name
    return None


def linked_outlet(line: str, outlets: Outlets) -> str | None:
    """The outlet whose address a line ends in: "Continue reading: www.example.org"."""
    address = DOMAIN.search(line[:MAX_LINE_CHARS])
    if address is None:
        return None
    known = outlets.at(address.group())
    return known.name if known else None
