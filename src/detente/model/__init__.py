"""What detente talks about: frozen values without I/O, policy or imports from above."""
