"""Successor, predecessor, deputy -> who that is, by whose successor he is called.

"Her successor" is who held her office next; "his deputy" the vice president of a
president. The table of terms answers; where it does not, it is somebody of that state
with that office.
"""

from datetime import timedelta

from detente.coding.coreference import Entity
from detente.coding.scene import Scene
from detente.knowledge.offices import base_office
from detente.model.actor import Term
from detente.model.time import TimeInterval

SUCCESSOR, PREDECESSOR, DEPUTY = "successor", "predecessor", "deputy"
RELATIONS = frozenset({SUCCESSOR, PREDECESSOR})
JUST_LEFT = timedelta(days=30)  # "his deputy" of a president who fell last week
SOON_DAYS = 120  # a successor is spoken of from the election on
# Who is second to whom, where the second has a title of his own.
SECONDS = {
    "president": ("vice president",),
    "prime minister": ("deputy prime minister",),
    "chancellor": ("vice chancellor", "deputy prime minister"),
    "king": ("crown prince",),
    "emir": ("crown prince",),
}


def related(
    scene: Scene, word: str, owner: Entity, on: TimeInterval | None
) -> Entity | None:
    """Who came after or before the owner in office; None where the table has no one."""
    if owner.actor_id is None or on is None or not owner.countries:
        return None
    country = owner.countries[0]
    office = base_office(owner.office or "")
    term = _own_term(scene, owner.actor_id, office, country, on)
    if term is None:
        return None
    others = [
        other
        for other in scene.offices.holders(term.office, country)
        if other.person_id != owner.actor_id
    ]
    start = term.interval.start
    if word == SUCCESSOR:
        after = [
            other
            for other in others
            if other.interval.start > start
            and (other.interval.start - on.end).days <= SOON_DAYS
        ]
        found = min(after, key=lambda t: t.interval.start, default=None)
    else:
        before = [other for other in others if other.interval.start < start]
        found = max(before, key=lambda t: t.interval.start, default=None)
    return scene.of_term(found.person_id, found.office, country) if found else None


def _own_term(
    scene: Scene, person_id: str, office: str, country: str, on: TimeInterval
) -> Term | None:
    """The owner's last term begun by then, in the office that the text calls by."""
    terms = [
        term
        for term in scene.offices.terms_of(person_id)
        if term.country == country and term.interval.start < on.end
    ]
    held = [term for term in terms if base_office(term.office) == office]
    if held or not terms or office:
        return held[-1] if held else None
    return min(terms, key=lambda t: scene.offices.rank(t.office))


def second(
    scene: Scene, owner: Entity, on: TimeInterval | None
) -> tuple[Entity | None, str | None]:
    """The owner's deputy, if the article or the table has one, and his office."""
    office = base_office(owner.office or "") or None
    if office is None and owner.actor_id is not None and on is not None:
        lately = scene.offices.office_on(
            owner.actor_id, TimeInterval(on.start - JUST_LEFT, on.end)
        )
        office = lately.office if lately is not None else None
    if office is None or not owner.countries:
        return None, office and f"deputy {office}"
    country = owner.countries[0]
    titles = SECONDS.get(office, (f"deputy {office}",))
    named = [
        known
        for known in scene.everyone()
        if known.country == country and known.office in titles
    ]
    if len(named) == 1:
        return scene.of_known(named[0]), titles[0]
    if on is not None:
        on = TimeInterval(on.start - JUST_LEFT, on.end)
        for title in titles:
            people = {t.person_id for t in scene.offices.holders(title, country, on)}
            if len(people) == 1:
                return scene.of_term(people.pop(), title, country), title
    return None, titles[0]
