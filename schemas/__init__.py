"""The shapes on the wire; see README.md for the rule of this folder."""
