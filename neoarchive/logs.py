"""How is logged: lines of words or of JSON, each with the id of the request that it belongs to.

The settings import this module, so it imports nothing of Django's. ``neoarchive.request_log`` logs the requests.
"""

import json
import logging
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

# What every record has and no line needs; all else that a call gave as ``extra`` goes into the JSON.
_OWN = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "request_id", "request", "taskName"}

request_id: ContextVar[str] = ContextVar("request_id", default="-")
"""The id of the request that is being answered; "-" outside of one."""


class WithRequestId(logging.Filter):
    """Gives every record the id of its request."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = request_id.get()
        return True


class Line(logging.Formatter):
    """One line in words. What a visitor could put into it breaks no line: control characters are shown escaped."""

    def __init__(self) -> None:
        super().__init__("{asctime} {levelname} {name} [{request_id}] {message}", style="{")

    def formatMessage(self, record: logging.LogRecord) -> str:
        record.message = printable(record.message)
        return super().formatMessage(record)


class Json(logging.Formatter):
    """One JSON object a line: time (UTC), level, logger, message, request_id, what the call gave beside, traceback."""

    def format(self, record: logging.LogRecord) -> str:
        found: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "request_id": getattr(record, "request_id", "-"),
        }
        found |= {name: value for name, value in record.__dict__.items() if name not in _OWN and name not in found}
        if record.exc_info:
            found["traceback"] = self.formatException(record.exc_info)
        return json.dumps(found, default=str)


def configuration(form: str, level: str, *, requests: bool) -> dict[str, Any]:
    """LOGGING for Django. ``form``: "line" or "json"; ``requests``: whether each request is logged."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"request": {"()": "neoarchive.logs.WithRequestId"}},
        "formatters": {"line": {"()": "neoarchive.logs.Line"}, "json": {"()": "neoarchive.logs.Json"}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": form, "filters": ["request"]}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {"neoarchive.requests": {"level": "INFO" if requests else "WARNING"}},
    }


def printable(text: str) -> str:
    return text if text.isprintable() else "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)
