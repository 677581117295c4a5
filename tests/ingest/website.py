"""A real web server on the loopback, whose answers a test writes itself."""

import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Request = BaseHTTPRequestHandler
Answer = Callable[[Request], None]


class Site:
    """A web site on 127.0.0.1 that keeps the requests it had."""

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self._answers: dict[str, Answer] = {}
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.requests.append(self)
                site._answers[self.path](self)

            def log_message(self, format: str, *args: object) -> None:
                pass

        class Server(ThreadingHTTPServer):
            def handle_error(self, request: object, client_address: object) -> None:
                pass  # a client that hangs up, which is what these tests are about

        self._server = Server(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self._server.server_port}{path}"

    def answer(self, path: str, answer: Answer) -> str:
        """Let a path be answered so; returns its URL."""
        self._answers[path] = answer
        return self.url(path)

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def sends(
    body: bytes, content_type: str = "text/html", *, status: int = 200, **headers: str
) -> Answer:
    """Answers properly, with further headers under their names."""

    def answer(request: Request) -> None:
        request.send_response(status)
        request.send_header("Content-Type", content_type)
        request.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            request.send_header(name.replace("_", "-"), value)
        request.end_headers()
        request.wfile.write(body)

    return answer


def redirects(target: str) -> Answer:
    return sends(b"", status=302, Location=target)


def writes(raw: bytes) -> Answer:
    """Writes these bytes to the socket and hangs up."""

    def answer(request: Request) -> None:
        request.wfile.write(raw)

    return answer


def drips(start: bytes, chunk: bytes, *, pause: float) -> Answer:
    """Writes `start`, then `chunk` every `pause` seconds until the client hangs up."""

    def answer(request: Request) -> None:
        request.wfile.write(start)
        while True:
            request.wfile.write(chunk)
            time.sleep(pause)

    return answer


def stalls(start: bytes) -> Answer:
    """Writes `start`, then nothing until the client hangs up."""

    def answer(request: Request) -> None:
        request.wfile.write(start)
        request.connection.settimeout(30)
        request.rfile.read(1)

    return answer
