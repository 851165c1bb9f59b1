"""Scored corpora, pinned floors and speed; never imported by detente."""
