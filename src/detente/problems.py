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


class DataError(DetenteError):
    """A row of data/ that does not hold together."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"{where}: {reason}")


class ModelMismatch(DetenteError):
    """A model file that is not the one this version was made for."""

    def __init__(self, name: str, expected: str, got: str) -> None:
        super().__init__(
            f"model {name}: expected sha256 {expected[:12]}, got {got[:12]}; "
            "reinstall from requirements/run.lock"
        )
