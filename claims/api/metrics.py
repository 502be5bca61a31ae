"""Figures for Prometheus: how the ledger stands, and how requests fare."""

from collections.abc import Iterator
from typing import cast

from flask import Flask, Response, current_app, request
from prometheus_client import CollectorRegistry, Histogram
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.registry import Collector

from claims.api.blueprint import Blueprint
from claims.domain.feed import Feed, FeedState
from claims.domain.run import Run
from claims.services import ledger
from claims.services.feed_list import list_feeds
from claims.web.current import current_desk

_REGISTRY = "claimdesk.registry"
_SECONDS = "claimdesk.request_seconds"

blp = Blueprint("metrics", __name__, description="Figures for monitoring.")


class LedgerCollector(Collector):
    """Reads the ledger's figures anew each time they are asked for."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Gauges of the ledger and of its last re-check."""
        stats = ledger.ledger_stats(current_desk())
        by_status = GaugeMetricFamily("claimdesk_claims", "Claims on the ledger by status.", labels=["status"])
        for status, count in stats.by_status.items():
            by_status.add_metric([status], count)
        yield by_status
        yield _gauge("claimdesk_claims_overdue", "Promises past their deadline and grace with no word.", stats.overdue)
        yield _gauge("claimdesk_claims_due", "Claims whose next check lies behind.", stats.due)
        yield _gauge("claimdesk_claims_in_review", "Claims that wait for a person.", stats.in_review)
        yield _gauge("claimdesk_articles", "Articles on file.", stats.articles)
        yield _gauge("claimdesk_evidence", "Pieces of evidence on file.", stats.evidence)
        yield from _of_feeds(list_feeds(current_desk()))
        yield from _of_deliveries()
        run = current_desk().store.last_run()
        if run is not None:
            yield from _of_run(run)


def _of_deliveries() -> Iterator[GaugeMetricFamily]:
    store = current_desk().store
    by_state = GaugeMetricFamily("claimdesk_deliveries", "Notices to subscribers by state.", labels=["state"])
    for state, count in store.count_deliveries().items():
        by_state.add_metric([state], count)
    yield by_state
    disabled = sum(each.disabled_at is not None for each in store.subscriptions())
    yield _gauge("claimdesk_subscriptions_disabled", "Subscriptions to which nothing is sent any more.", disabled)


def _of_run(run: Run) -> Iterator[GaugeMetricFamily]:
    ended = run.ended_at.timestamp()
    yield _gauge("claimdesk_last_run_timestamp_seconds", "When the last re-check ended.", ended)
    took = (run.ended_at - run.started_at).total_seconds()
    yield _gauge("claimdesk_last_run_duration_seconds", "How long the last re-check took.", took)
    yield _gauge("claimdesk_last_run_looked_at", "Claims the last re-check looked at.", run.looked_at)
    yield _gauge("claimdesk_last_run_changed", "Claims whose status the last re-check changed.", run.changed)


def _of_feeds(feeds: list[Feed]) -> Iterator[GaugeMetricFamily]:
    by_state = GaugeMetricFamily("claimdesk_feeds", "Feeds by state.", labels=["state"])
    for state in FeedState:
        by_state.add_metric([state.value.replace(" ", "_")], sum(feed.state is state for feed in feeds))
    yield by_state
    failures = GaugeMetricFamily("claimdesk_feed_failures", "Polls in a row that failed.", labels=["feed"])
    for feed in feeds:
        failures.add_metric([feed.id], feed.failures)
    yield failures
    read = GaugeMetricFamily(
        "claimdesk_feed_last_read_timestamp_seconds", "When a feed was last read.", labels=["feed"]
    )
    for feed in feeds:
        if feed.last_read_at is not None:
            read.add_metric([feed.id], feed.last_read_at.timestamp())
    yield read


def _gauge(name: str, about: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, about, value=value)


def keep_metrics(app: Flask) -> None:
    """Give `app` figures of its own."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(LedgerCollector())
    app.extensions[_REGISTRY] = registry
    app.extensions[_SECONDS] = Histogram(
        "claimdesk_request_seconds",
        "Time to answer a request.",
        ["method", "route", "status"],
        registry=registry,
    )


def note_request(status: int, seconds: float) -> None:
    """Count the current request."""
    histogram = cast(Histogram, current_app.extensions[_SECONDS])
    route = request.url_rule.rule if request.url_rule is not None else "unknown"
    method = request.method if request.url_rule is not None else "any"
    histogram.labels(method, route, str(status)).observe(seconds)


@blp.route("/metrics", methods=["GET"])
@blp.alt_response(200, schema={"type": "string"}, content_type=CONTENT_TYPE_LATEST, description="Prometheus text.")
def metrics() -> Response:
    """Figures for Prometheus.

    Claims by status, overdue and due, articles, evidence, feeds, deliveries to subscribers, the last re-check, and the
    time requests take.
    """
    return Response(
        generate_latest(cast(CollectorRegistry, current_app.extensions[_REGISTRY])),
        mimetype=None,
        content_type=CONTENT_TYPE_LATEST,
    )
