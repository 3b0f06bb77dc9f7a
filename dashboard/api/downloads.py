"""The whole ledger as one file, with its size and hash; sent as a static file is."""

import base64
import hashlib
import shutil
import tempfile
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import duckdb
import pandas as pd
from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import FileResponse

from dashboard.api import answers
from dashboard.api.parameters import Paged
from dashboard.api.resources import REFUSED
from dashboard.queries.database import Database, Edition, edition_at
from etl.exports import contents
from etl.exports import ledger as ledger_export

WHOLE = "ledger.duckdb"
PARQUET = "ledger-parquet.zip"
SQLITE = "ledger.sqlite"
MEDIA_TYPES = {
    WHOLE: "application/vnd.duckdb",
    PARQUET: "application/zip",
    SQLITE: "application/vnd.sqlite3",
}
NAMES = frozenset(MEDIA_TYPES)
CHUNK = 2**20  # bytes


@dataclass(frozen=True)
class Copy:
    """A file of an edition, which stays as it is whatever is published in the meantime."""

    path: Path
    size: int
    sha256: str
    edition: str


class Copies:
    """The files of the edition in service, each made when it is first asked for, once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._of: Edition | None = None
        self._made: dict[str, Copy] = {}
        # The present one and the one before, of which a file may be about to be sent.
        self._folders: deque[tempfile.TemporaryDirectory[str]] = deque(maxlen=2)

    def copy(self, ledger: Database, name: str) -> Copy:
        # The file is the same in every language.
        edition = edition_at(ledger.file, None)
        with self._lock:
            if edition != self._of:
                self._folders.append(tempfile.TemporaryDirectory(prefix="tip-ledger-"))
                self._made = {}
                shutil.copyfile(ledger.file, self._path(WHOLE))
                self._of = edition
            if name not in self._made:
                self._made[name] = self._make(name)
            return self._made[name]

    def _make(self, name: str) -> Copy:
        whole, target = self._path(WHOLE), self._path(name)
        if name == SQLITE:
            ledger_export.write(whole, ledger_export.FORMS["sqlite"], target)
        elif name == PARQUET:
            folder = target.with_suffix("")
            ledger_export.write(whole, ledger_export.FORMS["parquet"], folder)
            ledger_export.zipped(folder, target)
            shutil.rmtree(folder)
        with duckdb.connect(str(whole), read_only=True) as opened:
            edition = contents.edition(opened)
        with target.open("rb") as content:
            digest = hashlib.file_digest(content, "sha256").hexdigest()
        return Copy(target, target.stat().st_size, digest, edition)

    def _path(self, name: str) -> Path:
        return Path(self._folders[-1].name) / name

    def end(self) -> None:
        """Remove all: a server that a signal ends leaves the removal to nobody else."""
        with self._lock:
            while self._folders:
                self._folders.pop().cleanup()
            self._of = None


copies = Copies()


def router(ledger: Callable[[], Database]) -> APIRouter:
    """The files and their list; `ledger` gives the one in service."""
    files = APIRouter(responses=REFUSED)

    @files.get("/ledger", responses=answers.FORMS)
    def whole_ledger(request: Request, asked: Annotated[Paged, Query()]) -> Response:
        """The whole ledger as files: name, edition, size in bytes, SHA-256."""
        now = ledger()
        made = [(name, copies.copy(now, name)) for name in MEDIA_TYPES]
        listed = pd.DataFrame(
            [
                {"file": name, "edition": one.edition, "bytes": one.size, "sha256": one.sha256}
                for name, one in made
            ]
        )
        return answers.page_of(now, request, asked, listed)

    def download(request: Request) -> Response:
        """The whole ledger as one file; `Repr-Digest` is its hash (RFC 9530)."""
        name = request.scope["path"].rsplit("/", 1)[-1]
        made = copies.copy(ledger(), name)
        tag = f'"{made.sha256}"'
        if tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers={"etag": tag})
        digest = base64.b64encode(bytes.fromhex(made.sha256)).decode()
        sent = FileResponse(
            made.path,
            headers={"etag": tag, "repr-digest": f"sha-256=:{digest}:"},
            media_type=MEDIA_TYPES[name],
            filename=f"tip-{name}",
        )
        sent.chunk_size = CHUNK
        return sent

    for name, kind in MEDIA_TYPES.items():
        binary: dict[str, Any] = {kind: {"schema": {"type": "string", "format": "binary"}}}
        files.add_api_route(
            f"/{name}",
            download,
            name=name,
            operation_id=name,
            response_class=FileResponse,
            responses={
                200: {"content": binary, "description": "The file"},
                304: {"description": "You have it"},
            },
        )
        files.add_api_route(f"/{name}", download, methods=["HEAD"], include_in_schema=False)
    return files
