"""Documents whose examples are run: see transcript.py."""
