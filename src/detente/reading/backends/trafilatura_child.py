"""The child that reads HTML; the one file that knows trafilatura and htmldate.

Run as a module by `reading/html.py`: takes pages on standard input, a message each,
answers on standard output, ends when the input does.
"""

import sys

from detente.reading.html import receive, send

# What a text must have to be an article and not a menu; trafilatura's own is 250, which
# loses short dispatches.
MIN_CHARS = 100
# Only dates that the page states as its own, not the first that looks like one; no
# clock, so that a page reads the same next year.
DATES = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}


def main(max_megabytes: int) -> None:
    """Answer pages until there are no more."""
    _cap_memory(max_megabytes)
    import trafilatura  # noqa: F401  loaded before the first page's clock starts

    while (message := receive(sys.stdin.buffer)) is not None:
        answer = read_page(message["html"], message.get("url")) if message else {}
        send(sys.stdout.buffer, answer)


def read_page(html: str, url: str | None) -> dict[str, str | None]:
    """Text and metadata of a page, empty if there is no article in it."""
    from trafilatura import bare_extraction
    from trafilatura.settings import use_config

    config = use_config()
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", str(MIN_CHARS))
    config.set("DEFAULT", "MIN_OUTPUT_SIZE", "1")
    config.set("DEFAULT", "MIN_EXTRACTED_COMM_SIZE", "1000000")
    found = bare_extraction(
        html,
        url=url,
        fast=True,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        config=config,
        date_extraction_params=DATES,
    )
    if found is None:
        return {}
    fields = found if isinstance(found, dict) else found.as_dict()
    if len(fields.get("text") or "") < MIN_CHARS:
        return {}  # the library falls back on whatever stands in the body
    return {
        "text": fields.get("text"),
        "title": fields.get("title"),
        "outlet": fields.get("sitename"),
        "url": fields.get("url"),
        "published": fields.get("date"),
    }


def _cap_memory(max_megabytes: int) -> None:
    """Let a page that would eat the machine end in a MemoryError (not on Windows)."""
    try:
        import resource
    except ImportError:
        return
    limit = max_megabytes << 20
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


if __name__ == "__main__":
    main(int(sys.argv[1]))
