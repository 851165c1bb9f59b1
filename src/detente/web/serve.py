"""Serving a desk until it is interrupted."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import uvicorn

from detente.problems import DetenteError
from detente.web.app import create_app
from detente.web.settings import EVERYWHERE, Settings

STOPPING_SECONDS = 20  # a browser may hold a connection; the thread is a daemon


class NoPort(DetenteError):
    """The address is taken, or not this machine's."""

    def __init__(self, host: str, port: int, reason: str) -> None:
        super().__init__(f"{host}:{port}: cannot listen here: {reason}")


class TokenNeeded(DetenteError):
    """Others could reach the desk, and nothing would keep them out."""

    def __init__(self, host: str) -> None:
        super().__init__(
            f"{host} can be reached from other machines: give a token "
            "(--token WORDS, or --token new to have one made)"
        )


def run(
    ledger: str | Path, settings: Settings, *, on_ready: Callable[[str], None]
) -> None:
    """Serve a ledger; returns when interrupted.

    Args:
        ledger: The ledger, which stays open to read (and its writer free to write).
        settings: Where to listen, and what may be done.
        on_ready: Called with the address to open, once it answers there.

    Raises:
        TokenNeeded: another host than this machine's, and no token.
        NoPort: nothing can listen there.
        DetenteError: there is no such ledger, or it cannot be read.
    """
    with listening(settings) as (listener, address):
        server = _server(ledger, settings)
        on_ready(address)
        server.run(sockets=[listener])


@contextmanager
def serving(ledger: str | Path, settings: Settings) -> Iterator[str]:
    """Serve from a thread of this process as long as the block lasts.

    Args:
        ledger: The ledger.
        settings: As `run`; port 0 takes a free one.

    Yields:
        The address to open, which answers.
    """
    with listening(settings) as (listener, address):
        server = _server(ledger, settings)
        thread = threading.Thread(
            target=server.run, kwargs={"sockets": [listener]}, daemon=True
        )
        thread.start()
        try:
            yield address
        finally:
            server.should_exit = True
            thread.join(timeout=STOPPING_SECONDS)


def _server(ledger: str | Path, settings: Settings) -> uvicorn.Server:
    return uvicorn.Server(
        uvicorn.Config(
            create_app(ledger, settings),
            log_level="warning",
            access_log=False,
            server_header=False,
            lifespan="on",
        )
    )


@contextmanager
def listening(settings: Settings) -> Iterator[tuple[socket.socket, str]]:
    """A socket bound as the settings say, and the address to open in a browser.

    Raises:
        TokenNeeded, NoPort: as `run`.
    """
    if not settings.is_local and not settings.token:
        raise TokenNeeded(settings.host)
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((settings.host, settings.port))
        except (OSError, OverflowError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise NoPort(settings.host, settings.port, reason) from None
        listener.listen(128)  # who comes before the server is up waits, and is served
        yield listener, address_of(settings, listener.getsockname()[1])


def address_of(settings: Settings, port: int) -> str:
    """The address to open in a browser; listening everywhere, one that others reach."""
    host = settings.host
    if host in EVERYWHERE:
        host = _own_number(socket.AF_INET6 if ":" in host else socket.AF_INET)
    host = f"[{host}]" if ":" in host else host
    token = f"?token={quote(settings.token, safe='')}" if settings.token else ""
    return f"http://{host}:{port}/{token}"


def _own_number(family: socket.AddressFamily) -> str:
    """This machine's address on its network; loopback where it is on none."""
    is_old = family is socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            # Picks a route; nothing is sent. Documentation addresses: RFC 5737, 3849.
            probe.connect(("192.0.2.1" if is_old else "2001:db8::1", 9))
            return str(probe.getsockname()[0])
    except OSError:
        return "127.0.0.1" if is_old else "::1"
