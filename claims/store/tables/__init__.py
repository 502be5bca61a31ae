"""The tables as peewee sees them: names and types of columns, for building queries.

Bound to no database: `Connection` runs a query on its own, so that several stores can be open in one
process. Keys, indexes and what refers to what are in migrations/, which make the tables.
"""

from claims.store.tables.answers import AnswerTable
from claims.store.tables.articles import ArticleTable, MarkTable
from claims.store.tables.claims import ClaimTable, TagTable
from claims.store.tables.evidence import AppearanceTable, EvidenceTable
from claims.store.tables.feeds import FeedEntryTable, FeedTable, RobotsTable
from claims.store.tables.grouping import RegroupingTable, VariantTable
from claims.store.tables.keys import KeyTable
from claims.store.tables.migrations import Migration
from claims.store.tables.notices import DeliveryTable, NoticeTable, SubscriptionTable
from claims.store.tables.outlets import OutletRulingTable
from claims.store.tables.reviews import HistoryTable, ReviewTable
from claims.store.tables.texts import TextTable
from claims.store.tables.upkeep import JobTable, RunTable

__all__ = [
    "TABLES",
    "AnswerTable",
    "AppearanceTable",
    "ArticleTable",
    "ClaimTable",
    "DeliveryTable",
    "EvidenceTable",
    "FeedEntryTable",
    "FeedTable",
    "HistoryTable",
    "JobTable",
    "KeyTable",
    "MarkTable",
    "Migration",
    "NoticeTable",
    "OutletRulingTable",
    "RegroupingTable",
    "ReviewTable",
    "RobotsTable",
    "RunTable",
    "SubscriptionTable",
    "TagTable",
    "TextTable",
    "VariantTable",
]

TABLES = (
    Migration,
    ArticleTable,
    MarkTable,
    ClaimTable,
    TagTable,
    AppearanceTable,
    EvidenceTable,
    ReviewTable,
    HistoryTable,
    VariantTable,
    RegroupingTable,
    OutletRulingTable,
    RunTable,
    JobTable,
    KeyTable,
    FeedTable,
    FeedEntryTable,
    RobotsTable,
    SubscriptionTable,
    NoticeTable,
    DeliveryTable,
    TextTable,
    AnswerTable,
)
