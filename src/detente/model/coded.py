"""What coding one article yields: its reports and the layers under them."""

from dataclasses import dataclass

from detente.model.actor import ActorMention
from detente.model.article import ParsedArticle
from detente.model.attribution import Attribution
from detente.model.entry import Report
from detente.model.place import PlaceMention
from detente.model.time import Dating, TimeExpression


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedArticle:
    """One article, coded.

    `published` is the article's date, given or worked out, with its reasons.
    `coder` names the version of code, data and model that made it.
    """

    parsed: ParsedArticle
    published: Dating | None
    times: tuple[TimeExpression, ...]
    places: tuple[PlaceMention, ...]
    actors: tuple[ActorMention, ...]
    attributions: tuple[Attribution, ...]
    reports: tuple[Report, ...]
    coder: str
