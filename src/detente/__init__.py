"""detente: news reports in, a checkable record of relations between states out."""

__version__ = "0.1.0"
