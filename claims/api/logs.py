"""The log: one JSON object a line on standard error, never with bodies or keys."""

import sys

import structlog


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
