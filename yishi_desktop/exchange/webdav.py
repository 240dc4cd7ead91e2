"""A file brought to a WebDAV server: whole, once, and known to be there before anybody says so.

WebDAV has no "create if absent" that a server must obey for PUT, and a connection may break after the server has done
what was asked. So a file goes up under a temporary name made of its own hash, is read back, and is then moved to its
final name with `Overwrite: F` (RFC 4918, 10.6). The final name carries the hash too: whoever tries again after a break
finds the file there and is done. Nothing is ever overwritten.
"""

import hashlib
import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from http import HTTPStatus
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import quote, urlsplit

import httpx

from yishi_desktop.domain.errors import UserError

Cancelled = Callable[[], bool]
CHUNK = 16 * 1024
"""Bytes between two questions whether to stop."""
PATIENCE = httpx.Timeout(20.0, connect=10.0)
"""Seconds without a single byte going on; a slow link that moves is given all the time it needs."""
_LONGEST_WORDS = 64 * 1024
_SAFE = "资料都在这台电脑上，没有丢；没传完的不会算数。"
_LATER = "过一会儿会自动再试，不用管它。"
_ABSENT = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)


class NeedsPerson(UserError):  # noqa: N818 - a refusal with advice
    """Trying again by itself would not help, or would do harm: a password, a certificate, an address."""


class Stopped(UserError):  # noqa: N818 - no fault: somebody asked for it
    """The transfer was asked to stop; what is on the server is a temporary file the next try overwrites."""


@dataclass(frozen=True, slots=True)
class Account:
    """A folder on a WebDAV server. `certificate` is the path of an office's own root certificate, empty for none."""

    address: str
    user: str = ""
    password: str = field(default="", repr=False)
    certificate: str = ""


def refuse_address(address: str) -> None:
    """`NeedsPerson` unless this is an https address; over plain http the password would be open to everybody."""
    try:
        parts = urlsplit(address)
        httpx.URL(address)
    except (ValueError, httpx.InvalidURL) as error:
        raise _fault(httpx.InvalidURL(address)) from error
    if parts.scheme == "http":
        raise NeedsPerson(
            "地址是 http:// 开头，密码会在网上明着走。",
            "没有连接，什么也没有发。",
            "请改成 https:// 开头的地址。",
        )
    if parts.scheme != "https" or not parts.hostname:
        raise NeedsPerson(
            "上传地址不对。",
            "没有连接，什么也没有发。",
            "网络地址要以 https:// 开头；共享盘、U盘请选文件夹。",
        )


class Server:
    """A connection to one account's folder, closed at the end of `with`. Errors are `UserError`s in Chinese."""

    def __init__(self, account: Account, patience: httpx.Timeout = PATIENCE) -> None:
        refuse_address(account.address)
        self._base = str(httpx.URL(account.address.rstrip("/") + "/"))  # percent-encoded, as headers need it
        self._client = httpx.Client(
            auth=httpx.BasicAuth(account.user, account.password) if account.user else None,
            verify=_trusted(account.certificate),
            timeout=patience,
            headers={"Accept-Encoding": "identity", "User-Agent": "yishi"},
            trust_env=False,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    # --- what is asked of it ---

    def check(self) -> None:
        """Make sure of address, password and certificate without leaving anything there."""
        answer = self._ask("PROPFIND", "", headers={"Depth": "0"})
        if answer.status_code in _ABSENT:
            return  # the folder is made at the first upload
        self._expect(answer, HTTPStatus.MULTI_STATUS)

    def deliver(self, name: str, data: bytes, cancelled: Cancelled) -> None:
        """Bring `data` there under `name`, once. Returns when it is known to be there, whoever brought it."""
        digest = hashlib.sha256(data).hexdigest()
        if self._is_there(name, data, digest):
            return
        part = f"{digest}.part"
        self._put(part, data, cancelled)
        if self._digest_of(part, len(data)) != digest:
            raise UserError("传上去的和这里的不一样，网络不稳。", _SAFE, _LATER)
        headers = {"Destination": self._url(name), "Overwrite": "F"}
        moved = self._ask("MOVE", part, headers=headers)
        if moved.status_code not in (HTTPStatus.PRECONDITION_FAILED, *_ABSENT):
            self._expect(moved, HTTPStatus.CREATED, HTTPStatus.NO_CONTENT)
        if not self._is_there(name, data, digest):
            raise UserError("服务器没有收好文件。", _SAFE, _LATER)

    # --- one step each ---

    def _is_there(self, name: str, data: bytes, digest: str) -> bool:
        found = self._digest_of(name, len(data))
        if found is not None and found != digest:
            raise NeedsPerson(
                f"服务器上的“{name}”被人改过了，和这里的不一样。",
                _SAFE,
                "请和乡镇核对，把服务器上那一份移开。",
            )
        return found is not None

    def _put(self, name: str, data: bytes, cancelled: Cancelled) -> None:
        answer = self._ask("PUT", name, content=data, cancelled=cancelled)
        if answer.status_code in (HTTPStatus.CONFLICT, *_ABSENT):
            self._make_folders()
            answer = self._ask("PUT", name, content=data, cancelled=cancelled)
        self._expect(answer, HTTPStatus.OK, HTTPStatus.CREATED, HTTPStatus.NO_CONTENT)

    def _make_folders(self) -> None:
        """Make the folder of the account, from the top; one that is there answers 405."""
        parts = urlsplit(self._base)
        path = ""
        for step in filter(None, parts.path.split("/")):
            path += f"/{step}"
            self._request("MKCOL", f"{parts.scheme}://{parts.netloc}{path}/")

    def _digest_of(self, name: str, size: int) -> str | None:
        """SHA-256 of what lies there; empty when it is longer than it should be, None when nothing does.

        GET, not HEAD: some servers send a body after HEAD, which breaks the connection.
        """
        found, length = hashlib.sha256(), 0
        with _told_in_words(), self._client.stream("GET", self._url(name)) as answer:
            if answer.status_code in (*_ABSENT, HTTPStatus.CONFLICT):
                _read_out(answer)
                return None
            self._expect(answer, HTTPStatus.OK)
            for piece in answer.iter_bytes(CHUNK):
                length += len(piece)
                if length > size:
                    return ""
                found.update(piece)
        return found.hexdigest()

    def _url(self, name: str) -> str:
        return self._base + quote(name)

    def _ask(
        self,
        method: str,
        name: str,
        *,
        headers: dict[str, str] | None = None,
        content: bytes | None = None,
        cancelled: Cancelled | None = None,
    ) -> httpx.Response:
        headers = dict(headers or {})
        body: Iterator[bytes] | None = None
        if content is not None:
            headers["Content-Length"] = str(len(content))
            body = _pieces(content, cancelled)
        return self._request(method, self._url(name) if name else self._base, headers, body)

    def _request(
        self,
        method: str,
        url: str,
        headers: dict[str, str] | None = None,
        content: Iterator[bytes] | None = None,
    ) -> httpx.Response:
        with _told_in_words(), self._client.stream(method, url, headers=headers, content=content) as answer:
            _read_out(answer)
            return answer

    def _expect(self, answer: httpx.Response, *wanted: int) -> None:
        if answer.status_code not in wanted:
            raise _refusal(answer.status_code)


def _read_out(answer: httpx.Response) -> None:
    """Read what the server adds, so that the connection can be used again; a talkative one is cut short."""
    length = 0
    for piece in answer.iter_raw(CHUNK):
        length += len(piece)
        if length > _LONGEST_WORDS:
            return


def _pieces(data: bytes, cancelled: Cancelled | None) -> Iterator[bytes]:
    for start in range(0, len(data), CHUNK):
        if cancelled and cancelled():
            raise Stopped("传到一半停下了。", _SAFE, "下次打开程序会接着传。")
        yield data[start : start + CHUNK]


def _trusted(certificate: str) -> ssl.SSLContext:
    """What the system trusts, and the office's own root certificate beside it."""
    if certificate:
        try:
            content = Path(certificate).read_text(encoding="ascii")
            return _context(content)
        except (OSError, ssl.SSLError, ValueError) as error:
            raise NeedsPerson(
                "单位的证书文件打不开，或者不是证书。",
                "没有连接，什么也没有发。",
                "请重新选证书文件，或者先不选。",
            ) from error
    return _context("")


@lru_cache(maxsize=4)
def _context(certificate: str) -> ssl.SSLContext:
    """Kept, because reading what the system trusts takes 30 ms and more."""
    context = ssl.create_default_context()
    if certificate:
        context.load_verify_locations(cadata=certificate)
    return context


class _told_in_words:  # noqa: N801 - reads as what it does, as contextlib's do
    """What goes wrong below, as a `UserError`."""

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if isinstance(error, httpx.HTTPError | httpx.InvalidURL | ssl.SSLError | UnicodeError):
            raise _fault(error) from error


def _fault(error: Exception) -> UserError:
    if isinstance(error, httpx.InvalidURL | httpx.UnsupportedProtocol | UnicodeError):
        return NeedsPerson("上传地址不对。", _SAFE, "请在“设置与帮助”的“网络上传”里改地址。")
    if _is_about_certificate(error):
        return NeedsPerson(
            "对方服务器的证书不可信，可能连到了假的服务器。",
            "没有发密码，也没有发文件。",
            "请问乡镇：证书过期了要换；是单位自己的证书，就在“网络上传”里选上它。",
        )
    if isinstance(error, httpx.TimeoutException):
        return UserError("网太慢，等不到回答。", _SAFE, _LATER)
    if isinstance(error, httpx.ConnectError):
        return UserError("连不上服务器，可能没有网。", _SAFE, _LATER)
    return UserError("传到一半断了。", _SAFE, _LATER)


def _is_about_certificate(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return True
        error = error.__cause__ or error.__context__
    return False


def _refusal(status: int) -> UserError:
    if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
        return NeedsPerson(
            "用户名或者密码不对，或者没有写的权限。", _SAFE, "请在“网络上传”里改好，再点“再试一次”。"
        )
    if status in (HTTPStatus.INSUFFICIENT_STORAGE, HTTPStatus.REQUEST_ENTITY_TOO_LARGE):
        return UserError("服务器的盘满了。", _SAFE, "请告诉乡镇清出地方；这里会自动再试。")
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR or status in (
        HTTPStatus.LOCKED,
        HTTPStatus.TOO_MANY_REQUESTS,
        HTTPStatus.REQUEST_TIMEOUT,
    ):
        return UserError(f"服务器现在不收（{int(status)}）。", _SAFE, _LATER)
    return NeedsPerson(
        f"这个地址不收文件（{int(status)}）。", _SAFE, "请向乡镇问清楚上传地址，在“网络上传”里改。"
    )
