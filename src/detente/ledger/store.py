"""The ledger: coded articles and judgements in, events out; nothing is ever changed.

One article is one transaction: killed at any moment, a ledger holds it whole or not at
all. Appending what is there already adds nothing, so a run that broke off is simply
run again.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine
from sqlalchemy.dialects.sqlite import insert as insert_once

from detente.ledger import schema as s
from detente.ledger.codec import digest, encode
from detente.ledger.connect import Mode, memory_engine, open_engine, told
from detente.ledger.export import log_lines, state_lines
from detente.ledger.filing import digest_of, filing_of
from detente.ledger.index import rebuild, refresh
from detente.ledger.lock import WriterLock
from detente.ledger.read import Reader
from detente.ledger.records import GroupKind, Outcome, Rejected
from detente.ledger.write import add_judgements, add_placements, file_article
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
        self._placed: dict[GroupKind, dict[str, str]] = {}

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
            outcome, touched = file_article(
                connection,
                filing,
                reports,
                article.text,
                content=digest_of(filing),
                recorded=self._recorded(),
            )
            more, moved = self._link(connection, judgements, stories, copies)
            refresh(connection, touched | more, moved)
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
            touched, moved = self._link(connection, judgements, stories, copies)
            refresh(connection, touched, moved)

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
        """How things stand, as sorted lines: the same articles give the same bytes.

        Filings, reports, standing judgements, groups and events; with `texts` the
        articles' texts too, as lines of kind "text".
        """
        with told(self._path, self._mode), self._engine.connect() as connection:
            lines = sorted(set(state_lines(connection, texts=texts)))
        for line in lines:
            yield line + b"\n"

    def log(self) -> Iterator[bytes]:
        """Every entry as it was logged, in order."""
        with told(self._path, self._mode), self._engine.connect() as connection:
            lines = list(log_lines(connection))
        for line in lines:
            yield line + b"\n"

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        if self._mode == "r":
            raise LedgerReadOnly(str(self._path), "it was opened to be read")
        try:
            with told(self._path, self._mode), self._engine.begin() as connection:
                yield connection
        except BaseException:
            self._placed.clear()  # what this said was not written
            raise

    def _recorded(self) -> str:
        return self._clock().astimezone(UTC).isoformat(timespec="seconds")

    def _link(
        self,
        connection: Connection,
        judgements: Iterable[Judgement],
        stories: Mapping[str, str],
        copies: Mapping[str, str],
    ) -> tuple[set[str], set[str]]:
        """Log judgements and groups; returns the reports and articles they touch."""
        recorded = self._recorded()
        touched = add_judgements(connection, judgements, recorded)
        moved: set[str] = set()
        for kind, groups in ((GroupKind.STORY, stories), (GroupKind.ORIGIN, copies)):
            # A linker says all it knows each time; what it said before is no news.
            known = self._placed.setdefault(kind, {})
            changed = {
                one: group for one, group in groups.items() if known.get(one) != group
            }
            moved |= add_placements(connection, kind, changed, recorded)
            known.update(changed)
        return touched, moved
