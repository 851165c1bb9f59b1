"""A file a page: read the question, ask the ledger, render or write it out."""
