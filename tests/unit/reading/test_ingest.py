"""Every sort of input, and every sort of bad one: one clear line, the others go on."""

import io
import json
import logging
import os
from itertools import islice
from pathlib import Path

import pytest

from detente.model.article import RawDocument
from detente.problems import ArticleRejected
from detente.reading.ingest import ReadLimits, read_inputs

PROSE = "The two ministers met in Oslo on Tuesday and agreed to meet again.\n"


CURLY = "“We talked,” the envoy’s aide said in a café near the ministry – and no more."


def read(*paths: Path | str, stdin: bytes | None = None) -> list[RawDocument]:
    found = list(
        read_inputs(
            [str(path) for path in paths],
            stdin=None if stdin is None else io.BytesIO(stdin),
        )
    )
    bad = [str(item) for item in found if isinstance(item, ArticleRejected)]
    assert bad == []
    return [item for item in found if isinstance(item, RawDocument)]


def why(*paths: Path | str, stdin: bytes | None = None) -> list[str]:
    """The rejections, as the user reads them."""
    stream = None if stdin is None else io.BytesIO(stdin)
    return [
        str(item)
        for item in read_inputs([str(path) for path in paths], stdin=stream)
        if isinstance(item, ArticleRejected)
    ]


def test_a_text_file_is_one_document_with_its_path_as_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "talks.txt").write_text(PROSE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    (document,) = read("./talks.txt")
    assert document == RawDocument(text=PROSE, format="txt", path="./talks.txt")


def test_a_folder_is_read_in_the_order_of_names_with_what_lies_below(
    tmp_path: Path,
) -> None:
    (tmp_path / "b").mkdir()
    for name in ("z.txt", "a.md", "b/c.txt", ".hidden.txt", "README.md"):
        (tmp_path / name).write_text(PROSE, encoding="utf-8")
    paths = [document.path for document in read(tmp_path)]
    assert paths == [str(tmp_path / name) for name in ("a.md", "z.txt", "b/c.txt")]


def test_other_files_in_a_folder_are_named_in_one_warning(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "a.txt").write_text(PROSE, encoding="utf-8")
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.7")
    with caplog.at_level(logging.WARNING):
        assert len(read(tmp_path)) == 1
    assert "left out files of other kinds: 2 .pdf" in caplog.text


def test_a_readme_named_by_the_user_is_read(tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    path.write_text(PROSE, encoding="utf-8")
    assert len(read(path)) == 1


def test_a_glob_is_read_sorted_and_a_file_reached_twice_once(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt"):
        (tmp_path / name).write_text(PROSE, encoding="utf-8")
    found = read(f"{tmp_path}/*.txt", tmp_path / "a.txt", tmp_path)
    assert [Path(str(document.path)).name for document in found] == ["a.txt", "b.txt"]


def test_a_file_with_brackets_in_its_name_is_no_glob(tmp_path: Path) -> None:
    path = tmp_path / "talks [1].txt"
    path.write_text(PROSE, encoding="utf-8")
    assert len(read(path)) == 1


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (PROSE.encode(), "txt"),
        (b"\n <!doctype html><p>Talks.</p>", "html"),
        (b'\n{"text": "Talks went on."}\n', "jsonl"),
    ],
)
def test_standard_input_is_told_by_its_first_character(data: bytes, kind: str) -> None:
    (document,) = read("-", stdin=data)
    assert (document.format, document.path) == (
        kind,
        "-:2" if kind == "jsonl" else None,
    )


def test_front_matter_gives_the_metadata_of_a_markdown_file(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        '---\ntitle: "Talks: a \\"start\\""  # a comment\n'
        "published: 2023-03-16T23:30:00+09:00\noutlet: 'O''Hara Gazette'\n"
        "tags:\n  - talks\n- oslo\nurl: https://gazette.example/#top\n---\n" + PROSE,
        encoding="utf-8",
    )
    (document,) = read(path)
    assert document.text == PROSE
    assert document.title == 'Talks: a "start"'
    assert document.published == "2023-03-16"
    assert document.outlet == "O'Hara Gazette"
    assert document.url == "https://gazette.example/#top"
    assert document.language is None


def test_a_text_that_opens_with_a_rule_has_no_front_matter(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("---\n\n" + PROSE, encoding="utf-8")
    assert read(path)[0].text == "---\n\n" + PROSE


def test_lines_of_jsonl_carry_their_fields_and_their_number(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    rows: list[dict[str, object]] = [
        {"text": PROSE, "id": 7, "published": "2023-03", "mood": ["good"]},
        {"text": PROSE, "title": None, "language": "en"},
    ]
    path.write_text(
        "\ufeff" + "\n\n".join(map(json.dumps, rows)) + "\n", encoding="utf-8"
    )
    first, second = read(path)
    assert (first.id, first.published, first.path) == ("7", "2023-03", f"{path}:1")
    assert (second.id, second.language, second.path) == (None, "en", f"{path}:3")


@pytest.mark.parametrize(
    ("given", "day"),
    [
        ("2023-03-16", "2023-03-16"),
        ("2023-03-16T23:59:59-11:00", "2023-03-16"),
        ("2023-03-16T08:00:00.123Z", "2023-03-16"),
        ("2023-03-16 08:00", "2023-03-16"),
        ("20230316", "2023-03-16"),
        ("2023", "2023"),
        ("2023-03-1X", "2023-03-1X"),
        ("2023-03-16/2023-03-18", "2023-03-16/2023-03-18"),
        ("2023-04~", "2023-04~"),
    ],
)
def test_a_publication_date_is_kept_as_edtf(given: str, day: str) -> None:
    line = json.dumps({"text": PROSE, "published": given}).encode()
    assert read("-", stdin=line)[0].published == day


@pytest.mark.parametrize(
    "given", ["yesterday", "16.03.2023", "2023-13-01", "2023-03-16Tnoon", "1679000000"]
)
def test_a_date_that_is_none_is_unknown_and_said_so(
    given: str, caplog: pytest.LogCaptureFixture
) -> None:
    line = json.dumps({"text": PROSE, "published": given}).encode()
    with caplog.at_level(logging.WARNING):
        (document,) = read("-", stdin=line)
    assert document.published is None
    assert document.text == PROSE
    assert f"-:1: published {given!r} is neither ISO 8601 nor EDTF" in caplog.text


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (PROSE.encode("utf-8-sig"), PROSE),
        (PROSE.encode("utf-16"), PROSE),
        (b"\xfe\xff" + PROSE.encode("utf-16-be"), PROSE),
        (CURLY.encode("cp1252"), CURLY),
        ("“Talks” – “now”".encode() + b"\xff.", "“Talks” – “now”\ufffd."),
    ],
    ids=["utf-8-bom", "utf-16-le", "utf-16-be", "cp1252", "damaged utf-8"],
)
def test_text_in_another_encoding_is_read(
    tmp_path: Path, data: bytes, text: str
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    assert read(path)[0].text.lstrip("\ufeff") == text


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b"  \n\n", "empty"),
        ("a.txt", b"\xef\xbb\xbf", "empty"),
        ("a.jsonl", b"\n\n", "empty"),
        ("a.txt", b"text\0text", "binary, not text"),
        ("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(1, 200)), "neither UTF-8"),
        ("a.txt", "Встреча министров".encode("cp1251"), "neither UTF-8"),
        ("a.txt", b"\xff\xfea\x00\x00\xd8", "starts as UTF-16 but breaks it"),
        ("a.md", b"---\ntitle talks\n---\nText.", "front matter, line 2: expected"),
        ("a.md", b'---\ntitle: "talks\n---\nText.', "front matter, line 2: a quote"),
        ("a.md", b"---\ntitle: talks\n---\n \n", "no text after the front matter"),
        ("a.pdf", b"%PDF-1.7", "unknown kind of file '.pdf' (expected .htm"),
        ("a.jsonl", '{"text": "é"}'.encode("utf-16"), "JSONL must be UTF-8"),
    ],
)
def test_a_bad_file_is_one_line_and_the_next_is_read(
    tmp_path: Path, name: str, data: bytes, reason: str
) -> None:
    bad, good = tmp_path / name, tmp_path / "good.txt"
    bad.write_bytes(data)
    good.write_text(PROSE, encoding="utf-8")
    rejected, document = read_inputs([str(bad), str(good)])
    assert isinstance(rejected, ArticleRejected)
    assert isinstance(document, RawDocument)
    message = str(rejected)
    assert message.startswith(f"{bad}: ")
    assert reason in message
    assert "\n" not in message


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"text": "Talks}', "broken JSON: "),
        ("[" * 100_000, "broken JSON"),
        ('["text"]', "expected a JSON object, got a list"),
        ('{"title": "Talks"}', "no field 'text'"),
        ('{"text": null}', "no field 'text'"),
        ('{"text": 5}', "field 'text': expected text, got a number"),
        ('{"text": " \\n"}', "field 'text' is empty"),
        ('{"text": "Talks.", "title": {}}', "field 'title': expected text, got an obj"),
        ('{"text": "Talks.", "id": true}', "field 'id': expected text, got true or f"),
    ],
)
def test_a_bad_line_is_named_by_its_number_and_the_next_is_read(
    line: str, reason: str
) -> None:
    data = '{"text": "One."}\n' + line + '\n{"text": "Three."}'
    first, rejected, third = read_inputs(["-"], stdin=io.BytesIO(data.encode()))
    assert isinstance(rejected, ArticleRejected)
    assert str(rejected).startswith(f"-:2: {reason}")
    assert [getattr(item, "text", None) for item in (first, third)] == [
        "One.",
        "Three.",
    ]


def test_too_long_a_line_is_skipped_without_being_held() -> None:
    long = b'{"text": "' + b"x" * 5_000 + b'"}\n'
    limits = ReadLimits(max_line_bytes=1_000)
    data = b'{"text": "One."}\n' + long + b'{"text": "Three."}\n'
    first, rejected, third = read_inputs(["-"], stdin=io.BytesIO(data), limits=limits)
    assert str(rejected).startswith("-:2: too large for one article: 0.0 MB, the limit")
    assert [getattr(item, "text", None) for item in (first, third)] == [
        "One.",
        "Three.",
    ]


class Endless(io.BytesIO):
    """A stream of JSONL without end."""

    def readline(self, size: int | None = -1, /) -> bytes:
        return b'{"text": "Talks went on."}\n'


def test_articles_come_as_they_are_read() -> None:
    found = list(islice(read_inputs(["-"], stdin=Endless()), 1_000))
    assert getattr(found[-1], "path", None) == "-:1000"


def test_ten_megabytes_are_no_article(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    path.write_bytes(b"word " * 2_000_000)
    assert why(path) == [
        f"{path}: too large for one article: 10.0 MB, the limit is 2.0 MB"
    ]
    line = b'{"text": "' + b"word " * 2_000_000 + b'"}'
    assert why("-", stdin=line) == [
        "-:1: too large for one article: 10.0 MB, the limit is 8.0 MB"
    ]
    text = b'{"text": "' + b"word " * 500_000 + b'"}'
    assert why("-", stdin=text) == [
        "-:1: too large for one article: 2.5 MB, the limit is 2.0 MB"
    ]


def test_what_is_not_there_is_said_by_name(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    (empty / "a.pdf").write_bytes(b"%PDF")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    assert why(
        tmp_path / "none.txt",
        tmp_path / "*.html",
        empty,
        tmp_path / "gone.txt",
        "",
        "-",
        "a\0b.txt",
    ) == [
        f"{tmp_path}/none.txt: no such file or folder",
        f"{tmp_path}/*.html: no file matches",
        f"{empty}: no readable file in this folder (only 1 .pdf)",
        f"{tmp_path}/gone.txt: no such file or folder",
        "'': an empty path",
        "-: nothing on standard input",
        "a\\x00b.txt: no such file or folder",
    ]


def test_a_file_that_may_not_be_read_is_said_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "secret.txt"
    path.write_text(PROSE, encoding="utf-8")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", refuse)
    assert why(path) == [f"{path}: no permission to read it"]


def test_a_name_that_is_no_utf8_can_be_printed(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    Path(os.fsdecode(path)).write_text(PROSE, encoding="utf-8")
    (document,) = read(os.fsdecode(path))
    assert str(document.path).encode("utf-8").endswith(b"caf\\udce9.txt")


@pytest.mark.parametrize("given", ["ff", "ff/*.txt"])
def test_a_pipe_in_a_folder_is_left_out_and_the_rest_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("ff").mkdir()
    os.mkfifo("ff/a.txt")
    Path("ff/b.txt").write_text("Peru recalled its ambassador to Chile.")
    left_out, read = read_inputs([given])
    assert str(left_out) == "ff/a.txt: not a regular file"
    assert isinstance(read, RawDocument)
    assert read.path == "ff/b.txt"
