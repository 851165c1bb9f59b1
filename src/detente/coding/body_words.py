"""A body or movement by what it is -> the one that the article means.

"The bloc", "the alliance", "the world body", "the agency", "the group": the organisation
of that sort last on the reader's mind; else the one whose people or name the article
brings later ("the bloc ... Josep Borrell, its foreign policy chief"); else, of words
that news keeps for one body, that one.
"""

from collections.abc import Iterator

from detente.coding.coreference import TITLE_FADING, Entity
from detente.coding.noun_phrases import Role
from detente.coding.readings import Form, Reading
from detente.coding.scene import Scene
from detente.knowledge.actors import NameKind
from detente.model.actor import Actor, ActorKind

# Bodies of states that have members and a common policy, by the word for their kind.
# Source: their charters and the usage of English news; curated 2026-11.
BLOCS = frozenset(
    "EU ASEAN ECOWAS MERCOSUR BRICS GCC CIS EAEU CARICOM SADC AL AU EAC G7 G8 SCO SAARC "
    "OPEC OPECPLUS EEC UNASUR ALBA CELAC CEMAC COMESA IGAD ECCAS EFTA AES COMECON "
    "COMMONWEALTH OIC".split()
)
ALLIANCES = frozenset("NATO CSTO AUKUS WARSAWPACT AES PACIFICALLIANCE".split())
REGIONAL = BLOCS - {"G7", "G8", "OPEC", "OPECPLUS", "COMMONWEALTH", "BRICS", "OIC"} | {
    "OAS", "OSCE", "COE", "PIF", "OAU",
}  # fmt: skip
AGENCIES = frozenset(
    "IAEA UNHCR UNICEF UNRWA WFP WHO FAO IOM UNESCO UNDP OCHA UNFPA UNAIDS UNEP OPCW IEA "
    "FRONTEX EUROPOL INTERPOL ICAO IMO ILO UNODC WADA IRENA OHCHR UNWOMEN CTBTO".split()
)
COURTS = frozenset("ICC ICJ CJEU ECHR PCA ICTY".split())
SOCIETIES = frozenset(
    "AMNESTY HRW CPJ MSF ICRC OXFAM SAVECHILDREN GREENPEACE FREEDOMHOUSE TRANSPARENCY "
    "MEMORIAL BTSELEM PEACENOW SOHR RSF IHH NRC IRC WHITEHELMETS CRISISGROUP".split()
)
ORGANISATIONS = BLOCS | ALLIANCES | REGIONAL | AGENCIES | SOCIETIES | {"WTO", "IMF"}
KINDS = {
    "bloc": BLOCS, "grouping": BLOCS | {"G20", "QUAD", "P51"}, "union": {"EU", "AU"},
    "alliance": ALLIANCES, "agency": AGENCIES, "watchdog": AGENCIES | SOCIETIES,
    "organisation": ORGANISATIONS, "organization": ORGANISATIONS, "body": ORGANISATIONS,
    "court": COURTS, "tribunal": COURTS, "group": SOCIETIES | {"G7", "G8", "G20"},
    "league": {"AL"}, "commission": {"EC"}, "fund": {"IMF"},
}  # fmt: skip
# Words for movements as well: "the group" after Hamas.
OF_MOVEMENTS = frozenset(
    "group movement organisation organization militia faction party front".split()
)
# What stands before the word and tells which: "the world body", "the 27-nation bloc".
BY_MODIFIER = {
    "world": frozenset({"UN"}), "global": frozenset({"UN"}),
    "international": frozenset({"UN"}), "regional": REGIONAL, "military": ALLIANCES,
    "western": ALLIANCES, "atlantic": ALLIANCES, "nuclear": frozenset({"IAEA"}),
    "health": frozenset({"WHO"}), "refugee": frozenset({"UNHCR", "UNRWA"}),
    "european": frozenset({"EU"}), "arab": frozenset({"AL", "GCC"}),
    "african": frozenset({"AU"}), "asian": frozenset({"ASEAN"}),
}  # fmt: skip
# What a body does that is not of the kind: "the world body" is no court.
ALONE = {("body", "world"): "UN", ("body", "global"): "UN"}
MODIFIERS = frozenset({"amod", "compound", "nmod"})


def body_meant(
    scene: Scene, reading: Reading, sentence: int
) -> tuple[Entity, float, str] | None:
    """The body or movement that a described one is; None where nothing tells."""
    phrase = reading.phrase
    if (
        reading.word not in KINDS.keys() | OF_MOVEMENTS
        or reading.form not in {Form.GROUP, Form.INSTITUTION}
        or phrase.is_plural
        or phrase.determiner not in {"the", "this", "that"}
        or reading.countries
        or reading.body is not None
        or any(word.pos == "PROPN" for word in phrase.words[1:])
    ):
        return None
    wanted = frozenset(KINDS.get(reading.word, ()))
    kinds = {ActorKind.MOVEMENT} if reading.word in OF_MOVEMENTS else set()
    before = [word for word in phrase.words[:-1] if word.dep in MODIFIERS]
    told = [BY_MODIFIER[w.lower] for w in before if w.lower in BY_MODIFIER]
    if told:
        wanted, kinds = told[0], set()

    def fits(entity: Entity) -> bool:
        if entity.kind in kinds:
            return True
        return _short_id(entity.actor_id) in wanted

    found = scene.discourse.ranked(sentence, fading=TITLE_FADING, fits=fits)
    if found:
        return found[0][1], 0.7, f"the {reading.word} spoken of before"
    bodies = list(dict.fromkeys(_named_anywhere(scene, wanted, kinds)))
    if len(bodies) == 1:
        return _entity(scene, bodies[0]), 0.6, f"the one {reading.word} of the article"
    for word in before:
        if (short := ALONE.get((reading.word, word.lower))) is not None:
            actor = scene.actors.actor(f"body:{short}")
            if actor is not None:
                return _entity(scene, actor), 0.6, "so called in news"
    return None


def is_only_taken_up(reading: Reading) -> bool:
    """Whether a noun names an actor only if it takes one up: "they arm the group"."""
    return (
        reading.word in KINDS.keys() | OF_MOVEMENTS
        and reading.kind is ActorKind.INSTITUTION
        and (
            reading.sector is None
            or reading.phrase.role not in {Role.SUBJECT, Role.AGENT, Role.POSSESSOR}
        )
        and not reading.countries
        and reading.body is None
    )


def _short_id(actor_id: str | None) -> str:
    return (actor_id or "").removeprefix("body:")


def _named_anywhere(
    scene: Scene, wanted: frozenset[str], kinds: set[ActorKind]
) -> Iterator[Actor]:
    """The bodies of that sort that the article names, or whose people it names."""
    for hit in scene.names:
        is_body = hit.kind is NameKind.BODY and _short_id(hit.actor.id) in wanted
        if is_body or (hit.kind is NameKind.MOVEMENT and hit.actor.kind in kinds):
            yield hit.actor
    for known in scene.everyone():
        if known.body is not None and _short_id(known.body) in wanted:
            actor = scene.actors.actor(known.body)
            if actor is not None:
                yield actor


def _entity(scene: Scene, actor: Actor) -> Entity:
    """The body in the discourse, under the key of its name."""
    return scene.discourse.entity(
        ("actor", actor.id),
        lambda chain: Entity(
            chain=chain,
            kind=actor.kind,
            name=actor.name,
            countries=(actor.country,) if actor.country else (),
            sector=actor.sector,
            actor_id=actor.id,
            wikidata_id=actor.wikidata_id,
            code=actor.code,
        ),
    )
