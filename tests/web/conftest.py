"""The fixtures of browsing.py, for every test beside it."""

from browsing import browser, site, visit, writable

__all__ = ["browser", "site", "visit", "writable"]
