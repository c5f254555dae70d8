"""Recorded translations: replayed from a JSON Lines file, and written to one.

A line is an object with ``source``, ``target`` (ISO 639-1 codes), ``sha256`` (of the segment's text
in UTF-8), ``translation``, ``status``, and ``text`` where the segment itself may be kept.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from mtaudit.engines.weights.digest import text_digest
from mtaudit.errors import EngineError
from mtaudit.model import Status, Translation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from mtaudit.engines.base import Engine

__all__ = ["RecordedEngine", "record"]


class RecordedEngine:
    """Replays translations by the digest of the segment and the direction.

    :param path: the recording.
    :raises EngineError: when it cannot be read, or a line is not as described above.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            packed = path.read_bytes()
            lines = packed.decode("utf-8-sig").split("\n")
        except UnicodeDecodeError as error:
            raise EngineError(
                "not UTF-8", file=str(path), place=f"byte {error.start}", mend="record it again"
            ) from error
        except OSError as error:
            raise EngineError(
                f"the recording cannot be read ({error.strerror})",
                file=str(path),
                mend="check the path after recorded:",
            ) from error
        self._revision = hashlib.sha256(packed).hexdigest()[:16]
        self._known: dict[tuple[str, str, str], Translation] = {}
        for number, line in enumerate(lines, start=1):
            if line.strip():
                self._read(line, number)

    @property
    def name(self) -> str:
        """``recorded:`` and the path."""
        return f"recorded:{self._path}"

    @property
    def revision(self) -> str:
        """Digest of the recording."""
        return self._revision

    def translate(
        self,
        segments: Sequence[str],
        *,
        source: str,
        target: str,
        progress: Callable[[int], None] | None = None,
    ) -> list[Translation]:
        """Look the segments up; see :class:`~mtaudit.engines.base.Engine`. Blank ones are empty.

        :raises EngineError: for a segment that was not recorded in this direction.
        """
        results = []
        for text in segments:
            found = self._known.get((source, target, text_digest(text)))
            if found is None and text.strip():
                raise EngineError(
                    f"no recorded translation from {source} into {target} of {_short(text)!r}",
                    file=str(self._path),
                    mend="record the document again or choose another engine",
                )
            results.append(found or Translation("", Status.EMPTY))
        if progress:
            progress(len(results))
        return results

    def _read(self, line: str, number: int) -> None:
        try:
            entry: Any = json.loads(line)
            fields = [entry[name] for name in ("source", "target", "sha256", "translation")]
            status = Status(entry["status"])
            if not all(isinstance(field, str) for field in fields):
                raise TypeError("a field is not text")
        except (ValueError, KeyError, TypeError) as error:
            raise EngineError(
                f"not a recorded translation ({error})",
                file=str(self._path),
                place=f"line {number}",
                mend="each line is an object with source, target, sha256, translation and status",
            ) from error
        source, target, digest, text = fields
        self._known[source, target, digest] = Translation(text, status)


def record(
    engine: Engine,
    segments: Iterable[str],
    path: Path,
    *,
    source: str,
    target: str,
    keep_text: bool = True,
) -> list[Translation]:
    """Translate the segments of one document and append them to a recording.

    :param engine: any engine.
    :param segments: texts.
    :param path: the recording; made when it does not exist.
    :param source: ISO 639-1 code of the language of the segments.
    :param target: ISO 639-1 code of the language wanted.
    :param keep_text: whether the segments themselves are written too.
    :returns: the translations, to be recorded in the other direction for a round trip.
    :raises EngineError: as the engine does, or when the file cannot be written.
    """
    texts = list(segments)
    results = engine.translate(texts, source=source, target=target)
    lines = []
    for text, result in zip(texts, results, strict=True):
        entry = {"source": source, "target": target, "sha256": text_digest(text)}
        if keep_text:
            entry["text"] = text
        entry |= {"translation": result.text, "status": result.status.value}
        lines.append(json.dumps(entry, sort_keys=True) + "\n")
    try:
        with path.open("a", encoding="utf-8") as file:
            file.writelines(lines)
    except OSError as error:
        raise EngineError(
            f"the recording cannot be written ({error.strerror})",
            file=str(path),
            mend="choose another path",
        ) from error
    return results


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 40 else f"{line[:39]}…"
