"""What people say of a ledger: `correct`, `add`, `undo`, `forget`, and `search`."""

import getpass
import sys
from typing import Annotated

import typer

from detente.cli.face import (
    AsFormat,
    Day,
    Format,
    LedgerPath,
    Moment,
    count,
    err,
    fail,
    looking,
    members,
    out,
    problems,
    say_when,
    shown,
    write,
    writing,
)
from detente.cli.ledger import ledger_app

By = Annotated[str | None, typer.Option(help="Who signs it; else your user name.")]
Because = Annotated[str, typer.Option(help="Why; it stands in the record.")]
Type = Annotated[str | None, typer.Option(help="The right PLOVER type.")]
Status_ = Annotated[str | None, typer.Option("--status", help="The right status.")]
Date = Annotated[
    str | None, typer.Option(help="The right date as EDTF; empty for none.")
]
Actors = Annotated[
    list[str] | None,
    typer.Option("--actor", help="Who acts: NAME, or NAME, STATE, OFFICE. Repeatable."),
]
Recipients = Annotated[
    list[str] | None, typer.Option("--recipient", help="To whom. Repeatable.")
]


def _signed(by: str | None) -> str:
    return by if by is not None else getpass.getuser()


def _reason(because: str) -> str:
    if not because.strip():
        raise typer.BadParameter("say why", param_hint="--because")
    return because


def _tell_stateless(*names: list[str] | None) -> None:
    """A state's name with a slip in it would pass for a person's: say how it was read."""
    from detente.by_hand import participant

    for name in (one for some in names for one in some or ()):
        if participant(name).country_code is None:
            said = f"note: {name!r} is taken for a name without a state"
            err.print(said, markup=False, soft_wrap=True)


@ledger_app.command()
def correct(
    ledger: LedgerPath,
    id: Annotated[str, typer.Argument(metavar="ID", help="Of an event or a report.")],
    because: Because,
    by: By = None,
    type: Type = None,
    status: Status_ = None,
    date: Date = None,
    actor: Actors = None,
    recipient: Recipients = None,
    not_an_event: Annotated[
        bool, typer.Option("--not-an-event", help="Nothing of the kind is told.")
    ] = False,
    same_as: Annotated[
        str | None, typer.Option(metavar="ID", help="It is the same event as this.")
    ] = None,
    different_from: Annotated[
        str | None, typer.Option(metavar="ID", help="It is not the same as this.")
    ] = None,
    seen: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            help="Refuse if it was changed since the ledger had N entries "
            "(`ledger verify` and the desk's permalinks say how many it has).",
        ),
    ] = None,
) -> None:
    """Correct an event or a report; the correction is signed and can be undone.

    [dim]detente ledger correct news.ledger evt_3f2a --date 2021-03-10 --because "..."[/dim]
    """
    from detente import by_hand
    from detente.model.event import EventType
    from detente.model.status import Status

    who, because = _signed(by), _reason(because)
    given = [not_an_event, same_as is not None, different_from is not None]
    right = by_hand.Right(
        type=next(members(EventType, type, str.upper, "--type"), None),
        status=next(members(Status, status, str.lower, "--status"), None),
        date=date,
        actors=actor,
        recipients=recipient,
    )
    if sum(given) + (right != by_hand.Right()) > 1:
        raise typer.BadParameter("one correction at a time")
    with problems(), writing(ledger) as store:
        if not_an_event:
            one = by_hand.remove(store, id, by=who, because=because, seen=seen)
        elif same_as or different_from:
            one = by_hand.judge(
                store,
                id,
                same_as or different_from or "",
                is_same=same_as is not None,
                by=who,
                because=because,
                seen=seen,
            )
        else:
            one = by_hand.change(store, id, right, by=who, because=because, seen=seen)
    _tell_stateless(actor, recipient)
    said = f"{one.id}: {one.action}, signed by {who}"
    out.print(said, markup=False, soft_wrap=True)


@ledger_app.command()
def add(
    ledger: LedgerPath,
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="Its id.")],
    quote: Annotated[str, typer.Option(help="Its words for the event.")],
    type: Annotated[str, typer.Option(help="The PLOVER type.")],
    actor: Annotated[list[str], typer.Option(help="Who acts. Repeatable.")],
    because: Because,
    by: By = None,
    trigger: Annotated[
        str | None, typer.Option(help="The word in the quote that names it.")
    ] = None,
    recipient: Recipients = None,
    status: Status_ = None,
    date: Date = None,
) -> None:
    """Add an event that an article tells and that was not coded.

    [dim]detente ledger add news.ledger a1 --quote "recalled its envoy" --type SANCTION
    --actor Chile --because "read it there"[/dim]
    """
    from detente import by_hand
    from detente.model.event import EventType
    from detente.model.status import Status

    right = by_hand.Right(
        type=next(members(EventType, type, str.upper, "--type"), None),
        status=next(members(Status, status, str.lower, "--status"), None),
        date=date,
        actors=actor,
        recipients=recipient,
    )
    who, because = _signed(by), _reason(because)
    with problems(), writing(ledger) as store:
        one = by_hand.add(
            store, article, quote, right, by=who, because=because, trigger=trigger
        )
    _tell_stateless(actor, recipient)
    said = f"{one.id}: {one.action}, signed by {who}"
    out.print(said, markup=False, soft_wrap=True)


@ledger_app.command()
def undo(
    ledger: LedgerPath,
    id: Annotated[str, typer.Argument(metavar="ID", help="Of a correction (cor_…).")],
    because: Because,
    by: By = None,
) -> None:
    """Take a correction back; both stay in the record.

    [dim]detente ledger undo news.ledger cor_91c0 --because "the source was wrong"[/dim]
    """
    with problems(), writing(ledger) as store:
        one = store.undo(id, by=_signed(by), because=_reason(because))
    said = f"{one.id}: undid {one.undoes}"
    out.print(said, markup=False, soft_wrap=True)


@ledger_app.command()
def corrections(
    ledger: LedgerPath,
    gold: Annotated[
        bool, typer.Option("--gold", help="As REPORT.md has reports: to score against.")
    ] = False,
    known_by: Moment = None,
    format: AsFormat = Format.TABLE,
) -> None:
    """List what people corrected, or write it as gold.

    [dim]detente ledger corrections news.ledger --gold -f jsonl[/dim]
    """
    from detente.ledger.correct import right_words
    from detente.ledger.corrected import name_of_person
    from detente.views.gold import gold_lines

    with problems(), looking(ledger, None, known_by) as store:
        if gold:
            shape = Format.JSONL if format is Format.TABLE else format
            write(gold_lines(store), shape)
            return
        found = store.corrections()
    rows = [
        {
            "id": one.correction.id,
            "recorded": one.recorded,
            "action": str(one.correction.action),
            "fields": list(one.correction.fields),
            "reports": [anchor.report_id for anchor in one.correction.at],
            "undoes": one.correction.undoes,
            "by": name_of_person(one.correction.by),
            "because": one.correction.because,
            "holds": one.holds,
        }
        for one in found
    ]
    if format is not Format.TABLE:
        write(rows, format)
        return
    say_when(store)
    if not found:
        out.print("Nobody corrected anything.")
    for row, one in zip(rows, found, strict=True):
        what = right_words(one.correction) or one.correction.undoes or ""
        of = ", ".join(anchor.report_id for anchor in one.correction.at)
        note = "" if one.holds else "  (undone)"
        said = (
            f"{row['id']}  {one.recorded[:16]}  {f'{one.correction.action} {what}'.strip()}"
            f"{f' ({of})' if of else ''}  {row['by']}: {row['because']}{note}"
        )
        out.print(said, markup=False, soft_wrap=True)


@ledger_app.command()
def forget(
    ledger: LedgerPath,
    because: Because,
    article: Annotated[
        str | None, typer.Option(help="Purge the text of this article.")
    ] = None,
    name: Annotated[
        list[str] | None,
        typer.Option(help="Purge this name of a private person. Repeatable."),
    ] = None,
    yes_public: Annotated[
        bool,
        typer.Option(
            "--yes-public",
            help="Purge it although the tables of states and office holders have it.",
        ),
    ] = False,
    by: By = None,
) -> None:
    """Purge an article's text, or a private person's name; a tombstone stays.

    Says first how much it will purge, and on a terminal asks.

    [dim]detente ledger forget news.ledger --name "Jan Novak" --because "asked to"[/dim]
    """
    from detente.by_hand import public_names
    from detente.ledger.forget import forget_article, forget_person

    if (article is None) == (name is None):
        raise typer.BadParameter("give either --article or --name")
    who, because = _signed(by), _reason(because)
    for public, whose in ({} if yes_public else public_names(name or ())).items():
        fail(
            f"{public!r} is a public name, of {whose}; nothing is purged. "
            "Where a private person is meant, or it must go, say --yes-public"
        )

    def tell(n_articles: int, n_entries: int) -> None:
        said = f"{count(n_articles, 'article')} and {n_entries} entries of the log"
        err.print(f"about to purge from {said}", markup=False, soft_wrap=True)
        if sys.stdin.isatty():
            typer.confirm("This cannot be undone. Go on?", abort=True, err=True)

    with problems(), writing(ledger) as store:
        if article is not None:
            gone = forget_article(store, article, by=who, because=because, tell=tell)
        else:
            gone = forget_person(store, name or (), by=who, because=because, tell=tell)
    said = f"{shown(ledger)}: purged {gone.n_records} entries and {gone.n_texts} texts"
    out.print(said, markup=False, soft_wrap=True)


@ledger_app.command()
def search(
    ledger: LedgerPath,
    query: Annotated[
        str,
        typer.Argument(
            metavar="QUERY",
            help='Words, "phrases", -without, begin*; '
            "actor: type: status: by: outlet: after: before:",
        ),
    ],
    limit: Annotated[int, typer.Option(min=1, help="At most so many.")] = 20,
    as_of: Day = None,
    known_by: Moment = None,
    format: AsFormat = Format.TABLE,
) -> None:
    """Search quotes and articles, the newest filed first.

    [dim]detente ledger search news.ledger 'recalled "her ambassador" outlet:post'[/dim]
    [dim]detente ledger search news.ledger envoy --known-by 2026-11-01[/dim]
    """
    from dataclasses import asdict

    with problems(), looking(ledger, as_of, known_by) as store:
        found = store.search(query, limit=limit)
    if format is not Format.TABLE:
        write(map(asdict, found), format)
        return
    say_when(store)
    if not found:
        out.print("Nothing found.")
    for hit in found:
        head = " · ".join(filter(None, (hit.published, hit.outlet, hit.title)))
        out.print(
            f"{hit.report_id or hit.article_id}  {head}", markup=False, soft_wrap=True
        )
        out.print(f"    {' '.join(hit.quote.split())}", markup=False, soft_wrap=True)
