"""A real WebDAV server over TLS on this machine, and a link in front of it that breaks, stalls and crawls as told."""

import ipaddress
import socket
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cheroot.ssl.builtin import BuiltinSSLAdapter
from cheroot.wsgi import Server as HttpServer
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from wsgidav.wsgidav_app import WsgiDAVApp

USER, PASSWORD = "后塘村", "八角 楼梯 东风"


def make_certificate(folder: Path, name: str = "server", *, days: int = 30) -> tuple[Path, Path]:
    """A self-signed certificate for 127.0.0.1 and its key; `days` below 0 has it run out already."""
    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    host = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=60))
        .not_valid_after(now + timedelta(days=days))
        .add_extension(host, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    certificate, private = folder / f"{name}.pem", folder / f"{name}.key"
    certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    return certificate, private


class Dav:
    """The server: `answer` may give (status words) for a request in place of the real answer; `asked` counts methods."""

    def __init__(self, folder: Path, certificate: Path, private: Path) -> None:
        self.folder = folder
        self.certificate = certificate
        self.answer: Callable[[str], str | None] = lambda method: None
        self.asked: Counter[str] = Counter()
        self.moved: list[str] = []
        users = {"*": {USER: {"password": PASSWORD}}}
        self._app = WsgiDAVApp(
            {
                "provider_mapping": {"/": str(folder)},
                "simple_dc": {"user_mapping": users},
                "http_authenticator": {
                    "accept_basic": True,
                    "accept_digest": False,
                    "default_to_digest": False,
                },
                "verbose": 0,
                "logging": {"enable": False},
                "hotfixes": {"re_encode_path_info": True},
            }
        )
        self.http = HttpServer(("127.0.0.1", 0), self._serve, numthreads=4)
        self.http.ssl_adapter = BuiltinSSLAdapter(str(certificate), str(private))
        self.http.error_log = lambda *args, **more: None
        self.http.prepare()

    @property
    def port(self) -> int:
        return int(self.http.bind_addr[1])

    def address(self, port: int = 0) -> str:
        return f"https://127.0.0.1:{port or self.port}/武义县/台账/"

    def _serve(self, environ, start_response):
        method = environ["REQUEST_METHOD"]
        self.asked[method] += 1
        if planned := self.answer(method):
            environ["wsgi.input"].read()
            start_response(planned, [("Content-Length", "0")])
            return [b""]

        def noting(status, headers, *more):
            if method == "MOVE" and status.startswith("201"):
                self.moved.append(environ["HTTP_DESTINATION"])
            return start_response(status, headers, *more)

        return self._app(environ, noting)

    def files(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in self.folder.rglob("*") if path.is_file()}


@contextmanager
def serving(dav: Dav) -> Iterator[Dav]:
    thread = threading.Thread(target=dav.http.serve, daemon=True)
    thread.start()
    try:
        yield dav
    finally:
        dav.http.stop()
        thread.join(20)


class Link:
    """A TCP link to the server. `plan` says for each connection after how many bytes it breaks, up and down; None never.

    `stalls` lets nothing through at all, `crumb` is the most bytes that pass at once, `mute` breaks the link at the
    server's next word.
    """

    def __init__(self, to_port: int) -> None:
        self.plan: Callable[[], tuple[int | None, int | None]] = lambda: (None, None)
        self.stalls, self.mute, self.crumb, self.connections = False, False, 65536, 0
        self._to_port = to_port
        self._open: list[socket.socket] = []
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listening.getsockname()[1])
        self._threads = [threading.Thread(target=self._accept, daemon=True)]
        self._threads[0].start()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listening.accept()
            except OSError:
                return
            self.connections += 1
            self._open.append(near)
            if self.stalls:
                continue
            far = socket.create_connection(("127.0.0.1", self._to_port))
            self._open.append(far)
            for end in (near, far):
                end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            up, down = self.plan()
            for source, target, limit in ((near, far, up), (far, near, down)):
                words = (source, target, limit, source is far)
                thread = threading.Thread(target=self._pass_on, args=words, daemon=True)
                self._threads.append(thread)
                thread.start()

    def _pass_on(self, source: socket.socket, target: socket.socket, limit: int | None, down: bool) -> None:
        passed = 0
        with suppress(OSError):
            while piece := source.recv(self.crumb):
                if down and self.mute:
                    break
                if limit is not None:
                    piece = piece[: max(0, limit - passed)]
                target.sendall(piece)
                passed += len(piece)
                if limit is not None and passed >= limit:
                    break
        for end in (source, target):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        for one in self._open:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(20)
        for one in self._open:
            one.close()
