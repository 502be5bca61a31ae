"""The log: one JSON object a line on standard error, never with bodies or keys."""

import logging
import sys

import structlog

_OF_EVERY_RECORD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


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
            structlog.processors.JSONRenderer(),  # ASCII: an address may hold what a terminal would obey
        ],
        logger_factory=lambda *_: structlog.WriteLogger(sys.stderr),  # whatever it is at the time of a line
    )
    ours = logging.getLogger("claims")
    ours.handlers = [Forwarded()]
    ours.setLevel(logging.INFO)
