"""Reports to judgements and stories: what several articles say together."""
