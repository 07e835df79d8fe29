"""A server on this machine that behaves like EDGAR, and misbehaves as asked."""

import gzip
import json
import threading
import time
from collections import defaultdict, deque
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Behaviour = dict[str, Any]


class Edgar:
    """Pages by path; ``then`` queues how the next requests for a path are answered instead."""

    def __init__(self) -> None:
        self.pages: dict[str, bytes] = {}
        self.asked: list[tuple[float, str, dict[str, str]]] = []
        self._queued: dict[str, deque[Behaviour]] = defaultdict(deque)
        self.base = ""

    def put(self, path: str, page: bytes | dict[str, Any] | str) -> None:
        data = json.dumps(page) if isinstance(page, dict) else page
        self.pages[path] = data.encode() if isinstance(data, str) else data

    def then(self, path: str, times: int = 1, **behaviour: Any) -> None:
        """``status``, ``headers``, ``cut`` (the body ends early), ``slow`` (seconds), ``drip`` (seconds a byte)."""
        self._queued[path].extend([behaviour] * times)

    def paths(self) -> list[str]:
        return [path for _, path, _ in self.asked]

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        path = handler.path
        self.asked.append((time.monotonic(), path, dict(handler.headers)))
        how = self._queued[path].popleft() if self._queued[path] else {}
        time.sleep(how.get("slow", 0))
        page = self.pages.get(path)
        status = how.get("status", 404 if page is None else 200)
        body = page if page is not None and status == 200 else b"<html>no</html>"
        headers = dict(how.get("headers", {}))
        if how.get("gzip"):
            body, headers["Content-Encoding"] = gzip.compress(body), "gzip"
        handler.send_response(status)
        if not how.get("no_length"):
            headers["Content-Length"] = str(len(body))
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.end_headers()
        if "drip" in how:
            for byte in body:
                handler.wfile.write(bytes([byte]))
                time.sleep(how["drip"])
        else:
            handler.wfile.write(body[: len(body) // 2] if how.get("cut") else body)
        if how.get("cut") or how.get("no_length"):
            handler.close_connection = True


@contextmanager
def running() -> Iterator[Edgar]:
    """A server for as long as the block runs."""
    edgar = Edgar()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            try:
                edgar.answer(self)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        def log_message(self, *of: object) -> None:
            """Nothing to the terminal."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    edgar.base = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=[0.01], daemon=True)
    thread.start()
    try:
        yield edgar
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
