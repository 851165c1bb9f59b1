"""Alembic's scripts: what became of the recorded tables from release to release."""
