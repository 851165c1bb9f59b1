"""Every error that detente raises on purpose; each composes its own text."""


class DetenteError(Exception):
    """What all of them are; `str()` of it is one clear line."""


class ArticleRejected(DetenteError):
    """An input that cannot be coded: the others go on."""

    def __init__(self, where: str, reason: str, *, stage: str = "ingest") -> None:
        self.where = where
        self.reason = reason
        self.stage = stage
        super().__init__(f"{where}: {reason}")

    def __reduce__(self) -> tuple[object, ...]:
        """Travels between processes whole."""
        return _rejected, (self.where, self.reason, self.stage)


def _rejected(where: str, reason: str, stage: str) -> ArticleRejected:
    return ArticleRejected(where, reason, stage=stage)


class DataError(DetenteError):
    """A row of data/ that does not hold together."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"{where}: {reason}")


class SyncFailed(DetenteError):
    """A service that was asked for facts did not give them."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"{where}: {reason}; nothing was changed, run it again later")


class ModelMismatch(DetenteError):
    """A model file that is not the one this version was made for."""

    def __init__(self, name: str, expected: str, got: str) -> None:
        super().__init__(
            f"model {name}: expected sha256 {expected[:12]}, got {got[:12]}; "
            "reinstall from requirements/run.lock"
        )


class LedgerMissing(DetenteError):
    """There is no ledger where one was to be read."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path}: no ledger here; `detente ingest` makes one")


class NotALedger(DetenteError):
    """A file that is something else."""

    def __init__(self, path: str, found: str) -> None:
        super().__init__(f"{path}: expected a detente ledger, got {found}")


class LedgerTooNew(DetenteError):
    """A ledger, or an entry in it, written by a later detente."""

    def __init__(self, where: str, *, known: int, found: int) -> None:
        super().__init__(
            f"{where}: expected version {known} or older, got {found}; "
            "update detente to read it"
        )


class LedgerTooOld(DetenteError):
    """A ledger of an earlier release, opened only to be read."""

    def __init__(self, where: str, *, known: int, found: int) -> None:
        super().__init__(
            f"{where}: expected version {known}, got {found}, which an earlier release "
            f"wrote; `detente ledger upgrade {where}` brings it here"
        )


class LedgerExists(DetenteError):
    """A place that is to take a whole ledger is not empty."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path}: there is a ledger here already; name a new place")


class LedgerLocked(DetenteError):
    """Somebody else is writing."""

    def __init__(self, path: str, holder: str) -> None:
        self.holder = holder
        super().__init__(
            f"{path}: locked for writing by {holder}; reading is possible meanwhile"
        )


class FolderMissing(DetenteError):
    """A file is to be made in a folder that is not there."""

    def __init__(self, path: str, folder: str) -> None:
        super().__init__(
            f"{path}: there is no folder {folder}; make it, or name another place"
        )


class LedgerReadOnly(DetenteError):
    """A ledger that cannot be written to from here."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: cannot be written to: {reason}")


class LedgerUnreachable(DetenteError):
    """A ledger, or its server, that does not let us in; or a file to read that is gone."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: cannot be opened: {reason}")


class LedgerFull(DetenteError):
    """The disk took no more; what was appended before is safe."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(
            f"{path}: no room to write ({reason}); nothing was half written, "
            "free some space and run the same command again"
        )


class LedgerCorrupt(DetenteError):
    """A ledger that is not what was once written."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"{where}: damaged: {reason}")


class SearchRefused(DetenteError):
    """A query that looks for nothing, or cannot be read."""


class CorrectionRefused(DetenteError):
    """A correction that cannot be taken as it is."""


LISTED = 5  # ids that a message names


class NoSuchEntry(DetenteError):
    """An id that is not in the ledger, or that begins several."""

    def __init__(
        self,
        what: str,
        id: str,
        *,
        candidates: tuple[str, ...] = (),
        when: str = "",
    ) -> None:
        self.candidates = candidates
        self.when = when
        listed = ", ".join(candidates[:LISTED])
        found = "it names nothing"
        if len(candidates) > LISTED:
            found = f"it is the beginning of more than {LISTED} ids: {listed}, …"
        elif candidates:
            found = f"it is the beginning of {len(candidates)} ids: {listed}"
        super().__init__(
            f"expected the id of one {what}, got {id!r}: {found}"
            + (f" {when}" if when else "")
        )


class NotInThePast(DetenteError):
    """A question that an earlier state of a ledger is not asked."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} can only be asked of a ledger as it stands now")


class CorrectionStale(CorrectionRefused):
    """A correction of what looks otherwise by now than when its author saw it.

    `now` says how it stands.
    """

    def __init__(self, id: str, now: str) -> None:
        self.now = now
        super().__init__(
            f"{id}: it was changed since you saw it ({now}); look at it again, "
            "then correct it"
        )
