"""What is asked of Wikidata: the terms in known positions, and heads of states.

Every query gives one row a term: ?term (the statement), ?person, ?name, ?start, ?end,
their precisions (9 a year, 10 a month, 11 a day), and what the office is: ?position, or
?country and ?kind. Rows are ordered, so that pages fit together.
Source: Wikidata's data model: P39 position held, P35 head of state, P6 head of
government, P580 start time, P582 end time, P298 ISO 3166-1 alpha-3.
"""

from collections.abc import Sequence
from datetime import date

POSITIONS_AT_ONCE = 150  # a query of some 3 kB
# Common to both: dates with their precision, the name; terms that ended before are out.
DATED = """
  ?term wikibase:rank ?rank . FILTER(?rank != wikibase:DeprecatedRank)
  ?term pqv:P580 ?from . ?from wikibase:timeValue ?start ;
    wikibase:timePrecision ?startPrecision .
  OPTIONAL { ?term pqv:P582 ?to . ?to wikibase:timeValue ?end ;
    wikibase:timePrecision ?endPrecision . }
  FILTER(!BOUND(?end) || ?end >= "%sT00:00:00Z"^^xsd:dateTime)
  ?person rdfs:label ?name . FILTER(LANG(?name) = "en")
} ORDER BY ?term ?start ?end"""
HELD = "?term ?person ?name ?start ?startPrecision ?end ?endPrecision"


def positions_query(positions: Sequence[str], since: date) -> str:
    """Who held one of these positions (ids of Wikidata items) since a day."""
    values = " ".join(f"wd:{position}" for position in positions)
    return (
        f"SELECT {HELD} ?position WHERE {{\n  VALUES ?position {{ {values} }}\n"
        "  ?person p:P39 ?term . ?term ps:P39 ?position ." + DATED % since.isoformat()
    )


def heads_query(since: date) -> str:
    """Who was head of a state (?kind P35) or of its government (P6) since a day."""
    either = " UNION ".join(
        f'{{ ?state p:{kind} ?term . ?term ps:{kind} ?person . BIND("{kind}" AS ?kind) }}'
        for kind in ("P35", "P6")
    )
    return (
        f"SELECT {HELD} ?country ?kind WHERE {{\n  ?state wdt:P298 ?country .\n"
        f"  {either}" + DATED % since.isoformat()
    )


def page_of(query: str, *, size: int, start: int) -> str:
    """A part of a query's rows."""
    return f"{query}\nLIMIT {size} OFFSET {start}"
