"""The analyst's desk: a ledger as a local site, served from this machine only.

Server-rendered HTML and SVG; scripts only enhance; nothing from another origin.
`create_app` makes the site, `run` serves it.
"""

from detente.web.app import create_app
from detente.web.serve import run

__all__ = ["create_app", "run"]
