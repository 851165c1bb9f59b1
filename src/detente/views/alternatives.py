"""What the pair encoder would make of a report: its types with their chances.

The encoder reads the report's own words and its first actor and recipient (of
participants who act alike, the first two). It says so beside the lexicon; it does not
change the report.
"""

from dataclasses import dataclass

from detente.coding.encoder import PairEncoder
from detente.knowledge.pair_model import load_pair_labels
from detente.model.entry import Report
from detente.model.pair import PairQuery, PairReading
from detente.model.text import Span

AROUND = 300  # characters: a party farther off is not in the report's sentence
FEW = 3  # alternatives that are worth showing


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """A type that the encoder allows, how likely, and in a few words why.

    `type` is strict PLOVER ("AGREE" for an intended act), or "none": nothing passed
    between the two. `meaning` is that of the likeliest finer code of the type, to be
    read between the two parties; empty where no finer code of it is likely.
    """

    type: str
    chance: float
    meaning: str


def query_of(report: Report, text: str) -> PairQuery:
    """The stretch of an article that a report rests on, with its parties marked."""
    parties = [*report.actors[:1], *report.recipients[:1]]
    if not report.recipients:
        parties = list(report.actors[:2])
    near = Span(
        max(0, report.evidence.start - AROUND),
        min(len(text), report.evidence.end + AROUND),
    )
    spans = [one.span if near.contains(one.span) else None for one in parties]
    whole = report.evidence
    for span in spans:
        whole = whole.join(span) if span else whole
    moved = [
        Span(span.start - whole.start, span.end - whole.start) if span else None
        for span in spans
    ]
    first, second = [*moved, None, None][:2]
    if not report.actors:
        first, second = None, first
    return PairQuery(sentence=whole.of(text), actor=first, recipient=second)


def alternatives(reading: PairReading) -> tuple[Alternative, ...]:
    """The likeliest types of a reading, most likely first."""
    labels = {label.code: label for label in load_pair_labels()}
    found = []
    for kind, chance in reading.types[:FEW]:
        codes = (labels[code] for code, _ in reading.codes)
        meaning = next((code.meaning for code in codes if code.plover is kind), "")
        name = kind.value if kind else "none"
        found.append(Alternative(type=name, chance=chance, meaning=meaning))
    return tuple(found)


def alternatives_of(
    reports: list[tuple[Report, str]], encoder: PairEncoder
) -> list[tuple[Alternative, ...]]:
    """Of each report with its article's text; none where the text is not kept."""
    asked = [query_of(report, text) for report, text in reports if text]
    readings = iter(encoder.read(asked))
    return [alternatives(next(readings)) if text else () for _, text in reports]
