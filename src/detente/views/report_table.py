"""Report and annotation lines -> what a person reads in a terminal."""

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from detente.views.words import clip

Line = Mapping[str, Any]
QUOTE_CHARS = 160


def render_reports(lines: Sequence[Line], console: Console) -> None:
    """Reports under their article, one a row: date, status, who, what, whom, quote."""
    if not lines:
        console.print("No event between political actors found.")
        return
    article = None
    for line in lines:
        if line["article"]["id"] != article:
            article = line["article"]["id"]
            _heading(line["article"], console)
        console.print(_row(line))


def _heading(article: Line, console: Console) -> None:
    name = article["title"] or article["path"] or article["id"]
    known = [article["outlet"], article["published"]]
    if article["published_basis"] == "inferred":
        known[-1] = f"{article['published']} (worked out from the text)"
    tail = ", ".join(str(one) for one in known if one)
    console.print()
    console.print(Text.assemble((str(name), "bold"), f"  {tail}" if tail else ""))


def _row(line: Line) -> Table:
    table = Table.grid(padding=(0, 2), expand=False)
    table.add_column(width=23, no_wrap=False, style="cyan")
    table.add_column(overflow="fold")
    modes = f" ({', '.join(line['mode'])})" if line["mode"] else ""
    who = _names(line["actor"]) or "somebody"
    whom = _names(line["recipient"])
    parties = f"{who} → {whom}" if whom else who
    head = Text.assemble(
        (f"{line['event']}{modes}", "bold"), f"  {line['status']}  ", parties
    )
    said = [
        (one["entity_name"] or one["raw_text"] or "somebody")
        for one in line["attribution"]
    ]
    if said:
        head.append(f"  says {', says '.join(said)}", style="italic")
    quote = clip(" ".join(line["evidence"]["quote"].split()), QUOTE_CHARS)
    table.add_row(line["date"] or "no date", head)
    table.add_row("", Text(f"“{quote}”", style="dim"))
    return table


def _names(side: Sequence[Line]) -> str:
    return ", ".join(_name(one) for one in side)


def _name(one: Line) -> str:
    code = one["country_code"]
    if (
        code
        and one["entity_code"] == code
        and not one["office"]
        and not one["sector_code"]
    ):
        return str(one["entity_name"])
    marks = ", ".join(str(mark) for mark in (code, one["office"]) if mark)
    return f"{one['entity_name']} ({marks})" if marks else str(one["entity_name"])


def render_annotations(lines: Sequence[Line], console: Console) -> None:
    """Every layer as a list of what was found where."""
    for line in lines:
        console.print(
            Text(str(line["article"]["title"] or line["article"]["id"]), "bold")
        )
        for layer in ("times", "places", "actors"):
            for item in line.get(layer, ()):
                console.print(
                    f"  {layer[:-1]:8} {item['start']:>6}  {item['text']!r}  "
                    f"{_meaning(layer, item)}",
                    markup=False,
                )
        text = str(line["text"])
        for item in line.get("attributions", ()):
            source = text[slice(*item["source"])] if item["source"] else "(unnamed)"
            content = " … ".join(text[slice(*part)] for part in item["content"])
            console.print(f"  says     {source}: {clip(content, 90)}", markup=False)


def _meaning(layer: str, item: Line) -> str:
    if layer == "times":
        return f"{item['type']} {item['value']} {item['edtf'] or ''}".rstrip()
    if layer == "places":
        return f"{item['resolved_place']} {item['country_code'] or ''}".rstrip()
    marks = [item["entity_name"], item["country_code"], item["office"]]
    return ", ".join(str(mark) for mark in marks if mark)
