"""Draft, actors -> attribution: who the source is, and in what form it speaks."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from detente.coding.drafts import RELATIVE, Draft
from detente.knowledge.cues import Cues
from detente.model.actor import ActorKind, ActorMention
from detente.model.article import ParsedArticle
from detente.model.attribution import Attribution, Form
from detente.model.text import Sentence, Span, Token

SAID_IN = frozenset({"in", "through", "via", "by", "from", "on"})


PRONOUNS = frozenset({"he", "she", "they", "it"})
MAX_PARAGRAPHS_BACK = 2  # a speaker further up is not "he" any more


@dataclass(frozen=True, slots=True)
class _Spoken:
    """Who spoke before: enough to take up again by a pronoun or "the statement"."""

    paragraph: int
    name: str | None
    country: str | None
    anonymous: bool
    form: Form
    is_person: bool


class Speakers:
    """Resolves sources against the article's actor mentions, in text order.

    A pronoun that speaks is the last person who spoke, where the actors' own reading of
    it is somebody who has not spoken of late: the centre of a run of quotations is its
    speaker (Grosz, Joshi & Weinstein 1995). "The statement" is the last statement's.
    """

    def __init__(
        self, parsed: ParsedArticle, actors: Sequence[ActorMention], cues: Cues
    ) -> None:
        """Index the mentions by where their head stands."""
        self._parsed = parsed
        self._cues = cues
        self._by_head: dict[int, ActorMention] = {}
        for mention in actors:
            self._by_head.setdefault(mention.head.start, mention)
        self._spoken: list[_Spoken] = []

    def attribution(self, draft: Draft, *, parent: int | None) -> Attribution:
        """The draft with its source resolved."""
        noun = self._antecedent(draft)
        mention = self._mention(draft.sentence, noun)
        inner = self._behind(draft.sentence, noun)
        if mention is None and inner is not None:
            mention = self._mention(draft.sentence, inner)
        if noun is None and draft.source is not None:
            mention = self._named_in(draft.source)
        now = _Spoken(
            paragraph=draft.sentence.paragraph,
            name=mention.name if mention else None,
            country=mention.countries[0] if mention and mention.countries else None,
            anonymous=self._is_anonymous(draft.sentence, noun, mention)
            or (noun is None and mention is None and self._is_group(draft)),
            form=self._form(draft, noun, mention),
            is_person=self._is_person(noun, mention),
        )
        before = self._taken_up(draft, noun, mention, inner)
        if before is not None:
            now = replace(
                now,
                name=before.name,
                country=before.country,
                anonymous=before.anonymous,
                is_person=before.is_person,
            )
        if draft.speaks and noun is not None:
            self._spoken.append(now)
        return Attribution(
            source=draft.source,
            cue=draft.cue,
            content=draft.content,
            entity_name=now.name,
            country=now.country,
            anonymous=now.anonymous,
            form=now.form,
            parent=parent,
            is_assertion=draft.is_assertion,
        )

    def _taken_up(
        self,
        draft: Draft,
        noun: Token | None,
        mention: ActorMention | None,
        inner: Token | None,
    ) -> _Spoken | None:
        """The earlier speaker that a pronoun or "the statement" means."""
        if noun is None:
            return None
        paper = self._cues.papers.get(noun.lower)
        if paper is not None:
            if mention is not None or inner is not None:
                return None
            return next(
                (s for s in reversed(self._spoken) if s.form == paper and s.country),
                None,
            )
        if noun.lower not in PRONOUNS or not self._spoken:
            return None
        near = [
            s
            for s in reversed(self._spoken)
            if draft.sentence.paragraph - s.paragraph <= MAX_PARAGRAPHS_BACK
        ]
        if mention is None:
            wanted = noun.lower in {"he", "she"}
            return next((s for s in near if s.is_person == wanted), None)
        if noun.lower not in {"he", "she"} or not draft.is_quoted:
            return None
        if any(s.name == mention.name for s in near):
            return None
        return next((s for s in near if s.is_person), None)

    def _is_person(self, noun: Token | None, mention: ActorMention | None) -> bool:
        if mention is not None:
            return mention.kind is ActorKind.PERSON
        return noun is not None and noun.lower in self._cues.people

    def _antecedent(self, draft: Draft) -> Token | None:
        """The noun that a relative pronoun stands for."""
        noun, sentence = draft.noun, draft.sentence
        if noun is None or noun.lower not in RELATIVE:
            return noun
        verb = sentence.tokens[noun.head]
        return sentence.tokens[verb.head] if verb.dep == "relcl" else noun

    def _mention(self, sentence: Sentence, noun: Token | None) -> ActorMention | None:
        if noun is None:
            return None
        if noun.start in self._by_head:
            return self._by_head[noun.start]
        for child in sentence.below(noun, "appos", "compound", "flat", "nmod", "amod"):
            if child.dep == "amod" or child.start not in self._by_head:
                continue
            return self._by_head[child.start]
        return self._surnamed(noun.text) if noun.text[0].isupper() else None

    def _surnamed(self, word: str) -> ActorMention | None:
        """The one person whose surname it is: "May" is not read as one by itself."""
        found = {
            mention.name: mention
            for mention in self._by_head.values()
            if mention.kind is ActorKind.PERSON
            and not mention.is_pronoun
            and len(mention.name.split()) > 1
            and mention.name.split()[-1] == word
        }
        return next(iter(found.values())) if len(found) == 1 else None

    def _named_in(self, source: Span) -> ActorMention | None:
        """The last actor named in a source without grammar."""
        found = [
            m for at, m in self._by_head.items() if source.start <= at < source.end
        ]
        if found:
            return max(found, key=lambda m: m.head.start)
        words = source.of(self._parsed.text).split()
        if not words or not words[-1][0].isupper():
            return None
        return self._surnamed(words[-1])

    def _is_group(self, draft: Draft) -> bool:
        """Whether a source without grammar is only a common word for people."""
        if draft.source is None:
            return False
        words = draft.source.of(self._parsed.text).split()
        named = any(word[0].isupper() for word in words[1:])
        return not named and words[-1].lower() in self._cues.people

    def _behind(self, sentence: Sentence, noun: Token | None) -> Token | None:
        """The actor behind a paper: "a statement from the prime minister's office"."""
        if noun is None or noun.lower not in self._cues.papers:
            return None
        for child in sentence.below(noun, "poss"):
            return child
        for by in sentence.below(noun, "prep", "acl", "agent"):
            for inner in [by, *sentence.below(by, "agent")]:
                if inner.lower in {"from", "by", "of"}:
                    for found in sentence.below(inner, "pobj"):
                        return found
        return None

    def _is_anonymous(
        self, sentence: Sentence, noun: Token | None, mention: ActorMention | None
    ) -> bool:
        if noun is None or noun.pos == "PROPN":
            return False
        if mention is not None and mention.kind is ActorKind.PERSON:
            # A described person keeps the noun in the name: "senior security official";
            # a pronoun for one has the same name.
            words = mention.name.split()
            word = words[-1] if mention.is_pronoun and words else noun.lower
            if mention.actor_id or word not in [w.lower() for w in words]:
                return False
            return word in self._cues.people
        if mention is not None and mention.kind in {
            ActorKind.STATE,
            ActorKind.BODY,
            ActorKind.INSTITUTION,
            ActorKind.MEDIA,
        }:
            return False
        if any(word.pos == "PROPN" for word in sentence.below(noun, "appos")):
            return False
        return noun.lower in self._cues.people

    def _form(
        self, draft: Draft, noun: Token | None, mention: ActorMention | None
    ) -> Form:
        if noun is not None and noun.lower in self._cues.papers:
            return Form(self._cues.papers[noun.lower])
        if mention is not None and mention.kind is ActorKind.MEDIA:
            return Form.MEDIA
        if noun is not None and noun.lower in self._cues.media:
            return Form.MEDIA
        if draft.cue is not None:
            verb = draft.sentence.head_of(draft.cue)
            if verb is not None:
                for by in draft.sentence.below(verb, "prep"):
                    for paper in draft.sentence.below(by, "pobj"):
                        if by.lower in SAID_IN and paper.lower in self._cues.papers:
                            return Form(self._cues.papers[paper.lower])
        return Form.SPEECH
