"""Markdown -> plain text: marks of layout go, words stay."""

import re

# Bounds keep the search linear on a line of a million brackets.
IMAGE = re.compile(r"!\[([^\[\]\n]{0,300})\]\([^()\n]{0,1000}\)")
LINK = re.compile(r"\[([^\[\]\n]{1,300})\]\([^()\n]{0,1000}\)")
AUTOLINK = re.compile(r"<(https?://[^<>\s]{1,1000})>")
HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(.*)$", re.MULTILINE)
QUOTE = re.compile(r"^ {0,3}(?:>[ \t]?)+", re.MULTILINE)
BULLET = re.compile(r"^[ \t]*(?:[*+-]|\d{1,3}[.)])[ \t]+", re.MULTILINE)
RULE = re.compile(
    r"^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$", re.MULTILINE
)
STRONG = re.compile(r"(\*\*|__)(?=\S)([^*_\n]+?)(?<=\S)\1")
EMPHASIS = re.compile(
    r"(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])|(?<![\w_])_(?=\S)([^_\n]+?)(?<=\S)_(?![\w_])"
)
ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!>~|-])")
BLOCK_START = re.compile(r" {0,3}(?:#{1,6}[ \t]|>|[*+-][ \t]|\d{1,3}[.)][ \t]|\||```)")


def strip_marks(text: str) -> str:
    """The words of a Markdown text, a line to a paragraph.

    A line break inside a paragraph is none in Markdown: it becomes a space.
    """
    text = _without_comments(text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _join_lines(text)
    text = RULE.sub("", text)
    text = HEADING.sub(lambda m: m.group(1).rstrip(" \t#"), text)
    text = BULLET.sub("", QUOTE.sub("", text))
    text = IMAGE.sub(r"\1", text)
    text = AUTOLINK.sub(r"\1", LINK.sub(r"\1", text))
    text = STRONG.sub(r"\2", text)
    text = EMPHASIS.sub(lambda m: m.group(1) or m.group(2), text)
    return ESCAPE.sub(r"\1", text)


def _without_comments(text: str) -> str:
    kept, start = [], 0
    while (begin := text.find("<!--", start)) >= 0:
        end = text.find("-->", begin)
        if end < 0:
            break
        kept.append(text[start:begin])
        start = end + 3
    return "".join([*kept, text[start:]])


def _join_lines(text: str) -> str:
    lines = text.split("\n")
    joined: list[str] = []
    for line in lines:
        before = joined[-1] if joined else ""
        goes_on = (
            before.strip()
            and line.strip()
            and not BLOCK_START.match(line)
            and not HEADING.match(before)
            and not RULE.match(before)
            and not RULE.match(line)
            and not before.endswith(("  ", "\\"))
        )
        if goes_on:
            joined[-1] = f"{before.rstrip()} {line.strip()}"
        else:
            joined.append(line)
    return "\n".join(joined)
