"""The ledger: coded articles and judgements in, events out; nothing is ever changed.

One article is one transaction: killed at any moment, a ledger holds it whole or not at
all. Appending what is there already adds nothing, so a run that broke off is simply
run again.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine, delete, insert, select

from detente.ledger import schema as s
from detente.ledger import server, sqlite_file
from detente.ledger.address import MEMORY, Address, address_of
from detente.ledger.codec import decode
from detente.ledger.connect import Mode, memory_engine, open_engine, told
from detente.ledger.correct import (
    add_correction,
    anchor_of,
    carry_over,
    changed_words,
)
from detente.ledger.export import log_lines, state_lines
from detente.ledger.files import check_folder
from detente.ledger.filing import digest_of, filing_of
from detente.ledger.index import rebuild
from detente.ledger.lock import WriterLock
from detente.ledger.log import last_recorded, put_meta
from detente.ledger.past import BEFORE_ALL, Past
from detente.ledger.read import Reader
from detente.ledger.records import Forgotten, GroupKind, Outcome, Rejected
from detente.ledger.refold import refold
from detente.ledger.row_sums import RowSums
from detente.ledger.shelve import changing
from detente.ledger.then import as_recorded, entry_at
from detente.ledger.write import (
    add_judgements,
    add_placements,
    add_rejected,
    file_article,
    settle_input,
)
from detente.model.article import Article
from detente.model.coded import CodedArticle
from detente.model.entry import (
    PERSON,
    Action,
    Correction,
    Judgement,
    Report,
    is_person,
)
from detente.problems import (
    ArticleRejected,
    CorrectionStale,
    LedgerMissing,
    LedgerReadOnly,
    NoSuchEntry,
)

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
        address: Address,
        mode: Mode,
        lock: WriterLock | None,
        clock: Callable[[], datetime],
    ) -> None:
        super().__init__(engine, address, mode)
        self._lock = lock
        self._clock = clock
        with told(address, mode):
            self._sums = RowSums(engine) if mode == "w" else None
        self._placed: dict[GroupKind, dict[str, str]] = {}
        self._forgotten: frozenset[str] | None = None

    @classmethod
    def open(
        cls,
        place: str | Path,
        mode: Mode = "r",
        *,
        clock: Callable[[], datetime] = utc_now,
        make: bool = True,
        tell: Callable[[str], None] | None = None,
    ) -> Self:
        """Open a ledger to read ("r"), or to write, making it if need be ("w").

        Args:
            place: A file, or `postgresql+psycopg://user@host/database`.
            mode: One writes, any number read; no reader waits for the writer.
            clock: The time of recording.
            make: To write: make it where there is none.
            tell: To write: is told in words how far the upgrade of an older one is.

        Raises:
            LedgerLocked: somebody else is writing; the message names whom.
            LedgerMissing, NotALedger, LedgerTooNew, LedgerTooOld, LedgerReadOnly,
            LedgerFull, LedgerCorrupt: as they say.
        """
        address = address_of(place)
        if mode == "r":
            return cls(open_engine(address, mode), address, mode, None, clock)
        if address.path is None:
            engine = open_engine(address, mode, make=make, tell=tell)
            try:
                with told(address, mode):
                    server.take_lock(engine, str(address))
            except BaseException:
                engine.dispose()
                raise
            return cls(engine, address, mode, None, clock)
        with told(address, mode):
            if not make and not address.path.exists():
                raise LedgerMissing(str(address))
            check_folder(address.path)
        lock = WriterLock(address.path)
        lock.acquire()
        try:
            engine = open_engine(address, mode, make=make, tell=tell)
            return cls(engine, address, mode, lock, clock)
        except BaseException:
            lock.release()
            raise

    @classmethod
    def in_memory(cls, *, clock: Callable[[], datetime] = utc_now) -> Self:
        """A ledger for one run, gone when closed."""
        return cls(memory_engine(), MEMORY, "w", None, clock)

    @property
    def place(self) -> Address:
        """Where it lies."""
        return self._address

    def at(
        self,
        *,
        entry: int | None = None,
        known_by: datetime | None = None,
        as_of: date | None = None,
    ) -> Reader:
        """The ledger as it stood: whatever can be asked of it, asked of then.

        Args:
            entry: As of this entry of the log, with all of its transaction.
            known_by: As of this time of recording (with its zone).
            as_of: By what articles tell that had surely come out by this day.

        Returns:
            Itself where no time is given. With several, all of them hold.

        Raises:
            NoSuchEntry: the log is not as long as `entry`.
        """
        times = [known_by] if known_by is not None else []
        if entry is not None:
            moment = self.recorded_at(entry)
            if moment is None:
                raise NoSuchEntry("entry", str(entry))
            times.append(moment)
        if not times:
            return self if as_of is None else Past(self, out_by=as_of)
        with self.asking() as connection:
            at = entry_at(connection, min(times))
        return Past(self, moment=self.recorded_at(at), at=at, out_by=as_of)

    def recorded_at(self, entry: int) -> datetime | None:
        """When an entry was recorded; None where the log is not as long."""
        if entry == 0:
            return BEFORE_ALL
        columns = s.entries.c
        query = select(columns.recorded).where(columns.seq == entry)
        with self.asking() as connection:
            recorded = connection.scalar(query)
        return datetime.fromisoformat(recorded) if recorded is not None else None

    def discard(self) -> None:
        """Let go of it and remove its file: of one just made, to which nothing came."""
        self._engine.dispose()
        if self._address.path is not None:
            sqlite_file.remove(self._address.path)
        self.close()

    def close(self) -> None:
        """Let go of the store and of the right to write."""
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
        versions: Mapping[str, str] = NOTHING,
        keys: Iterable[int] = (),
    ) -> Outcome:
        """Add one coded article, and what linking said on the way, all or nothing.

        Args:
            coded: The article with its reports.
            judgements: On any reports, also such as are not here yet.
            stories: Article id -> story id.
            copies: Article id -> origin id, for near-copies of one text.
            versions: Article id -> the newest version, where its outlet changed it.
            keys: What the linker finds the article by, in place of what it said before.

        Returns:
            ALREADY_THERE when the same article was coded to the same reports before;
            SUPERSEDED when this coding takes the place of another.

        Raises:
            ArticleRejected: its text cannot be stored (half a surrogate pair), or it
                was forgotten.
            LedgerFull, LedgerReadOnly: nothing of it was written.
        """
        article = coded.parsed.article
        where = article.path or article.id
        try:
            filing, reports = filing_of(coded)
        except UnicodeEncodeError as error:
            raise ArticleRejected(where, str(error), stage="ledger") from None
        self.check_welcome(article)
        with self.writing() as (connection, recorded):
            outcome, touched = file_article(
                connection,
                filing,
                reports,
                article.text,
                content=digest_of(filing),
                recorded=recorded,
            )
            if outcome is Outcome.SUPERSEDED:
                touched |= carry_over(connection, article.id, recorded)
            if article.path is not None:
                settle_input(connection, article.path, "coded", recorded)
            touched |= self._link(
                connection, recorded, judgements, stories, copies, versions
            )
            _put_keys(connection, article.id, keys)
            refold(connection, touched)
        return outcome

    def check_welcome(self, article: Article) -> None:
        """Whether an article may come in.

        Raises:
            ArticleRejected: it was forgotten.
        """
        if article.id in self._forgotten_articles():
            reason = "this article was forgotten and is not taken in again"
            where = article.path or article.id
            raise ArticleRejected(where, reason, stage="ledger")

    def judge(
        self,
        judgements: Iterable[Judgement] = (),
        *,
        stories: Mapping[str, str] = NOTHING,
        copies: Mapping[str, str] = NOTHING,
        versions: Mapping[str, str] = NOTHING,
    ) -> None:
        """Add judgements and groups alone, in one transaction."""
        with self.writing() as (connection, recorded):
            touched = self._link(
                connection, recorded, judgements, stories, copies, versions
            )
            refold(connection, touched)

    def correct(
        self,
        action: Action,
        reports: Iterable[Report],
        *,
        by: str,
        because: str,
        right: Report | None = None,
        fields: Iterable[str] = (),
        whole_event: bool = False,
        seen: int | None = None,
    ) -> Correction:
        """Log what a person says of the record; events follow at once.

        Args:
            action: What is wrong with it.
            reports: The reports it bears on; two for SAME and DIFFERENT, the new one
                for ADD.
            by: The person's name.
            because: Why.
            right: For CHANGE a report with the right values, for ADD the new one.
            fields: For CHANGE which values of `right` count.
            whole_event: The event is so, whatever its other reports say.
            seen: The last entry of the log when the person looked: the reports must
                still say what they said there.

        Raises:
            CorrectionRefused: nobody signs it, or it bears on nothing.
            CorrectionStale: a report says something else since `seen`.
        """
        reports = list(reports)
        if seen is not None and action is not Action.ADD:
            self._check_unchanged(reports, seen)
        anchors = []
        for report in reports:
            filing = self.filing(report.article_id)
            anchors.append(anchor_of(report, filing.text_sha256))
        return self._correct(
            Correction(
                id="",
                action=action,
                by=by if is_person(by) else f"{PERSON}{by.strip()}",
                because=because,
                at=tuple(anchors),
                fields=tuple(fields),
                report=right,
                whole_event=whole_event,
            )
        )

    def _check_unchanged(self, reports: Iterable[Report], seen: int) -> None:
        then = self.at(entry=seen)
        for report in reports:
            try:
                before = then.report(report.id)
            except NoSuchEntry:
                raise CorrectionStale(report.id, "it was coded since") from None
            now = self.report(report.id)
            if now != before:
                raise CorrectionStale(report.id, "; ".join(changed_words(before, now)))

    def undo(self, correction_id: str, *, by: str, because: str) -> Correction:
        """Take a correction back; the undoing is an entry of its own.

        Raises:
            NoSuchEntry: there is no such correction, or the beginning fits several.
            CorrectionRefused: it was undone already.
        """
        ids = sorted(set(self._beginning(s.corrections.c.id, correction_id)))
        if len(ids) > 1:
            raise NoSuchEntry("correction", correction_id, candidates=tuple(ids))
        return self._correct(
            Correction(
                id="",
                action=Action.UNDO,
                by=by if is_person(by) else f"{PERSON}{by.strip()}",
                because=because,
                undoes=ids[0] if ids else correction_id,
            )
        )

    def _correct(self, one: Correction) -> Correction:
        with self.writing() as (connection, recorded):
            one, touched = add_correction(connection, one, recorded)
            refold(connection, touched)
        return one

    def reject(self, problem: ArticleRejected) -> None:
        """Log that an input cannot be coded; it stands in the quarantine."""
        one = Rejected(where=problem.where, stage=problem.stage, reason=problem.reason)
        with self.writing() as (connection, recorded):
            add_rejected(connection, one, recorded)

    def settle(self, where: str, because: str) -> None:
        """Take an input out of the quarantine: it was coded, or is given up."""
        with self.writing() as (connection, recorded):
            settle_input(connection, where, because, recorded)

    def rebuild(self, *, tell: Callable[[str], None] | None = None) -> None:
        """Work every index out anew from the log.

        Args:
            tell: Is told in words how far it is.
        """
        with self.transaction() as connection:
            rebuild(connection, tell=tell)
            if self._sums is not None:
                self._sums.note()

    def copy_file(self, target: Path) -> None:
        """Copy the file as one moment has it, while it is read and written."""
        with told(address_of(target), "w"):
            sqlite_file.copy(self._engine, target)

    def clear_away(self) -> None:
        """Overwrite in the store what was deleted."""
        with told(self._address, self._mode):
            if self._address.url is not None:
                server.clear_away(self._engine)
            else:
                sqlite_file.clear_away(self._engine)

    def put_keys(self, article_id: str, keys: Iterable[int]) -> None:
        """Set what the linker finds an article by."""
        with self.transaction() as connection:
            connection.execute(
                delete(s.blocks).where(s.blocks.c.article_id == article_id)
            )
            _put_keys(connection, article_id, keys)

    def set_keys_version(self, version: str) -> None:
        """Note by which rules the linker's keys were made."""
        with self.transaction() as connection:
            put_meta(connection, "keys", version)

    def export(self, *, texts: bool = False) -> Iterator[bytes]:
        """How things stand, as sorted lines: the same articles give the same bytes.

        Filings, reports, standing judgements, groups and events; with `texts` the
        articles' texts too, as lines of kind "text".
        """
        with self.asking() as connection:
            lines = sorted(set(state_lines(connection, texts=texts)))
        for line in lines:
            yield line + b"\n"

    def log(self) -> Iterator[bytes]:
        """Every entry as it was logged, in order; what was forgotten is left out."""
        with self.asking() as connection:
            lines = list(log_lines(connection))
        for line in lines:
            yield line + b"\n"

    @contextmanager
    def writing(self) -> Iterator[tuple[Connection, str]]:
        """One transaction, with the time under which its entries are logged.

        The time is later than that of any entry before: a time of recording names a
        state of the log, and the entries of one transaction share theirs.
        """
        with self.writing_apart() as (connection, recorded), changing(connection):
            yield connection, recorded

    @contextmanager
    def writing_apart(self) -> Iterator[tuple[Connection, str]]:
        """As `writing`, for what works the indexes out anew by itself."""
        with self.transaction() as connection:
            recorded = as_recorded(self._clock().astimezone(UTC))
            last = last_recorded(connection)
            if last is not None and recorded <= last:
                later = datetime.fromisoformat(last) + timedelta(microseconds=1)
                recorded = as_recorded(later)
            yield connection, recorded
        self._forgotten = None

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """One transaction that logs nothing by itself; all of it or nothing."""
        if self._mode == "r":
            raise LedgerReadOnly(str(self._address), "it was opened to be read")
        try:
            with told(self._address, self._mode), self._engine.begin() as connection:
                if self._sums is not None:
                    self._sums.start()
                yield connection
                if self._sums is not None:
                    self._sums.settle()
        except BaseException:
            self._placed.clear()  # what this said was not written
            raise

    def _forgotten_articles(self) -> frozenset[str]:
        if self._forgotten is None:
            columns = s.entries.c
            with self.asking() as connection:
                lines = connection.scalars(
                    select(columns.payload).where(columns.kind == "forgotten")
                ).all()
            self._forgotten = frozenset(
                article_id
                for entry in map(decode, lines)
                if isinstance(entry, Forgotten)
                for article_id in entry.article_ids
            )
        return self._forgotten

    def _link(
        self,
        connection: Connection,
        recorded: str,
        judgements: Iterable[Judgement],
        stories: Mapping[str, str],
        copies: Mapping[str, str],
        versions: Mapping[str, str],
    ) -> set[str]:
        """Log judgements and groups; returns the reports that they touch."""
        touched = add_judgements(connection, judgements, recorded)
        for kind, groups in (
            (GroupKind.STORY, stories),
            (GroupKind.ORIGIN, copies),
            (GroupKind.VERSION, versions),
        ):
            # A linker says all it knows each time; what it said before is no news.
            known = self._placed.setdefault(kind, {})
            changed = {
                one: group for one, group in groups.items() if known.get(one) != group
            }
            touched |= add_placements(connection, kind, changed, recorded)
            known.update(changed)
        return touched


def _put_keys(connection: Connection, article_id: str, keys: Iterable[int]) -> None:
    rows = [{"key": key, "article_id": article_id} for key in sorted(set(keys))]
    if rows:
        connection.execute(delete(s.blocks).where(s.blocks.c.article_id == article_id))
        connection.execute(insert(s.blocks), rows)
