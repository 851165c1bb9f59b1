"""The ledger: coded articles and judgements in, events out; nothing is ever changed.

One article is one transaction: killed at any moment, a ledger holds it whole or not at
all. Appending what is there already adds nothing, so a run that broke off is simply
run again.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine, insert, select
from sqlalchemy.dialects.sqlite import insert as insert_once

from detente.ledger import schema as s
from detente.ledger.chain import Head, head_of, link
from detente.ledger.codec import decode, digest, encode
from detente.ledger.connect import Mode, memory_engine, open_engine, told
from detente.ledger.filing import digest_of, filing_of
from detente.ledger.index import (
    chunks,
    put_filing,
    put_judgement,
    put_placement,
    rebuild,
    refresh,
)
from detente.ledger.lock import WriterLock
from detente.ledger.read import Reader
from detente.ledger.records import (
    Filing,
    GroupKind,
    Outcome,
    Placement,
    Rejected,
)
from detente.model.coded import CodedArticle
from detente.model.entry import Judgement
from detente.problems import ArticleRejected, LedgerReadOnly

NOTHING: Mapping[str, str] = {}


def utc_now() -> datetime:
    """The time of recording: the only clock in detente, and no view depends on it."""
    return datetime.now(UTC)


class Ledger(Reader):
    """An open ledger; use it as a context manager.

    ```python
    with Ledger.open("news.ledger", "w") as ledger:
        ledger.append(coded)
    ```
    """

    def __init__(
        self,
        engine: Engine,
        path: Path | None,
        mode: Mode,
        lock: WriterLock | None,
        clock: Callable[[], datetime],
    ) -> None:
        super().__init__(engine, path, mode)
        self._lock = lock
        self._clock = clock

    @classmethod
    def open(
        cls,
        path: str | Path,
        mode: Mode = "r",
        *,
        clock: Callable[[], datetime] = utc_now,
    ) -> Self:
        """Open a ledger file to read ("r"), or to write, making it if need be ("w").

        Raises:
            LedgerLocked: somebody else is writing; the message names whom.
            LedgerMissing, NotALedger, LedgerTooNew, LedgerReadOnly, LedgerFull,
            LedgerCorrupt: as they say.
        """
        file = Path(path)
        if mode == "r":
            return cls(open_engine(file, mode), file, mode, None, clock)
        with told(file, mode):
            file.parent.mkdir(parents=True, exist_ok=True)
        lock = WriterLock(file)
        lock.acquire()
        try:
            return cls(open_engine(file, mode), file, mode, lock, clock)
        except BaseException:
            lock.release()
            raise

    @classmethod
    def in_memory(cls, *, clock: Callable[[], datetime] = utc_now) -> Self:
        """A ledger for one run, gone when closed."""
        return cls(memory_engine(), None, "w", None, clock)

    def close(self) -> None:
        """Let go of the file and of the right to write."""
        self._engine.dispose()
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def append(
        self,
        coded: CodedArticle,
        *,
        judgements: Iterable[Judgement] = (),
        stories: Mapping[str, str] = NOTHING,
        copies: Mapping[str, str] = NOTHING,
    ) -> Outcome:
        """Add one coded article, and what linking said on the way, all or nothing.

        Args:
            coded: The article with its reports.
            judgements: On any reports, also such as are not here yet.
            stories: Article id -> story id.
            copies: Article id -> origin id, for near-copies of one text.

        Returns:
            ALREADY_THERE when the same article was coded to the same reports before;
            SUPERSEDED when this coding takes the place of another.

        Raises:
            ArticleRejected: its text cannot be stored (half a surrogate pair).
            LedgerFull, LedgerReadOnly: nothing of it was written.
        """
        article = coded.parsed.article
        try:
            filing, reports = filing_of(coded)
        except UnicodeEncodeError as error:
            where = article.path or article.id
            raise ArticleRejected(where, str(error), stage="ledger") from None
        with self._writing() as connection:
            outcome, touched = self._file(
                connection, filing, reports, article.text, digest_of(filing)
            )
            articles = set() if outcome is Outcome.ALREADY_THERE else {article.id}
            more, placed = self._judge(connection, judgements, stories, copies)
            refresh(connection, touched | more, articles | placed)
        return outcome

    def judge(
        self,
        judgements: Iterable[Judgement] = (),
        *,
        stories: Mapping[str, str] = NOTHING,
        copies: Mapping[str, str] = NOTHING,
    ) -> None:
        """Add judgements and groups alone, in one transaction."""
        with self._writing() as connection:
            touched, placed = self._judge(connection, judgements, stories, copies)
            refresh(connection, touched, placed)

    def reject(self, problem: ArticleRejected) -> None:
        """Put an input that cannot be coded on record; the entries stay as they are."""
        one = Rejected(where=problem.where, stage=problem.stage, reason=problem.reason)
        line = encode(one)
        with self._writing() as connection:
            connection.execute(
                insert_once(s.quarantine)
                .values(sha256=digest(line), recorded=self._recorded(), payload=line)
                .on_conflict_do_nothing()
            )

    def rebuild(self) -> None:
        """Work every index out anew from the log."""
        with self._writing() as connection:
            rebuild(connection)

    def export(self, *, texts: bool = False) -> Iterator[bytes]:
        """The ledger as sorted lines: the same content gives the same bytes.

        What depends on the run (order, recording times, where files lay) stays out.
        With `texts`, the articles' texts come as well, as lines of kind "text".
        """
        yield from sorted(set(self._lines(texts=texts)))

    def _lines(self, *, texts: bool) -> Iterator[bytes]:
        with told(self._path, self._mode), self._engine.connect() as connection:
            for line in connection.scalars(select(s.entries.c.payload)):
                entry = decode(line)
                if isinstance(entry, Filing):
                    article = replace(entry.article, path=None)
                    yield encode(replace(entry, article=article)) + b"\n"
                else:
                    yield line + b"\n"
            if texts:
                for row in connection.execute(select(s.texts)):
                    fields = {"kind": "text", "sha256": row.sha256, "text": row.text}
                    yield json.dumps(fields, ensure_ascii=False).encode() + b"\n"

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        if self._mode == "r":
            raise LedgerReadOnly(str(self._path), "it was opened to be read")
        with told(self._path, self._mode), self._engine.begin() as connection:
            yield connection

    def _recorded(self) -> str:
        return self._clock().astimezone(UTC).isoformat(timespec="seconds")

    def _file(
        self,
        connection: Connection,
        filing: Filing,
        reports: Mapping[bytes, str],
        text: str,
        content: str,
    ) -> tuple[Outcome, set[str]]:
        columns = s.publications.c
        now = connection.execute(
            select(columns.sha256, columns.digest).where(
                columns.article_id == filing.article.id
            )
        ).first()
        if now is not None and now.digest == content:
            return Outcome.ALREADY_THERE, set()
        if now is not None:
            filing = replace(filing, supersedes=now.sha256)
        connection.execute(
            insert_once(s.texts)
            .values(sha256=filing.text_sha256, text=text)
            .on_conflict_do_nothing()
        )
        line = encode(filing)
        self._log(connection, [(id_, "report", one) for one, id_ in reports.items()])
        self._log(connection, [(filing.article.id, "filing", line)])
        touched = put_filing(connection, filing, sha=digest(line), digest=content)
        return (Outcome.ADDED if now is None else Outcome.SUPERSEDED), touched

    def _judge(
        self,
        connection: Connection,
        judgements: Iterable[Judgement],
        stories: Mapping[str, str],
        copies: Mapping[str, str],
    ) -> tuple[set[str], set[str]]:
        """Log judgements and groups; returns the reports and articles they touch."""
        lines = {encode(one): one for one in judgements}
        touched: set[str] = set()
        by_line = [(one.id, "judgement", line) for line, one in lines.items()]
        for seq, line in self._log(connection, sorted(by_line)):
            touched |= put_judgement(connection, seq, lines[line])
        placed = {
            encode(one): one
            for kind, groups in (
                (GroupKind.STORY, stories),
                (GroupKind.ORIGIN, copies),
            )
            for one in (
                Placement(article_id=article_id, group=kind, group_id=group_id)
                for article_id, group_id in groups.items()
            )
        }
        by_line = [(one.article_id, "placement", line) for line, one in placed.items()]
        articles: set[str] = set()
        for _, line in self._log(connection, sorted(by_line)):
            put_placement(connection, placed[line])
            articles.add(placed[line].article_id)
        return touched, articles

    def _log(
        self, connection: Connection, lines: list[tuple[str, str, bytes]]
    ) -> list[tuple[int, bytes]]:
        """Append (id, kind, line) to the chain; returns those that are new."""
        shas = [digest(line) for _, _, line in lines]
        known: set[str] = set()
        for piece in chunks(shas):
            query = select(s.entries.c.sha256).where(s.entries.c.sha256.in_(piece))
            known |= set(connection.scalars(query))
        head = head_of(connection)
        recorded = self._recorded()
        rows = []
        added: list[tuple[int, bytes]] = []
        for (id_, kind, line), sha in zip(lines, shas, strict=True):
            if sha in known:
                continue
            known.add(sha)
            seq = head.seq + 1
            hash_ = link(head.hash, seq, kind, sha, recorded)
            rows.append(
                {
                    "seq": seq,
                    "kind": kind,
                    "id": id_,
                    "sha256": sha,
                    "previous": head.hash,
                    "hash": hash_,
                    "recorded": recorded,
                    "payload": line,
                }
            )
            added.append((seq, line))
            head = Head(seq, hash_)
        if rows:
            connection.execute(insert(s.entries), rows)
            connection.execute(
                insert_once(s.meta)
                .values(key="head", value=f"{head.seq} {head.hash}")
                .on_conflict_do_update(
                    index_elements=["key"],
                    set_={"value": f"{head.seq} {head.hash}"},
                )
            )
        return added
