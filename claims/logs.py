"""The log: one JSON object a line on standard error, never with bodies or keys."""

import json
import logging
import sys
from typing import Any

import structlog

_OF_EVERY_RECORD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


_encode = json.JSONEncoder(default=repr).encode  # ASCII: an address may hold what a terminal would obey


class _StandardError:
    """Writes lines to standard error, whichever that is at the time of a line."""

    def msg(self, line: str) -> None:
        """Write a line; it goes out at once, since standard error keeps none back."""
        sys.stderr.write(f"{line}\n")

    debug = info = warning = error = critical = msg


class Forwarded(logging.Handler):
    """What the rooms below say by the log of the standard library, as lines of this one; `extra` makes fields."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record down."""
        fields = {name: value for name, value in vars(record).items() if name not in _OF_EVERY_RECORD}
        if record.exc_info:
            fields["exc_info"] = record.exc_info
        structlog.get_logger(record.name).log(record.levelno, record.getMessage(), **fields)


def configure_logging() -> None:
    """Write the log as JSON lines, unless the program around us has set it up its own way."""
    if structlog.is_configured():
        return
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(_written),
        ],
        logger_factory=lambda *_: _StandardError(),
        cache_logger_on_first_use=True,  # a request has a line: making a logger for it takes as long as writing it
    )
    ours = logging.getLogger("claims")
    ours.handlers = [Forwarded()]
    ours.setLevel(logging.INFO)


def _written(event: dict[str, Any], **_: Any) -> str:
    return _encode(event)
