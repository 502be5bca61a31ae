"""The HTTP interface; see README.md for the rule of this folder."""
