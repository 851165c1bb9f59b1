"""What the one who serves a desk decides."""

from dataclasses import dataclass
from ipaddress import ip_address

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
EVERYWHERE = frozenset({"0.0.0.0", "::"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How a desk is served.

    `host` and `port` are where it listens. `token` must come with every request when
    `host` is not this machine's own; None on loopback. `names` are the values of the
    Host header that are answered, without port. `is_writable` opens the review pages.
    """

    host: str = "127.0.0.1"
    port: int = 8737
    token: str | None = None
    is_writable: bool = False

    @property
    def is_local(self) -> bool:
        """Whether only this machine can reach it."""
        return self.host in LOOPBACK

    @property
    def names(self) -> frozenset[str]:
        """The host names under which it answers; every other is somebody's trick."""
        return LOOPBACK if self.is_local else LOOPBACK | {self.host.casefold()}

    def answers_to(self, name: str) -> bool:
        """Whether a Host header may say this.

        Listening everywhere, that is any numeric address: a page elsewhere can point a
        name of its own at this machine, but not a number.
        """
        return name in self.names or (self.host in EVERYWHERE and _is_number(name))


def _is_number(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
