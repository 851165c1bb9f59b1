"""Who says what, in which words."""

from dataclasses import dataclass
from enum import StrEnum

from detente.model.text import Span


class Form(StrEnum):
    """How the source spoke."""

    SPEECH = "speech"
    STATEMENT = "statement"
    DOCUMENT = "document"
    MEDIA = "media"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Source, cue and content, as PARC 3 and PolNeAR have them.

    `source` is None where the text names none ("It is said that ..."). `content` may lie
    in several stretches. `entity_name` and `country` are the source's, resolved as an
    actor; `anonymous` when the source is a person without a name. `parent` is the place,
    in the article's list, of the attribution that this one stands inside; None at the
    outermost. `is_assertion` tells that the source holds the content for true: "said that"
    does, "urged Iran to" does not.
    """

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    entity_name: str | None = None
    country: str | None = None
    anonymous: bool = False
    form: Form = Form.SPEECH
    parent: int | None = None
    is_assertion: bool = True

    def holds(self, span: Span) -> bool:
        """Whether `span` lies in what the source says."""
        return any(part.contains(span) for part in self.content)
