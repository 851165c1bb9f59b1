"""Cleaning marks and does not cut: what each part of a text is taken for."""

import dataclasses
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.model.article import Article, PartKind, RawDocument
from detente.model.time import DateBasis, TimeInterval
from detente.problems import ArticleRejected
from detente.reading.clean import clean

ONE = "The two ministers met in Oslo on Tuesday and agreed to meet again in spring."
TWO = "Their governments had not spoken since 2017, when a dispute over fish began."
THREE = "Neither side would say who had asked for the talks or how long they took."


def article(*lines: str, **fields: str) -> Article:
    kind = fields.pop("format", "txt")
    return clean(RawDocument(text="\n\n".join(lines), format=kind, **fields))


def parts(*lines: str, **fields: str) -> list[tuple[str, str]]:
    """(kind, first words) of the parts that are not body."""
    found = article(*lines, **fields)
    return [
        (part.kind.value, part.span.of(found.text))
        for part in found.parts
        if part.kind is not PartKind.BODY
    ]


# --- head -------------------------------------------------------------------------
def test_a_first_line_without_a_full_stop_is_the_headline() -> None:
    assert parts("Ministers meet in Oslo after years of silence", ONE) == [
        ("title", "Ministers meet in Oslo after years of silence")
    ]


def test_a_headline_may_be_followed_by_a_short_standfirst() -> None:
    title = "Ministers from both shores of the strait meet in Oslo to speak of fish"
    assert parts(title, "Talks are the first since 2017", ONE) == [("title", title)]


def test_a_sections_name_over_the_headline_is_boilerplate() -> None:
    assert parts("Northern Europe", "Ministers meet in Oslo", ONE, TWO) == [
        ("boilerplate", "Northern Europe"),
        ("title", "Ministers meet in Oslo"),
    ]


def test_a_first_line_that_is_a_sentence_is_body() -> None:
    assert parts(ONE, TWO) == []


def test_a_text_of_one_paragraph_is_body() -> None:
    assert parts("Ministers meet in Oslo") == []


@pytest.mark.parametrize(
    ("line", "site"),
    [
        ("Ministers meet in Oslo - Fjord Gazette", "Fjord Gazette"),
        ("Ministers meet in Oslo | World | Fjord", "Fjord"),
        ("Ministers meet in Oslo – The Jerusalem Post", "The Jerusalem Post"),
        ("Envoy takes off to sign the treaty - Open Strait Alliance", None),
    ],
)
def test_a_sites_name_is_no_part_of_the_headline(line: str, site: str | None) -> None:
    found = article(line, ONE)
    title, rest = found.parts[:2]
    assert title.kind is PartKind.TITLE
    assert rest.kind is PartKind.BOILERPLATE
    assert found.title == line[: title.span.end]
    assert found.outlet == (site or "Open Strait Alliance")


@pytest.mark.parametrize(
    "line",
    [
        "No deal on fish before spring - Foreign Ministry",
        "No deal on fish before spring - Ola Nordmann",
        "Talks Go On In Oslo - Fish Is Still The Issue",
    ],
)
def test_who_said_so_in_a_headline_is_no_site(line: str) -> None:
    found = article(line, ONE, "Ola Nordmann, who led the talks, would not say more.")
    assert found.title == line
    assert found.outlet is None


def test_the_given_outlet_is_cut_off_a_headline_and_wins() -> None:
    found = article("Envoys meet - Smallville", ONE, outlet="Smallville")
    assert (found.title, found.outlet) == ("Envoys meet", "Smallville")


def test_a_given_title_that_opens_the_text_is_the_title() -> None:
    title = "Ministers meet in Oslo."
    assert parts(title, ONE, title="Ministers meet in Oslo") == [("title", title)]
    assert parts(f"{title} {ONE}", TWO, title="Ministers meet in Oslo") == [
        ("title", title)
    ]


def test_a_given_title_may_carry_the_sites_name() -> None:
    title = "Ministers meet in Oslo | Fjord Observer"
    found = article("Ministers meet in Oslo", ONE, title=title)
    assert found.parts[0].kind is PartKind.TITLE
    assert (found.title, found.outlet) == (title, "Fjord Observer")


def test_a_given_title_that_is_not_in_the_text_is_metadata_only() -> None:
    found = article(ONE, TWO, title="Ministers meet in Oslo")
    assert found.title == "Ministers meet in Oslo"
    assert {part.kind for part in found.parts} == {PartKind.BODY}


@pytest.mark.parametrize(
    "dateline",
    [
        "OSLO, March 16 (Fjord News Wire) -",
        "OSLO —",
        "OSLO, Norway --",
        "OSLO (AP) —",
        "Oslo (AFP) –",
        "Oslo, 16 March 2023:",
        "OSLO, January 25. /TASS/.",
        "NEW DELHI:",
        "ISTANBUL/OSLO, Sept. 3 (Reuters) -",
        "March 16 (Reuters) -",
        "SAN SALVADOR, 3 NOV 89 (RADIO UNO) --",
    ],
)
def test_a_dateline_is_a_part_of_its_own(dateline: str) -> None:
    assert parts("Ministers meet in Oslo", f"{dateline} {ONE}", TWO)[1:] == [
        ("dateline", dateline)
    ]


@pytest.mark.parametrize(
    "line",
    [
        "UPDATE: The ministers have left the palace by the back door.",
        "Sen. Ola Nordmann (R-Oslo): we have no choice in the matter.",
        "The ministers - both of them lawyers - went home.",
        "THE FISHERMEN ASKED FOR A STOP-GAP SOLUTION IN THE STRAIT.",
        "NATO: an alliance in search of a task.",
    ],
)
def test_what_looks_like_a_dateline_is_none(line: str) -> None:
    assert parts(line, TWO) == []


def test_bylines_and_dates_about_the_headline_are_marked() -> None:
    assert parts(
        "Ministers meet in Oslo",
        "By Ana Example and Per Mal in Oslo",
        "Published: 16 March 2023 13:05 GMT",
        "Oct 27, 2022 - 12:58 pm GMT+3",
        "3 min read",
        ONE,
    )[1:] == [
        ("byline", "By Ana Example and Per Mal in Oslo"),
        ("dateline", "Published: 16 March 2023 13:05 GMT"),
        ("dateline", "Oct 27, 2022 - 12:58 pm GMT+3"),
        ("boilerplate", "3 min read"),
    ]


# --- between the paragraphs -------------------------------------------------------
@pytest.mark.parametrize(
    "line",
    [
        "Foreign Minister Ana Example and then Prime Minister Per Mal",
        "The ministers in Oslo on Tuesday. (Photo: Fjord Press)",
        "The ministers shake hands in Oslo. REUTERS/Ola Nordmann",
        "The ministers at the palace [Ola Nordmann/AFP]",
        "File photo: the ministers in 2016",
        "Image caption, The ministers met twice",
        "Minister Mal speaks in Oslo, March 3, 2023. (Ola Nordmann/Foreign Ministry)",
        "Minister Ana Example (L) shakes hands with Per Mal (R) in Oslo on March 3, 2023.",
    ],
)
def test_a_caption_is_marked(line: str) -> None:
    assert parts(ONE, line, TWO) == [("caption", line)]


@pytest.mark.parametrize(
    "line",
    [
        "What will the ministers discuss?",
        "The foreign minister arrived in Oslo on Monday with a large delegation",
        "“Fish is not the issue”",
        "Example: we want peace",
        "- a stop to fishing in the northern part of the strait",
    ],
)
def test_a_line_that_may_tell_something_stays_body(line: str) -> None:
    assert parts(ONE, line, TWO) == []


@pytest.mark.parametrize(
    "line",
    [
        "Presidential Press Service/Nadia MITHAL",
        "Photo: Ana Example",
        "Fjord News/Ola Nordmann",
        "Ana Example in Oslo contributed to this report.",
        "(Reporting by Ana Example; editing by Per Mal)",
        "With inputs from PTI",
        "Image source, Getty Images",
    ],
)
def test_a_credit_is_marked(line: str) -> None:
    assert parts(ONE, line, TWO) == [("credit", line)]


def test_a_sentence_that_begins_like_a_credit_is_body() -> None:
    assert parts(ONE, "Reporting by the panel said that the fish were gone.", TWO) == []


def test_a_pull_quote_and_its_speakers_line_are_marked() -> None:
    quote = "“Nobody in the strait wants a war over herring, and nobody will get one.”"
    full = (
        "“Nobody in the strait wants a war over herring,” said the minister, "
        "“and nobody will get one.”"
    )
    assert parts(ONE, quote, "Norwegian minister", full, TWO) == [
        ("pull_quote", quote),
        ("pull_quote", "Norwegian minister"),
    ]


def test_two_sentences_on_one_thing_are_no_repetition() -> None:
    other = "The two ministers met in Oslo on Tuesday for the first time in six years."
    assert parts(ONE, other, TWO) == []


# --- foot -------------------------------------------------------------------------
def test_the_mark_below_a_quoted_post_is_boilerplate() -> None:
    line = "— Ana Example (@example) March 3, 2023"
    assert parts(ONE, "“We met.”", line, TWO) == [("boilerplate", line)]


def test_the_foot_of_a_page_is_boilerplate() -> None:
    foot = [
        "Fjord Observer",
        "Related Articles",
        "Herring prices rise",
        "Back to top button",
        "© 2023 Fjord Observer. All rights reserved.",
    ]
    found = article(ONE, TWO, *foot)
    assert parts(ONE, TWO, *foot) == [("boilerplate", line) for line in foot]
    assert found.outlet == "Fjord Observer"


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("(Reuters)", "Reuters"),
        ("— AFP", "AFP"),
        ("Source: TASS", "TASS"),
        ("(Fjord News Wire)", "Fjord News Wire"),
        ("Continue Reading: www.jpost.com", "The Jerusalem Post"),
        ("This article first appeared in Fjord Weekly.", "Fjord Weekly"),
        ("Originally published by The Diplomat on 3 May.", "The Diplomat"),
        ("(With inputs from ANI)", "ANI"),
    ],
)
def test_a_credit_line_names_where_the_text_is_from(line: str, source: str) -> None:
    found = article(ONE, TWO, line)
    assert found.syndicated_from == source
    assert found.parts[-1].kind in {PartKind.CREDIT, PartKind.BOILERPLATE}


def test_an_agency_in_the_dateline_is_where_the_text_is_from() -> None:
    dateline = "OSLO, March 16 (Reuters) - "
    assert article(dateline + ONE).syndicated_from == "Reuters"
    assert article(dateline + ONE, outlet="Reuters").syndicated_from is None


@pytest.mark.parametrize(
    "line",
    [
        "(Adds quotes, background)",
        "Editor's note: An earlier version misspelt the minister's name.",
        "This is a developing story. More to come.",
    ],
)
def test_notes_of_editors_and_agencies_are_boilerplate(line: str) -> None:
    assert parts("Ministers meet in Oslo", line, ONE)[1:] == [("boilerplate", line)]


@pytest.mark.parametrize(
    "line",
    [
        "This report was published by the ministry on Monday and angered Oslo.",
        "The study, first published in 2011, has been read by few.",
        "Reuters said that the talks had failed.",
    ],
)
def test_news_about_a_publication_is_no_credit(line: str) -> None:
    found = article(ONE, line, TWO)
    assert found.syndicated_from is None
    assert {part.kind for part in found.parts} == {PartKind.BODY}


# --- text and metadata ------------------------------------------------------------
def test_only_what_nobody_sees_is_changed() -> None:
    text = "\ufeffThe e\u0301lite\u200b met.\r\nIt\u00ad said \u201cno\u201d\x97twice."
    assert (
        article(text).text == "The \u00e9lite met.\nIt said \u201cno\u201d\u2014twice."
    )


def test_lines_broken_at_a_width_are_joined_and_keep_their_places() -> None:
    wrapped = (
        "The two ministers met in Oslo on Tuesday and agreed to meet\n"
        "again in spring, when the herring come back to the strait\n"
        "and the quarrel over who may catch them starts anew, as\n"
        "every year.\n\nA second paragraph follows here."
    )
    found = article(wrapped)
    assert len(found.text) == len(wrapped)
    assert found.text.split("\n") == [
        wrapped.partition("\n\n")[0].replace("\n", " "),
        "",
        "A second paragraph follows here.",
    ]


def test_a_headline_over_a_paragraph_is_not_joined_to_it() -> None:
    assert article(f"Ministers meet in Oslo\n{ONE}").text.count("\n") == 1


def test_markdown_loses_its_marks() -> None:
    text = (
        "# Ministers meet in **Oslo**\n\n"
        "The [two ministers](https://a.example) met\nin Oslo on *Tuesday*.\n\n"
        "> They agreed\n> on snake_case_names.\n\n* * *\n\n- one item"
    )
    found = article(text, format="md")
    assert found.text.split("\n\n")[:3] == [
        "Ministers meet in Oslo",
        "The two ministers met in Oslo on Tuesday.",
        "They agreed\non snake_case_names.",
    ]
    assert found.title == "Ministers meet in Oslo"


def test_a_given_day_is_the_day_of_publication() -> None:
    dating = article(ONE, published="2023-03-16").published
    assert dating is not None
    assert dating.interval == TimeInterval.day(date(2023, 3, 16))
    assert dating.basis is DateBasis.GIVEN
    assert article(ONE).published is None


def test_the_outlet_is_known_by_its_address() -> None:
    assert article(ONE, url="https://edition.cnn.com/2023/a.html").outlet == "CNN"
    assert article(ONE, url="http://www.fjord.example/a").outlet == "fjord.example"


def test_the_id_is_given_or_made_of_outlet_address_and_text() -> None:
    assert article(ONE, id="a1").id == "a1"
    first, second = article(ONE, outlet="Fjord"), article(ONE, outlet="Strait")
    assert first.id == article(ONE, outlet="Fjord", path="x.txt").id != second.id
    assert first.id.startswith("art_")
    assert len(first.id) == 20


def test_a_line_of_jsonl_with_an_id_goes_by_it_and_has_no_path() -> None:
    assert article(ONE, id="a1", path="a.jsonl:3", format="jsonl").path is None
    assert article(ONE, path="a.jsonl:3", format="jsonl").path == "a.jsonl:3"


@pytest.mark.parametrize(
    ("text", "language", "reason"),
    [
        ("...", None, "no text in it"),
        (
            "Share this\nBack to top",
            None,
            "no article in it, only what stands around one",
        ),
        (ONE, "de", "language 'de' is not supported, only English"),
        (
            "Die beiden Ministerinnen trafen sich am Dienstag in Oslo und sprachen über "
            "die Fischerei in der Meerenge. Danach gab es eine Pressekonferenz, bei der "
            "sie ankündigten, sich im Frühjahr wieder zu treffen. Über den Streit um die "
            "Fangquoten wollten sie nicht sprechen, hieß es aus beiden Regierungen.",
            None,
            "language looks like 'de', only English is supported",
        ),
    ],
)
def test_what_cannot_be_coded_is_rejected(
    text: str, language: str | None, reason: str
) -> None:
    raw = RawDocument(text=text, format="txt", path="a.txt", language=language)
    with pytest.raises(ArticleRejected, match=rf"^a\.txt: {reason}"):
        clean(raw)


@pytest.mark.parametrize("language", ["en", "EN", "en-GB", "en_US", "eng", "und"])
def test_english_by_any_name_is_read(language: str) -> None:
    assert article(ONE, language=language).language == "en"


# --- properties -------------------------------------------------------------------
LINES = st.sampled_from(
    [
        "", " ", "By Ana Example", "OSLO (AP) — Talks began.", "Related Articles",
        "Ministers meet in Oslo - Fjord News", "Photo: A", "(Reuters)", ONE, TWO, ONE[:40],
        "Share this", "Fjord Observer", "16 March 2023", "“Talks,” he said.", "\u200b",
        "Foreign Minister Ana Example", "x\r", "\ufeff\ud800", "e\u0301",
    ]
)  # fmt: skip
TEXTS = st.one_of(
    st.lists(LINES, min_size=1, max_size=12).map("\n".join),
    st.text(max_size=400),
)


@given(TEXTS, st.sampled_from([None, "Ministers meet in Oslo", ONE]))
def test_parts_stand_in_order_and_cover_all_that_is_not_space(
    text: str, title: str | None
) -> None:
    raw = RawDocument(
        text=f"{text}\nAnd so it goes on for ever after that.",
        format="txt",
        title=title,
    )
    found = clean(raw)
    reached = 0
    for part in found.parts:
        assert reached <= part.span.start < part.span.end
        assert not found.text[reached : part.span.start].strip()
        assert part.span.of(found.text).strip() == part.span.of(found.text)
        reached = part.span.end
    assert not found.text[reached:].strip()
    found.text.encode("utf-8")


@given(TEXTS)
def test_cleaning_clean_text_changes_nothing(text: str) -> None:
    raw = RawDocument(
        text=f"{text}\nAnd so it goes on for ever after that.", format="txt"
    )
    found = clean(raw)
    assert clean(dataclasses.replace(raw, text=found.text)) == found
