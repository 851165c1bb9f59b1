"""Bytes of a file -> text, or why they are not text.

UTF-8 first, with or without a byte-order mark, a few broken characters marked; UTF-16 and UTF-32 with one; else
Windows-1252, which is what old newsroom systems wrote, where the result reads as such.
"""

import codecs
import re

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: it starts with the same bytes
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
MAX_CONTROL_SHARE = 0.005  # a stray control character is dirt; one in 200 is binary
MIN_WHOLE = 3  # well-formed characters of several bytes to one broken: damaged UTF-8
MAX_FOREIGN_SHARE = 0.1  # English, French, Turkish names in Latin-1 stay far below


def decode(data: bytes) -> str:
    """The text that the bytes hold.

    Raises:
        ValueError: they hold none; the message says why, for the user to read.
    """
    for bom, encoding in BOMS:
        if data.startswith(bom):
            text = _strictly(
                data[len(bom) :] if encoding == "utf-8" else data, encoding
            )
            break
    else:
        text = _unmarked(data)
    if len(CONTROLS.findall(text)) > MAX_CONTROL_SHARE * len(text) or "\0" in text:
        msg = "binary, not text"
        raise ValueError(msg)
    return text


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        msg = f"starts as {encoding.upper()} but breaks it at byte {error.start}"
        raise ValueError(msg) from None


def _unmarked(data: bytes) -> str:
    if b"\0" in data:
        msg = "binary, not text (or UTF-16 without a byte-order mark)"
        raise ValueError(msg)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        at = error.start
    mended = data.decode("utf-8", "replace")
    n_broken = mended.count("\ufffd")
    if sum(map(_is_foreign, mended)) - n_broken >= MIN_WHOLE * n_broken:
        return mended
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        text = ""
    if text and not CONTROLS.search(text) and _reads_as_english(text):
        return text
    msg = f"neither UTF-8 (it breaks at byte {at}) nor Windows-1252 English"
    raise ValueError(msg)


def _reads_as_english(text: str) -> bool:
    return sum(map(_is_foreign, text)) <= MAX_FOREIGN_SHARE * len(text)


def _is_foreign(char: str) -> bool:
    return not char.isascii()
