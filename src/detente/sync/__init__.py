"""Brings the office holders up to date from Wikidata, for users who are online.

The one package that asks another machine for facts. Coding never calls it: it writes a
file into the user's data folder, which `load_knowledge(folder)` reads.
"""
