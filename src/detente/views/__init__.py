"""Events to something that people look at."""
