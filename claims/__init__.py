"""Claimdesk: a newsroom's ledger of claims, each with a status that can say why."""

__version__ = "0.1.0"
