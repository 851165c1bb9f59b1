"""Remembers entries and folds them into events."""
