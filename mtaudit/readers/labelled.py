"""Reading labelled data: texts with labels or human scores, from CSV, tab-separated values or JSON lines."""

from __future__ import annotations

import csv
import json
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mtaudit.errors import InputError
from mtaudit.model.evaluation import LabelledData, LabelledText
from mtaudit.readers.lines import LineReader
from mtaudit.readers.plain import STDIN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["LabelledColumns", "read_labelled"]

#: Labels that need no option, in lower case.
_POSITIVE, _NEGATIVE = ("machine", "1"), ("native", "0")


@dataclass(frozen=True, slots=True)
class LabelledColumns:
    """Names of the columns; those that the user named must be there, the others may be.

    :param text: the texts.
    :param label: ``machine`` or ``native``, 1 or 0, or what :func:`read_labelled` is told.
    :param score: of people.
    :param prediction: of a measure computed elsewhere.
    :param document: ids of documents; rows of one are drawn together.
    :param id: ids of rows.
    :param by: subgroups, or None for none.
    :param named: the parts above that the user named.
    """

    text: str = "text"
    label: str = "label"
    score: str = "score"
    prediction: str = "prediction"
    document: str = "document"
    id: str = "id"
    by: str | None = None
    named: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Row:
    place: str
    fields: Mapping[str, Any]


def read_labelled(path: str, columns: LabelledColumns, *, positive: str | None = None) -> LabelledData:
    """Read labelled data.

    :param path: a file in CSV, with tabs or in JSON lines, gzipped or not, or ``-``; which one it is shows in
        its first line.
    :param columns: names of the columns.
    :param positive: the label that counts as positive, every other one as negative; None takes ``machine``
        and 1 against ``native`` and 0.
    :raises InputError: for a file that cannot be read, a column that is not there, a label or number that is
        none, an id that is given twice, or rows of one class only.
    """
    shown = "<stdin>" if path == STDIN else path
    reading = _Reading(shown, columns, positive)
    lines = LineReader().lines(path)
    rows = list(_json_rows(lines, shown) if lines[0].lstrip().startswith("{") else _table_rows(lines, shown))
    if not rows:
        raise InputError("it has a header and no rows", file=shown, mend="give one text a row")
    return reading.data(rows)


def _table_rows(lines: list[str], file: str) -> Iterator[_Row]:
    if "\t" in lines[0]:
        # Quotation marks mean nothing, as in other tab-separated files.
        reader = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    else:
        reader = csv.reader((f"{line}\n" for line in lines), strict=True)
    try:
        header = next(reader)
        if len(set(header)) < len(header):
            raise InputError("two columns have one name", file=file, place="line 1", mend="name each once")
        for fields in reader:
            place = f"line {reader.line_num}"
            if not any(field.strip() for field in fields):
                continue
            if len(fields) != len(header):
                raise InputError(
                    f"{len(fields)} fields, but {len(header)} in the header", file=file, place=place,
                    mend="give every row the same fields",
                )  # fmt: skip
            yield _Row(place, dict(zip(header, fields, strict=True)))
    except csv.Error as error:
        raise InputError(
            f"this is no CSV ({error})", file=file, place=f"line {reader.line_num}", mend="quote its fields"
        ) from error


def _json_rows(lines: list[str], file: str) -> Iterator[_Row]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            fields = json.loads(line)
        except (ValueError, RecursionError) as error:
            told = getattr(error, "msg", "nested too deeply")
            raise InputError(
                f"this is no JSON ({told})", file=file, place=f"line {number}", mend="give one object a line"
            ) from error
        if not isinstance(fields, dict):
            raise InputError(
                "this is no object", file=file, place=f"line {number}", mend="give one object a line"
            )
        yield _Row(f"line {number}", fields)


@dataclass(frozen=True, slots=True)
class _Reading:
    """The file that is read, for messages, and what its columns mean."""

    file: str
    columns: LabelledColumns
    positive: str | None

    def data(self, rows: list[_Row]) -> LabelledData:
        present = {name for row in rows for name in row.fields}
        held = {
            part: self._column(part, present)
            for part in ("text", "label", "score", "prediction", "document", "id", "by")
        }
        if held["text"] is None and held["prediction"] is None:
            raise self._missing(self.columns.text, "--text", present)
        if held["label"] is None and held["score"] is None:
            raise self._missing(self.columns.label, "--label or --score", present)
        texts = tuple(self._row(row, held, number) for number, row in enumerate(rows, 1))
        self._check_ids(rows, texts, held["id"])
        if held["label"] is not None:
            self._check_classes(texts)
        if held["score"] is not None and all(text.score is None for text in texts):
            raise InputError(f"{held['score']!r} is empty in every row", file=self.file, mend="give scores")
        return LabelledData(
            texts, held["label"] is not None, held["score"] is not None, held["by"], self.file
        )

    def _column(self, part: str, present: set[str]) -> str | None:
        name: str | None = getattr(self.columns, part)
        if name is None or name in present:
            return name
        if part in self.columns.named:
            raise self._missing(name, f"--{part}", present)
        return None

    def _missing(self, name: str, option: str, present: set[str]) -> InputError:
        names = ", ".join(sorted(present))
        return InputError(
            f"there is no column {name!r}", file=self.file, mend=f"name one with {option}; it has {names}"
        )

    def _fail(self, problem: str, row: _Row, mend: str) -> InputError:
        return InputError(problem, file=self.file, place=row.place, mend=mend)

    def _row(self, row: _Row, held: Mapping[str, str | None], number: int) -> LabelledText:
        def cell(part: str) -> Any:
            name = held[part]
            return None if name is None else row.fields.get(name)

        own = _name(cell("id")) or str(number)
        text = cell("text")
        if held["text"] is not None and held["prediction"] is None and not _name(text):
            raise self._fail("its text is empty", row, "give a text or take the row out")
        return LabelledText(
            id=own,
            document=_name(cell("document")) or own,
            text=None if text is None else str(text),
            positive=None if held["label"] is None else self._label(cell("label"), row),
            score=self._number(cell("score"), "score", row),
            prediction=self._number(cell("prediction"), "prediction", row),
            group=None if held["by"] is None else _name(cell("by")) or "(none)",
        )

    def _label(self, value: Any, row: _Row) -> bool:
        label = _name(int(value) if isinstance(value, (bool, float)) and value in (0, 1) else value)
        if not label:
            raise self._fail("it has no label", row, "label every row")
        if self.positive is not None:
            return label == self.positive
        if label.lower() in _POSITIVE:
            return True
        if label.lower() in _NEGATIVE:
            return False
        raise self._fail(
            f"the label {label!r} is neither machine nor native, 1 nor 0", row,
            "name the label of machine-translated texts with --positive",
        )  # fmt: skip

    def _number(self, value: Any, what: str, row: _Row) -> float | None:
        if not _name(value):
            return None
        try:
            number = math.nan if isinstance(value, bool) else float(value)
        except (TypeError, ValueError):
            number = math.nan
        if not math.isfinite(number):
            raise self._fail(f"the {what} {value!r} is no number", row, "give a number, or nothing for none")
        return number

    def _check_ids(self, rows: list[_Row], texts: tuple[LabelledText, ...], column: str | None) -> None:
        places: dict[str, str] = {}
        for row, text in zip(rows, texts, strict=True):
            first = places.setdefault(text.id, row.place)
            if first != row.place:
                told = f"the id {text.id!r} stands on {first} too"
                raise self._fail(told, row, f"give each row its own {column or 'id'}")

    def _check_classes(self, texts: tuple[LabelledText, ...]) -> None:
        classes = {text.positive for text in texts}
        if len(classes) == 1:
            which = "positive" if True in classes else "negative"
            raise InputError(
                f"every row is labelled {which}", file=self.file,
                mend="give rows of both classes, or name the positive label with --positive",
            )  # fmt: skip


def _name(value: Any) -> str:
    return "" if value is None else str(value).strip()
