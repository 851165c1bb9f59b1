"""What an article's metadata says -> checked fields of a raw document.

Two sources: the front matter of a `.md` file and the keys of a JSONL line. Unknown keys
are ignored; a known key with a value of the wrong kind is an error. A date that is
neither ISO 8601 nor EDTF is no reason to lose an article: it counts as unknown.
"""

import json
import re
from collections.abc import Mapping
from datetime import date, datetime

from detente.model.edtf import from_edtf

KEYS = ("id", "url", "outlet", "title", "published", "language")
FENCE = re.compile(r"---[ \t]*")
CLOSING = re.compile(r"(?:---|\.\.\.)[ \t]*")
ENTRY = re.compile(r"([A-Za-z_][\w -]*?)[ \t]*:(?:[ \t]+(.*)|$)")
NESTED = re.compile(r"[ \t]+|-(?:[ \t]|$)")
ESCAPE = re.compile(r'\\(["\\/nt])')
ESCAPED = {"n": "\n", "t": "\t"}
MAX_FRONT_LINES = 100
MAX_LINE_CHARS = 5_000
STAMP = re.compile(r"\d{4}-\d\d-\d\d[T ]")
COMPACT = re.compile(r"\d{8}")


def split_front_matter(text: str) -> tuple[dict[str, str], str]:
    """The front matter's known keys, and the text after it.

    Lines of `key: value`, a value quoted or not, between two lines of three dashes.
    Comments, and the lists of keys that we do not know, are skipped. Without an opening
    or a closing line there is no front matter.

    Raises:
        ValueError: a line is no `key: value`, or a quote is not closed.
    """
    lines = text.split("\n")
    if not FENCE.fullmatch(lines[0].rstrip("\r")):
        return {}, text
    head = [line.rstrip() for line in lines[1 : MAX_FRONT_LINES + 1]]
    end = next((i for i, line in enumerate(head) if CLOSING.fullmatch(line)), None)
    if end is None:
        return {}, text
    fields: dict[str, str] = {}
    key = ""
    for number, line in enumerate(head[:end], start=2):
        if not line or line.lstrip().startswith("#"):
            continue
        if len(line) > MAX_LINE_CHARS:
            msg = (
                f"front matter, line {number}: longer than {MAX_LINE_CHARS} characters"
            )
            raise ValueError(msg)
        entry = ENTRY.fullmatch(line)
        if entry is None:
            if NESTED.match(line) and key and key not in KEYS:
                continue
            msg = (
                f"front matter, line {number}: expected 'key: value', got {line[:60]!r}"
            )
            raise ValueError(msg)
        key = entry.group(1).lower()
        value = _scalar(entry.group(2) or "", number)
        if key in KEYS and value:
            fields[key] = value
    return fields, "\n".join(lines[end + 2 :])


def _scalar(value: str, number: int) -> str:
    value = value.strip()
    quote = value[:1]
    if quote not in {'"', "'"}:
        plain = re.split(r"(?:^|[ \t])#", value, maxsplit=1)[0].strip()
        return "" if plain in {"null", "~"} else plain
    pattern = r'"((?:[^"\\]|\\.)*)"' if quote == '"' else r"'((?:[^']|'')*)'"
    match = re.fullmatch(pattern + r"(?:[ \t]+#.*)?", value)
    if match is None:
        msg = f"front matter, line {number}: a quote is not closed: {value[:60]!r}"
        raise ValueError(msg)
    inner = match.group(1)
    if quote == "'":
        return inner.replace("''", "'")
    return ESCAPE.sub(lambda m: ESCAPED.get(m.group(1), m.group(1)), inner)


def read_json_line(line: str) -> tuple[str, dict[str, str]]:
    """The text and the known keys of one line of JSONL.

    Raises:
        ValueError: it is no JSON object, has no text, or a value of the wrong kind.
    """
    try:
        record: object = json.loads(line.strip())
    except json.JSONDecodeError as error:
        fault = error.msg.removesuffix(" at")
        msg = f"broken JSON: {fault} at character {error.pos + 1}"
        raise ValueError(msg) from None
    except RecursionError:
        msg = "broken JSON: nested too deeply"
        raise ValueError(msg) from None
    if not isinstance(record, Mapping):
        msg = f"expected a JSON object, got {_kind(record)}"
        raise ValueError(msg)
    if record.get("text") is None:
        msg = "no field 'text'"
        raise ValueError(msg)
    text = record["text"]
    if not isinstance(text, str):
        msg = f"field 'text': expected text, got {_kind(text)}"
        raise ValueError(msg)
    fields = {}
    for key in KEYS:
        value = record.get(key)
        if key == "id" and isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if value is not None and not isinstance(value, str):
            msg = f"field '{key}': expected text, got {_kind(value)}"
            raise ValueError(msg)
        if value and value.strip():
            fields[key] = value.strip()
    return text, fields


def _kind(value: object) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true or false"
        case int() | float():
            return "a number"
        case str():
            return "text"
        case list():
            return "a list"
        case _:
            return "an object"


def published_edtf(text: str) -> str | None:
    """The day (or what EDTF says) of a publication date; None if it is neither.

    Of a time stamp the day as written counts: it is local to the outlet.
    """
    text = text.strip()
    try:
        if STAMP.match(text):
            return _stamp_day(text)
        if COMPACT.fullmatch(text):
            return date.fromisoformat(text).isoformat()
        from_edtf(text)
    except ValueError:
        return None
    return text


def _stamp_day(text: str) -> str:
    day = date.fromisoformat(text[:10])
    clock = text[11:].replace(" ", "")
    if clock:
        datetime.fromisoformat(f"{day}T{clock}")
    return day.isoformat()
