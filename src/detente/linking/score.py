"""Two reports -> how likely they are of one event, with the reasons.

A sum of points, each with its words, through a logistic curve. A reason that no event
of the world survives (a visit by another minister, a recall in the other direction)
is a bar: such reports are told apart for good, and no third report may join them.
"""

import math
from dataclasses import dataclass

from rapidfuzz import fuzz

from detente.knowledge.linking_rules import LinkingRules
from detente.linking.features import AHEAD, Person, View
from detente.linking.stories import days_between
from detente.model.event import EventType
from detente.model.status import Status

NEWS_GAP = 2  # days between an event and undated news of it
NEWS_WIDTH = 7
FOLLOWED = 0.95  # the text ties the two itself
MOST_PEOPLE = 2  # of more states in common no more is learnt


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """`value` estimates that the two are one event, in [0, 1]; `bar` that they cannot.

    `within` marks reports of one article.
    """

    value: float
    because: tuple[str, ...]
    bar: bool = False
    within: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreSettings:
    """The points. Sums of 0 are even odds.

    Set by hand and checked on two sets of gold reports (evaluation/merging.py); the
    score is flat around them.
    """

    prior: float = -2.4
    other_type: float = -2.4  # times what the type's weight lacks
    same_action: float = 1.8
    same_speech: float = 0.8
    like_action: float = -0.3
    other_action: float = -1.6
    same_sides: float = 1.4
    same_state: float = -0.2
    same_union: float = 1.0
    same_three: float = 0.8
    part_of_sides: float = 0.1
    more_states: float = -1.8
    few_in_common: float = -1.2
    nobody_known: float = -0.8
    same_person: float = 0.9
    other_person: float = -1.6
    other_office: float = -0.8
    person_for_state: float = -0.3
    people_for_states: float = -0.4
    day_bits: float = 0.12  # per halving of a year
    max_date: float = 1.1
    gap_day: float = -0.6
    max_gap_days: int = 3
    same_news: float = 0.5
    undated: float = -0.6
    same_weekday: float = 0.5
    same_date_words: float = 0.6
    news_day: float = -0.12
    plan_day: float = -0.03
    old_news: float = -1.8
    told_late: float = -2.0
    loose_gap_day: float = -0.04
    max_loose_gap_days: int = 120
    words: float = 4.0
    nothing_shared: float = -1.0
    only_action: float = -0.4
    same_count: float = 0.8
    other_count: float = -1.0
    other_rank: float = -3.0
    series: float = -3.0
    same_place: float = 0.2
    other_place: float = -2.4
    other_host: float = -0.6
    other_status: float = -0.9
    undated_plan: float = -1.2
    same_article: float = -1.8
    told_on: float = 2.4
    same_sentence: float = -1.2
    headline: float = 0.8
    near_quote: float = 1.6
    near_quote_share: float = 0.75
    alike_articles: float = 4.0
    most_alike: float = 0.6
    unlike_articles: float = -0.9
    copied_text: float = 2.0


@dataclass(slots=True)
class _Sum:
    points: float
    because: list[str]
    bar: bool = False

    def add(self, points: float, reason: str) -> None:
        self.points += points
        self.because.append(f"{reason} ({points:+.1f})")

    def forbid(self, reason: str) -> None:
        self.points -= 5.0
        self.bar = True
        self.because.append(f"{reason} (rules it out)")


def score(
    one: View,
    other: View,
    rules: LinkingRules,
    *,
    alike: float = 0.0,
    copies: bool = False,
    settings: ScoreSettings | None = None,
) -> Score:
    """Weigh two reports.

    Args:
        one: A report.
        other: Another, of the same article or not.
        rules: How types and actions go together.
        alike: How alike the two articles are, in [0, 1]; ignored within one.
        copies: Whether the articles are copies of one text.
        settings: The points.

    Returns:
        The same for both orders.
    """
    within = one.article == other.article
    if within and _is_outcome(one, other):
        because = ("tells how the plan came out",)
        return Score(value=FOLLOWED, because=because, within=True)
    total = weigh(one, other, rules, settings or ScoreSettings(), alike, copies)
    value = 1 / (1 + math.exp(-total.points))
    return Score(
        value=round(value, 4),
        because=tuple(total.because),
        bar=total.bar,
        within=within,
    )


def _is_outcome(one: View, other: View) -> bool:
    """Whether the text itself ties one to the other as its plan, of a like action."""
    tied = one.follows == other.id or other.follows == one.id
    alike = bool(one.actions & other.actions) or not (one.actions and other.actions)
    return tied and alike


def weigh(
    one: View,
    other: View,
    rules: LinkingRules,
    s: ScoreSettings,
    alike: float,
    copies: bool,
) -> _Sum:
    """The sum behind `score`."""
    if other.id < one.id:
        one, other = other, one
    total = _Sum(s.prior, [])
    _types(one, other, rules, s, total)
    _actions(one, other, rules, s, total)
    _sides(one, other, s, total)
    _people(one, other, s, total)
    _dates(one, other, s, total)
    _details(one, other, rules, s, total)
    _texts(one, other, s, total, alike, copies)
    return total


def _types(
    one: View, other: View, rules: LinkingRules, s: ScoreSettings, total: _Sum
) -> None:
    weight = rules.type_weight(one.type, other.type)
    if weight == 0:
        total.forbid(f"{one.type} is never {other.type}")
    elif weight < 1:
        total.add(s.other_type * (1 - weight) * 2, f"{one.type} and {other.type}")


def _actions(
    one: View, other: View, rules: LinkingRules, s: ScoreSettings, total: _Sum
) -> None:
    if not one.actions or not other.actions:
        return
    if common := sorted(one.actions & other.actions):
        # Words about something are alike whatever they are about.
        speech = all(rules.actions[name].is_speech for name in common)
        points = s.same_speech if speech else s.same_action
        total.add(points, f"both {common[0]}")
        return
    pairs = [(a, b) for a in sorted(one.actions) for b in sorted(other.actions)]
    words = f"{'/'.join(sorted(one.actions))} and {'/'.join(sorted(other.actions))}"
    if any(b in rules.actions[a].like for a, b in pairs):
        total.add(s.like_action, words)
    elif any(b in rules.actions[a].distinct for a, b in pairs):
        total.forbid(words)
    else:
        total.add(s.other_action, words)


def _sides(one: View, other: View, s: ScoreSettings, total: _Sum) -> None:
    if not one.codes or not other.codes:
        total.add(s.nobody_known, "participants unknown")
        return
    if len(one.codes | other.codes) == 1:
        # Inside one state the state says little: persons and words must.
        total.add(s.same_state, "inside one state")
        return
    if one.actors == other.actors and one.recipients == other.recipients:
        total.add(s.same_sides, "same participants")
        _company(one, s, total)
        return
    if _at_home(one) != _at_home(other):
        total.add(s.few_in_common, "one inside one state")
        return
    if _is_wider(one, other) or _is_wider(other, one):
        total.add(s.more_states, "one with more states")
        return
    if one.is_mutual and other.is_mutual:
        shared = len(one.codes & other.codes) / len(one.codes | other.codes)
        if shared == 1:
            total.add(s.same_union, "same participants")
            _company(one, s, total)
        elif shared >= 0.5:
            total.add(s.part_of_sides, "participants in part")
        elif shared > 0:
            total.add(s.few_in_common, "few participants in common")
        else:
            total.forbid("other participants")
        return
    if _reversed(one, other):
        total.forbid("roles the other way round")
        return
    for left, right, name in (
        (one.actors, other.actors, "actors"),
        (one.recipients, other.recipients, "recipients"),
    ):
        if left and right and not left & right:
            total.forbid(f"other {name}")
            return
    equal = (one.actors == other.actors) + (one.recipients == other.recipients)
    total.add(equal * s.same_sides / 2 + s.part_of_sides, "participants in part")


def _company(view: View, s: ScoreSettings, total: _Sum) -> None:
    """Two states have much to do with each other; the same three or more seldom."""
    if len(view.codes) > 2:
        total.add(s.same_three, f"all {len(view.codes)} of them")


def _at_home(view: View) -> bool:
    """Whether a report names all who take part, and they are of one state."""
    return len(view.codes) == 1 and view.n_participants > 1


def _is_wider(one: View, other: View) -> bool:
    """Whether it is a meeting of three states and more, the other one of two of them."""
    return (
        one.type is other.type is EventType.CONSULT
        and len(other.codes) == 2 < len(one.codes)
        and other.codes < one.codes
        and bool(other.people)
        and not one.people
    )


def _reversed(one: View, other: View) -> bool:
    crossed = (one.actors & other.recipients) | (one.recipients & other.actors)
    straight = (one.actors & other.actors) | (one.recipients & other.recipients)
    return bool(crossed) and not straight


def _people(one: View, other: View, s: ScoreSettings, total: _Sum) -> None:
    if bool(one.people) != bool(other.people):
        total.add(s.people_for_states, "persons for their states")
    unlike = {p.country for p in one.people} ^ {p.country for p in other.people}
    if not one.people or not other.people:
        unlike = set()
    for country in sorted(c for c in unlike & one.codes & other.codes if c):
        total.add(s.person_for_state, f"a person for the state {country}")
    pairs = [
        (p, q, is_same)
        for p in one.people
        for q in other.people
        if (is_same := same_person(p, q)) is not None
    ]
    match = {p.country: p.label for p, _, is_same in pairs if is_same}
    for label in [match[c] for c in sorted(match, key=str)][:MOST_PEOPLE]:
        total.add(s.same_person, f"both {label}")
    for country in sorted({p.country for p, _, _ in pairs if p.country}):
        here = [pair for pair in pairs if pair[0].country == country]
        if any(is_same for _, _, is_same in here):
            continue
        p, q, _ = here[0]
        names = f"{p.label} and {q.label}"
        if p.name is None or q.name is None:
            # Offices are named loosely; a person in common outweighs it.
            if not match:
                total.add(s.other_office, names)
        elif EventType.CONSULT in {one.type, other.type}:
            total.forbid(names)
        else:
            total.add(s.other_person, names)
        return


# Whoever governs a state, by the office that the constitution gives for it.
LED = frozenset(
    {
        "head of government",
        "prime minister",
        "chancellor",
        "president",
        "king",
        "sultan",
    }
)


def same_person(one: Person, other: Person) -> bool | None:
    """Whether two participants may be one person; None if of different states.

    By id, else by the names' spelling; by office where either has no name.
    """
    if one.country != other.country:
        return None
    if one.id and other.id:
        return one.id == other.id
    if one.name is None or other.name is None:
        offices = {one.office, other.office}
        return len(offices) == 1 or ("head of government" in offices and offices <= LED)
    if one.name == other.name:
        return True
    last, other_last = one.name.split()[-1:], other.name.split()[-1:]
    close = fuzz.ratio(last[0], other_last[0]) if last and other_last else 0.0
    return close >= 75 or fuzz.token_set_ratio(one.name, other.name) >= 85


def _dates(one: View, other: View, s: ScoreSettings, total: _Sum) -> None:
    if _weekdays_differ(one, other) or _weekdays_differ(other, one):
        total.forbid("another day of the week")
        return
    if one.weekday is not None and one.weekday == other.weekday:
        total.add(s.same_weekday, "one day of the week")
    if one.days is None or other.days is None:
        total.add(s.undated, "no date to compare")
        return
    if _dated_alike(one, other):
        total.add(s.same_date_words, "dated by the same words")
    if _told_late(one, other) or _told_late(other, one):
        total.add(s.told_late, "no news of that day of the week")
    gap = days_between(one.days, other.days)
    if one.loose or other.loose:
        _loose_dates(one, other, gap, s, total)
        return
    if not gap:
        width = one.days.join(other.days).n_days
        points = min(s.max_date, max(-0.5, s.day_bits * math.log2(400 / width)))
        total.add(points, f"dates meet within {width} days")
        return
    allowed = s.max_gap_days
    if one.status in AHEAD or other.status in AHEAD or _off(one) or _off(other):
        allowed *= 3
    allowed = max(allowed, min(one.days.n_days, other.days.n_days) // 4)
    if gap > allowed:
        total.forbid(f"{gap} days apart")
    else:
        total.add(gap * s.gap_day * s.max_gap_days / allowed, f"{gap} days apart")


def _weekdays_differ(one: View, other: View) -> bool:
    """Whether one is on some Saturday and the other on no day next to one.

    A day off is what outlets and time zones differ by.
    """
    if one.weekday is None:
        return False
    day = other.weekday
    if day is None and other.days is not None and not other.loose:
        day = other.days.start.weekday() if other.days.n_days == 1 else None
    return day is not None and (one.weekday - day) % 7 not in {0, 1, 6}


def _dated_alike(one: View, other: View) -> bool:
    """Whether one text dates both by the same words, which leave the year open."""
    if one.article != other.article or one.days is None or other.days is None:
        return False
    if min(one.days.n_days, other.days.n_days) <= SEASON_DAYS:
        return False
    by_words = one.date_words is not None and one.date_words == other.date_words
    return by_words or (one.date_at is not None and one.date_at == other.date_at)


FRESH_DAYS = 3  # a Saturday's event is told as news by Tuesday


def _told_late(one: View, other: View) -> bool:
    """Whether one is on some Saturday and the other news of a day long after one."""
    told = other.published
    if one.weekday is None or not other.loose or told is None or told.n_days != 1:
        return False
    if one.article == other.article:
        return False
    return (told.start.weekday() - one.weekday) % 7 > FRESH_DAYS


def _loose_dates(
    one: View, other: View, gap: int, s: ScoreSettings, total: _Sum
) -> None:
    """What lacks a day of its own is mostly news of the day that it is told on."""
    if gap > s.max_loose_gap_days:
        total.forbid(f"{gap} days apart")
        return
    if gap:
        total.add(max(-2.0, gap * s.loose_gap_day), f"some {gap} days apart")
    ours = one.published if one.loose else one.days
    theirs = other.published if other.loose else other.days
    if ours is None or theirs is None:
        return
    if max(ours.n_days, theirs.n_days) > NEWS_WIDTH:
        if one.article != other.article:
            total.add(s.undated, "one dated by a guess")
        return
    apart = days_between(ours, theirs)
    ahead = one.status in AHEAD or other.status in AHEAD
    if apart <= NEWS_GAP:
        total.add(s.same_news, "news of the same days")
    else:
        per_day = s.plan_day if ahead else s.news_day
        total.add(max(s.old_news, apart * per_day), f"news {apart} days apart")


def _off(view: View) -> bool:
    return view.status in {Status.CANCELLED, Status.DENIED}


def _details(
    one: View, other: View, rules: LinkingRules, s: ScoreSettings, total: _Sum
) -> None:
    if shared := _overlap(one, other, rules):
        total.add(s.words * shared, "words in common")
    elif one.words and other.words:
        acts = one.actions & other.actions
        alone = all(rules.actions[name].is_speech for name in acts)
        points = s.nothing_shared if alone else s.only_action
        total.add(points, "no other word in common")
    counts, others = dict(one.counts), dict(other.counts)
    for thing in sorted(counts.keys() & others.keys()):
        if counts[thing] == others[thing]:
            total.add(s.same_count, f"both {counts[thing]} {thing}")
        else:
            total.add(s.other_count, f"{counts[thing]} and {others[thing]} {thing}")
        break
    if one.dead and one.dead == other.dead:
        total.add(s.same_count, f"both {one.dead} dead")
    if one.rank and other.rank and one.rank != other.rank:
        total.add(s.other_rank, f"number {one.rank} and number {other.rank}")
    if one.is_series != other.is_series:
        total.add(s.series, "one event and many")
    if _other_host(one, other):
        if _is_pinned(one, other):
            total.add(s.other_host, "hosts differ")
        else:
            total.forbid(f"in {one.place_country} and in {other.place_country}")
    elif one.place and other.place:
        if fuzz.token_set_ratio(one.place, other.place) >= 85:
            total.add(s.same_place, f"both in {one.place}")
        elif (one.place_kind, one.place_country) == (
            other.place_kind,
            other.place_country,
        ) or one.place_country != other.place_country:
            total.add(s.other_place, f"in {one.place} and {other.place}")
    if _off(one) != _off(other) or (
        {one.status, other.status} & {Status.DEMANDED, Status.HYPOTHETICAL}
        and one.status is not other.status
    ):
        total.add(s.other_status, f"{one.status} and {other.status}")
        if _off(one) != _off(other) and (one.loose or other.loose):
            # Called off, and planned anew for a day not yet known.
            total.add(s.undated_plan, "one without a date of its own")


SEASON_DAYS = 62  # wider, two visits may hide in the same days


def _same_days(one: View, other: View) -> bool:
    visits = "visit" in one.actions & other.actions
    if not visits or one.days is None or one.days.n_days > SEASON_DAYS:
        return False
    return one.days == other.days


def _tells_on(one: View, other: View) -> bool:
    """Whether one adds to the meeting or visit that the other dates.

    Those who meet on Saturday and "also talked about trade" do so on Saturday.
    """
    return (
        one.type is other.type is EventType.CONSULT
        and (one.loose != other.loose or _same_days(one, other))
        and one.status is other.status
        and one.codes == other.codes
        and bool(one.actions & other.actions)
        and {p.id or p.name for p in one.people}
        == {p.id or p.name for p in other.people}
        != set()
    )


PINNED_DAYS = 4  # both dated to the same day or two


def _is_pinned(one: View, other: View) -> bool:
    """Whether both are known to have been within the same few days."""
    if one.loose or other.loose or one.days is None or other.days is None:
        return False
    return one.days.join(other.days).n_days <= PINNED_DAYS


def _other_host(one: View, other: View) -> bool:
    """Whether one is told from the one participant's country, one from the other's.

    Meetings alone: what is done from far away has no host.
    """
    hosts = {one.place_country, other.place_country}
    return (
        one.type is other.type is EventType.CONSULT
        and "phone" not in one.actions | other.actions
        and len(hosts) == 2
        and None not in hosts
        and hosts <= one.codes & other.codes
    )


def _overlap(one: View, other: View, rules: LinkingRules) -> float:
    """The weighted share of words in common, those of a common action left out."""
    counted: set[str] = set()
    for name in one.actions & other.actions:
        counted.update(*rules.actions[name].words)
    mine = {word: w for word, w in one.words if word not in counted}
    others = {word: w for word, w in other.words if word not in counted}
    shared = math.fsum(w for word, w in mine.items() if word in others)
    if not shared:
        return 0.0
    return shared / math.sqrt(math.fsum(mine.values()) * math.fsum(others.values()))


def _texts(
    one: View,
    other: View,
    s: ScoreSettings,
    total: _Sum,
    alike: float,
    copies: bool,
) -> None:
    union = one.quote | other.quote
    quoted = len(one.quote & other.quote) / len(union) if union else 0.0
    if quoted >= s.near_quote_share and one.sentence != other.sentence:
        total.add(s.near_quote, "nearly the same words")
    if one.article != other.article:
        if copies and quoted >= 0.5:
            total.add(s.copied_text, "one text, copied")
        points = min(s.most_alike, s.unlike_articles + s.alike_articles * alike)
        total.add(points, "articles alike" if points > 0 else "articles little alike")
    elif one.trigger == other.trigger:
        total.forbid("told apart by one word of one text")
    elif one.sentence == other.sentence:
        total.add(s.same_article + s.same_sentence, "in one sentence")
    elif one.is_title != other.is_title and max(one.sentence, other.sentence) <= 3:
        total.add(s.headline, "headline and lead")
    else:
        total.add(s.same_article, "in one article")
    if one.article == other.article and _tells_on(one, other):
        total.add(s.told_on, "one visit or meeting, told on")
