"""The verbs of the ledger; see README.md for the rule of this folder."""
