"""Where an article's outlet is at home: what its web address tells of places.

A local paper's "Athens" is the one down the road. Its domain may be in the table of
regional papers (data/curated/places_outlets.csv), end in a country's letters, or hold a
place's name among words of the trade ("springfieldnews").
"""

import re
from dataclasses import dataclass

from detente.knowledge.gazetteer import Candidate, Gazetteer
from detente.knowledge.outlets import host_of, load_outlets
from detente.model.article import Article

TRADE = (
    "advertiser|advocate|argus|banner|beacon|bulletin|bee|buzz|chronicle|citizen|courier|"
    "daily|democrat|dispatch|echo|enquirer|enterprise|examiner|express|free|gazette|"
    "globe|go|guardian|herald|independent|inquirer|journal|leader|ledger|local|mail|"
    "mercury|monitor|my|news|observer|online|patriot|pilot|pioneer|post|press|progress|"
    "record|recorder|register|reporter|republic|republican|review|sentinel|standard|star|"
    "sun|telegram|telegraph|the|thisis|times|today|tribune|union|vindicator|voice|weekly|"
    "world"
)
BEFORE = re.compile(rf"^(?:{TRADE})+(?=\w{{4}})")
AFTER = re.compile(rf"(?<=\w{{4}})(?:{TRADE}|er|ian)+$")
ONLY_TRADE = re.compile(rf"(?:{TRADE})+s?")
TRADE_WORD = re.compile(rf"(?:{TRADE})$")
SHORTEST = 4  # letters of a place's name in a domain
# English papers under a domain of no country are American more often than not.
OPEN_DOMAINS = frozenset({"com", "net", "us"})
OPEN_SHARE = 0.5  # in names of the text, like the next two
NATIONAL_SHARE = 0.5  # a national paper also writes about the rest of the world
LOCAL_SHARE = 1.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """`country` with how much it counts, and the places that the address may name.

    `key` is the folded name of those places, empty when there are none.
    """

    country: str | None = None
    share: float = 0.0
    key: str = ""
    candidates: tuple[Candidate, ...] = ()


def home_of(article: Article, gazetteer: Gazetteer) -> Home:
    """The outlet's home as far as its address tells."""
    host = host_of(article.url or article.outlet or "")
    if "." not in host:
        return Home()
    listed = gazetteer.outlet_city(host)
    if listed is not None:
        return Home(
            country=listed.country,
            share=LOCAL_SHARE,
            key="@outlet",
            candidates=(listed,),
        )
    national = load_outlets().at(host)
    if national is not None:
        share = 0.0 if national.is_agency else NATIONAL_SHARE
        return Home(country=national.country, share=share)
    labels = host.split(".")
    country = gazetteer.country_of_domain(labels[-1])
    key, candidates = _named(labels, gazetteer)
    if country:
        inside = tuple(c for c in candidates if c.country == country)
        return Home(country=country, share=LOCAL_SHARE, key=key, candidates=inside)
    if labels[-1] in OPEN_DOMAINS and (candidates or TRADE_WORD.search(labels[-2])):
        share = LOCAL_SHARE if candidates else OPEN_SHARE
        return Home(country="USA", share=share, key=key, candidates=candidates)
    return Home()


def _named(
    labels: list[str], gazetteer: Gazetteer
) -> tuple[str, tuple[Candidate, ...]]:
    """A place's name in the address with only words of the trade around it."""
    for label in reversed(labels[:-1]):
        core = BEFORE.sub("", label.replace("-", ""))
        core = AFTER.sub("", core)
        if core == label.replace("-", "") and len(labels) == 2 and "-" in label:
            continue
        if len(core) < SHORTEST or ONLY_TRADE.fullmatch(core):
            continue
        for key in (core, *(f"{core[:i]} {core[i:]}" for i in range(2, len(core) - 2))):
            found = tuple(
                c
                for c in gazetteer.lookup(key)
                if not c.alias and c.feature in {"city", "admin1", "admin2", "country"}
            )
            if found:
                return key, found
    return "", ()
