"""The parsers that detente can stand on; each library is touched here only."""
