"""The values that every other room speaks in; see README.md for the rule of this folder."""
