"""What field of politics a sentence is about."""

import pytest

from detente.coding.contexts import contexts_of, load_contexts
from detente.model.article import Article, ParsedArticle
from detente.model.event import EventMention, EventType
from detente.model.text import Sentence, Span


def contexts(text: str) -> tuple[str, ...]:
    article = Article(id="x", text=text, parts=())
    mention = EventMention(
        sentence=0,
        trigger=Span(0, 1),
        clause=Span(0, len(text)),
        type=EventType.CONSULT,
        row="test",
    )
    return contexts_of(mention, ParsedArticle(article=article, sentences=()))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peru recalled its ambassador to Chile.", "diplomatic"),
        ("The troops crossed the river.", "military"),
        ("Voters go to the polls; the election is in May.", "election"),
        ("They signed a tariff deal on trade.", "economic"),
        ("The refugees crossed the border.", "refugees"),
        ("Spies were sent home.", "intelligence"),
        ("Peacekeepers came under fire.", "peacekeeping"),
        ("The prime minister left.", "executive"),
        ("Lawmakers ratified it.", "legislative"),
        ("The opposition walked out.", "political"),
        ("The junta changed the constitution.", "political_institutions"),
        ("Censors closed two papers, ending press freedom.", "rights_freedoms"),
        ("Human rights were ignored.", "rights"),
        ("A tribunal heard the case.", "legal"),
        ("The pipeline carries gas.", "resource"),
        ("Hostages were freed.", "terrorism"),
        ("Migrants came by boat.", "migration"),
        ("The Red Crescent brought blankets.", "humanitarian"),
        ("Vaccines arrived.", "health"),
        ("An earthquake shook the valley.", "disaster"),
        ("Emissions rose.", "environment"),
        ("Hackers broke in.", "cyber"),
        ("Centrifuges spun again.", "cbrn"),
        ("Both claim sovereignty over the enclave.", "territory"),
        ("A tanker was stopped in the strait.", "maritime"),
        ("A bishop spoke.", "religion"),
        ("Ethnic Kurds left.", "ethnicity"),
        ("They marked the anniversary.", "historical"),
        ("The museum returned it.", "culture"),
        ("Students got scholarships.", "education"),
        ("Semiconductors were banned.", "technology"),
        ("The railway was finished.", "infrastructure"),
        ("Drinking water ran out.", "human_security"),
        ("The minister took bribes.", "corruption"),
        ("A gang took ransom.", "crime"),
        ("Cocaine was found.", "drugs"),
        ("Women marched.", "gender"),
    ],
)
def test_words_tell_the_context(text: str, expected: str) -> None:
    assert expected in contexts(text)


def test_a_sentence_without_such_words_has_none() -> None:
    assert contexts("He left at noon.") == ()


def test_contexts_come_by_name_and_words_are_whole() -> None:
    names = [name for name, _ in load_contexts()]
    assert names == sorted(set(names))
    for _, pattern in load_contexts():
        assert not pattern.search("xx-")
    assert "military" not in contexts("The armyworm ate the maize.")


def test_only_the_events_own_sentence_counts() -> None:
    text = "He left. The troops stayed."
    article = Article(id="x", text=text, parts=())
    mention = EventMention(
        sentence=0,
        trigger=Span(3, 7),
        clause=Span(0, 8),
        type=EventType.CONSULT,
        row="test",
    )
    assert contexts_of(mention, ParsedArticle(article=article, sentences=())) == ()


@pytest.mark.parametrize(
    ("text", "context"),
    [
        ("It was an important day.", "economic"),
        ("Crimea was mentioned.", "crime"),
        ("Bill Jones spoke.", "legislative"),
    ],
)
def test_words_that_only_begin_alike_tell_nothing(text: str, context: str) -> None:
    assert context not in contexts(text)


def test_every_context_has_words() -> None:
    assert len(load_contexts()) == 37


def test_the_headline_counts_for_the_whole_article() -> None:
    text = "Nuclear talks resume\n\nThey met at noon."
    title, body = Span(0, 20), Span(22, 39)
    article = Article(id="x", text=text, parts=())
    parsed = ParsedArticle(
        article=article,
        sentences=(
            Sentence(index=0, span=title, paragraph=0, is_title=True),
            Sentence(index=1, span=body, paragraph=1),
        ),
    )
    mention = EventMention(
        sentence=1,
        trigger=Span(27, 30),
        clause=body,
        type=EventType.CONSULT,
        row="test",
    )
    assert "cbrn" in contexts_of(mention, parsed)
