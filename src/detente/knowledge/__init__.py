"""Loads data/ into typed, checked tables: facts that need no article."""
