"""MQM, ESA, mt-metrics-eval and WMT: what annotation viewers and metrics tools read."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import pytest

from mtaudit.errors import InputError
from mtaudit.metrics import segment_penalties
from mtaudit.model import Severity, Span
from mtaudit.reports.exchange.esa import ITEMS, to_esa
from mtaudit.reports.exchange.mqm import COLUMNS, to_mqm
from mtaudit.reports.exchange.places import parts_by_segment
from mtaudit.reports.exchange.ratings import to_ratings
from mtaudit.reports.exchange.wmt import to_wmt

if TYPE_CHECKING:
    from types import SimpleNamespace

    from mtaudit.reports.exchange import Audited, Run


def expected(one: Audited) -> list[tuple[int, int, int, str]]:
    """Segment, start and end in it, and category, of each part of a finding."""
    parts = parts_by_segment(one.report.document.segments, one.report.findings)
    return [(at, p.start, p.end, p.finding.category) for at, own in enumerate(parts) for p in own]


def mqm_rows(written: str) -> list[dict[str, str]]:
    """Read rows as mt-metrics-eval's converter does: unquoted, with universal line ends."""
    stream = io.TextIOWrapper(io.BytesIO(written.encode()), encoding="utf-8")
    return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


def mqm_spans(written: str) -> list[tuple[int, int, int, str]]:
    found = []
    for row in mqm_rows(written):
        before, mark, rest = row["target"].partition("<v>")
        inside, end, after = rest.partition("</v>")
        assert "<v>" not in rest
        assert "</v>" not in after
        if mark:
            assert end
            start = len(before)
            found.append((int(row["doc_id"]) - 1, start, start + len(inside), row["category"]))
        else:
            assert (row["category"], row["severity"]) == ("No-error", "No-error")
    return found


def test_mqm_reopens_with_the_same_spans_and_text(exchange: SimpleNamespace) -> None:
    one = exchange.audited()
    written = to_mqm(exchange.run(one))
    assert written.splitlines()[0].split("\t") == list(COLUMNS)
    assert mqm_spans(written) == expected(one)
    for row in mqm_rows(written):
        text = exchange.segments[int(row["doc_id"]) - 1]
        bare = row["target"].replace("<v>", "", 1).replace("</v>", "", 1)
        assert len(bare) == len(text)
        assert {(ours, theirs) for ours, theirs in zip(text, bare, strict=True) if ours != theirs} <= {
            ("\t", " "),
            ("\u2028", " "),
            ("<", "‹"),
            (">", "›"),
        }


def test_mqm_numbers_segments_and_names_categories_and_severities_as_google_does(
    exchange: SimpleNamespace,
) -> None:
    text = "One fault. None. None."
    parts = ("One fault.", "None.", "None.")
    whole = exchange.audited([("FLU003", exchange.spans[0][1])]).report.findings[0]
    one = exchange.audited([], text=text, parts=parts)
    severe = replace(
        whole, category="Non-translation", severity=Severity.MAJOR,
        span=one.report.document.segments[0].span, text=parts[0],
    )  # fmt: skip
    one = replace(one, report=replace(one.report, findings=(severe,)), marks=("0" * 20,))
    rows = mqm_rows(to_mqm(exchange.run(one, one)))
    assert [(row["doc_id"], row["seg_id"]) for row in rows] == [
        ("1", "1"), ("2", "2"), ("3", "3"), ("1", "4"), ("2", "5"), ("3", "6"),
    ]  # fmt: skip
    assert [(row["category"], row["severity"]) for row in rows[:2]] == [
        ("Non-translation!", "Major"), ("No-error", "No-error"),
    ]  # fmt: skip


def test_mqm_holds_hostile_text_in_its_field(exchange: SimpleNamespace, hostile: str) -> None:
    run = exchange.hostile(hostile)
    written = to_mqm(run)
    rows = mqm_rows(written)
    assert all(None not in row and None not in row.values() for row in rows)
    assert len(rows) == len(written.splitlines()) - 1 == 3
    assert not [c for c in written if not c.isprintable() and c not in "\t\n\u200c\u200d\u3000"]
    assert mqm_spans(written)[0][:3] == expected(run.audits[0])[0][:3]


def test_mqm_refuses_what_it_would_repeat_without_end(exchange: SimpleNamespace) -> None:
    text = "word " * 20_000
    spans = [("FLU003", exchange.spans[0][1])] * 600
    with pytest.raises(InputError, match=r"100,000 characters with 600 findings.*choose another format"):
        to_mqm(exchange.run(exchange.audited(spans, text=text, parts=(text,))))


def test_esa_draws_the_same_spans(exchange: SimpleNamespace) -> None:
    one = exchange.audited()
    tasks = json.loads(to_esa(exchange.run(one)))
    items = tasks[0]["items"]
    assert (len(tasks), len(items)) == (1, ITEMS)
    drawn, kept = [], []
    for at, item in enumerate(items[: len(exchange.segments)]):
        units = item["targetText"].encode("utf-16-le")
        for span in item["mqm"]:
            assert span["severity"] in ("neutral", "minor", "major", "critical")
            drawn.append(units[2 * span["start_i"] : 2 * span["end_i"] + 2].decode("utf-16-le"))
            kept.append((at, span["start"], span["end"], "/".join(span["error_type"])))
            if span["start"] == span["end"]:
                drawn[-1] = ""  # an insertion is drawn on the character behind it
    assert kept == expected(one)
    assert drawn == [exchange.segments[at][start:end] for at, start, end, _ in kept]
    assert {item["itemType"] for item in items[len(exchange.segments) :]} == {"CHK"}


def test_esa_counts_from_where_appraise_begins_to_read(exchange: SimpleNamespace) -> None:
    text = "\ufeffThe the pier"
    one = exchange.audited([("FLU003", Span(1, 8))], text=text, parts=(text,))
    (span,) = json.loads(to_esa(exchange.run(one)))[0]["items"][0]["mqm"]
    assert (span["start_i"], span["end_i"], span["start"], span["end"]) == (0, 6, 1, 8)


def test_esa_parts_segments_into_tasks_of_100(exchange: SimpleNamespace) -> None:
    one = exchange.audited()
    tasks = json.loads(to_esa(exchange.run(*[one] * 60)))
    assert [len(task["items"]) for task in tasks] == [100, 100, 100]
    numbers = [item["itemID"] for task in tasks for item in task["items"] if item["itemType"] == "TGT"]
    assert numbers == list(range(1, 241))
    assert tasks[2]["task"] == {
        "batchNo": 3, "randomSeed": 0, "requiredAnnotations": 1,
        "sourceLanguage": "ind", "targetLanguage": "eng",
    }  # fmt: skip


@dataclass
class Error:
    """What mt-metrics-eval reads of an error, by its names and types."""

    start: int
    end: int
    category: str | None = None
    severity: str | None = None
    score: float | None = None
    is_source_error: bool = False


@dataclass
class Rating:
    """The same for a segment."""

    source: str
    hypothesis: str
    errors: list[Error] = field(default_factory=list)
    document_id: str | None = None
    segment_id: int | None = None
    system_id: str | None = None
    rater_id: str | None = None
    src_lang: str | None = None
    tgt_lang: str | None = None


def ratings(written: str) -> list[Rating]:
    def read(line: str) -> Rating:
        laid_out: dict[str, Any] = json.loads(line)
        return Rating(**laid_out | {"errors": [Error(**error) for error in laid_out["errors"]]})

    return [read(line) for line in written.splitlines()]


def test_ratings_reopen_with_the_same_spans(exchange: SimpleNamespace) -> None:
    one = exchange.audited()
    read = ratings(to_ratings(exchange.run(one, one)))
    assert [rating.segment_id for rating in read] == list(range(2 * len(exchange.segments)))
    assert [rating.hypothesis for rating in read] == 2 * list(exchange.segments)
    found = [
        (at, error.start, error.end, error.category)
        for at, rating in enumerate(read[: len(exchange.segments)])
        for error in rating.errors
    ]
    assert found == expected(one)


def test_ratings_hold_hostile_text_in_their_line(exchange: SimpleNamespace, hostile: str) -> None:
    run = exchange.hostile(hostile)
    written = to_ratings(run)
    assert [rating.hypothesis for rating in ratings(written)] == [
        json.loads(json.dumps(segment.text)) for segment in run.audits[0].report.document.segments
    ]
    assert not [c for c in written if not c.isprintable() and c not in "\n\u200c\u200d\u3000"]


def test_segment_scores_are_the_rule_penalty_negated(exchange: SimpleNamespace) -> None:
    one = exchange.audited()
    rows = [line.split("\t") for line in to_wmt(exchange.run(one)).splitlines()]
    penalties = segment_penalties(one.report.findings)
    assert sum(penalties.values()) > 0
    assert [float(row[8]) for row in rows] == [-penalties.get(at, 0) for at in range(len(rows))]
    assert [row[:8] for row in rows][1] == [
        "mtaudit-rule-penalty", "id-en", "audit", "all", "flood", "src", "unknown", "2",
    ]  # fmt: skip


def test_segment_scores_hold_hostile_names_in_their_field(exchange: SimpleNamespace, hostile: str) -> None:
    written = to_wmt(exchange.hostile(hostile))
    assert {len(line.split("\t")) for line in written.splitlines()} == {9}
    assert {len(line.split()) for line in written.split("\n")} == {9}


def test_suppressed_findings_are_left_out(exchange: SimpleNamespace) -> None:
    one = exchange.audited([], suppressed=(("FLU003", exchange.spans[0][1], "inline"),))
    run: Run = exchange.run(one)
    assert mqm_spans(to_mqm(run)) == []
    assert not any(item["mqm"] for item in json.loads(to_esa(run))[0]["items"])
    assert not any(rating.errors for rating in ratings(to_ratings(run)))
