"""Tables that stay for good, told to the collector of cycles.

The knowledge tables are some millions of objects that are never garbage; looking through
them again and again is an eighth of what coding a hundred articles costs. For the command line
and for worker processes of our own, not for a program that only imports detente: what is
alive when it is called is never looked at again.
"""

import gc


class Settling:
    """Once something was coded, and so all tables were built: freeze what there is."""

    def __init__(self) -> None:
        self._is_settled = False

    def __call__(self) -> None:
        """After each article; only the first time does something."""
        if self._is_settled:
            return
        self._is_settled = True
        gc.collect()
        gc.freeze()
