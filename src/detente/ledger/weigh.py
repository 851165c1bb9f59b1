"""Reports of one event, weighed: many origins count more than many copies.

What a fold of one event and its disagreements both need: who stands behind a report,
which articles are one origin, and which value has the most origins behind it.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from detente.model.article import Article
from detente.model.clusters import clusters
from detente.model.entry import Report
from detente.model.happening import Source

T = TypeVar("T", bound=Hashable)


@dataclass(frozen=True, slots=True, kw_only=True)
class Witnesses:
    """The reports of one event with what the fold needs to weigh them.

    `reports` are sorted by id. `origin` names each article's independent origin;
    `sources` each report's.
    """

    reports: tuple[Report, ...]
    articles: Mapping[str, Article]
    origin: Mapping[str, str]
    sources: Mapping[str, Source]

    @classmethod
    def of(
        cls,
        reports: Iterable[Report],
        articles: Mapping[str, Article],
        copies: Mapping[str, str],
    ) -> "Witnesses":
        """Sort the reports and find their origins."""
        ordered = tuple(sorted(reports, key=lambda report: report.id))
        return cls(
            reports=ordered,
            articles=articles,
            origin=origins((r.article_id for r in ordered), articles, copies),
            sources={r.id: source_of(r, articles.get(r.article_id)) for r in ordered},
        )

    def n_origins(self, reports: Iterable[Report]) -> int:
        """How many independent origins stand behind them."""
        return len({self.origin[report.article_id] for report in reports})

    def behind(self, reports: Iterable[Report]) -> tuple[Source, ...]:
        """Their sources, by publication and then by id."""
        return tuple(sorted((self.sources[r.id] for r in reports), key=by_publication))

    def ranked(
        self, values: Iterable[tuple[T, Report]]
    ) -> list[tuple[T, list[Report]]]:
        """Values with their reports, best supported first.

        By independent origins, then reports, then summed confidence, then the value's
        own text, so that the order rests on nothing else.
        """
        found: dict[T, list[Report]] = {}
        for value, report in values:
            found.setdefault(value, []).append(report)

        def weight(item: tuple[T, list[Report]]) -> tuple[int, int, float, str]:
            value, reports = item
            trust = round(sum(report.confidence for report in reports), 6)
            return -self.n_origins(reports), -len(reports), -trust, str(value)

        return sorted(found.items(), key=weight)


def by_publication(source: Source) -> tuple[int, int, str]:
    """Earliest first, the undated last."""
    if source.published is None:
        return (2**31, 2**31, source.report_id)
    days = source.published
    return (days.start.toordinal(), days.end.toordinal(), source.report_id)


def source_of(report: Report, article: Article | None) -> Source:
    """Who stands behind a report: the outlet, and whom it quotes."""
    says = report.attribution[0] if report.attribution else None
    published = article.published if article else None
    return Source(
        report_id=report.id,
        article_id=report.article_id,
        outlet=article.outlet if article else None,
        published=published.interval if published else None,
        speaker=(says.entity_name or says.raw_text) if says else None,
        is_anonymous=says.anonymous if says else False,
    )


def origins(
    article_ids: Iterable[str],
    articles: Mapping[str, Article],
    copies: Mapping[str, str],
) -> dict[str, str]:
    """Each article's independent origin, among those given.

    One origin are the near-copies that the linker found, the articles that credit the
    same agency, and that agency's own.
    """
    ids = sorted(set(article_ids))
    filed = [articles[one] for one in ids if one in articles]
    agencies = {a.syndicated_from.casefold() for a in filed if a.syndicated_from}
    pairs = [(f"article {one}", f"copy {copies[one]}") for one in ids if one in copies]
    pairs.extend(
        (f"article {article.id}", f"agency {name.casefold()}")
        for article in filed
        for name in (article.syndicated_from, article.outlet)
        if name and name.casefold() in agencies
    )
    found = clusters((f"article {one}" for one in ids), pairs)
    return {one: found[f"article {one}"] for one in ids}
