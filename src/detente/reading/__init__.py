"""Text to structure, no politics: bytes in, parsed articles out."""
