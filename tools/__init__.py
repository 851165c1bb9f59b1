"""Makers of data/generated/ and docs/; never imported by the package."""
