"""Alembic runs this for `migrate.upgrade`: on the caller's connection, no more."""

from alembic import context

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=None)
with context.begin_transaction():
    context.run_migrations()
