"""SARIF: the schema, the same spans again, suppressions, baselines, addresses."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest
from jsonschema import Draft7Validator
from sarif_pydantic import Sarif

from mtaudit.model import Document, Severity, Span, Why
from mtaudit.reports.exchange.sarif import to_sarif
from mtaudit.reports.exchange.words import importance, level

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import SimpleNamespace

    from mtaudit.reports.exchange import Run


@pytest.fixture(scope="module")
def mistakes(packaged_schema: Callable[[str], dict[str, Any]]) -> Callable[[str], list[str]]:
    """Hold a file against the schema of the standard (OASIS, as SchemaStore carries it)."""
    schema = packaged_schema("https://json.schemastore.org/sarif-2.1.0.json")
    assert "oasis-tcs/sarif-spec" in schema["$id"]
    validator = Draft7Validator(schema)
    return lambda written: [
        f"{error.json_path}: {error.message[:200]}" for error in validator.iter_errors(json.loads(written))
    ]


def of(run: Run) -> dict[str, Any]:
    return json.loads(to_sarif(run))["runs"][0]


def regions(laid_out: Any) -> list[dict[str, Any]]:
    """Every region anywhere."""
    if isinstance(laid_out, list):
        return [region for one in laid_out for region in regions(one)]
    if not isinstance(laid_out, dict):
        return []
    own = [laid_out[key] for key in ("region", "deletedRegion") if key in laid_out]
    return own + [region for one in laid_out.values() for region in regions(one)]


def by_lines(text: str, region: Any) -> str:
    """Cut a region out by its lines and columns."""
    lines = re.split(r"(?<=\n)", text)
    offsets = [sum(map(len, lines[: line - 1])) for line in (region.start_line, region.end_line)]
    return text[offsets[0] + region.start_column - 1 : offsets[1] + region.end_column - 1]


def test_a_full_run_fits_the_official_schema(
    exchange: SimpleNamespace, mistakes: Callable[[str], list[str]]
) -> None:
    held = exchange.audited(
        suppressed=(("FLU003", Span(0, 7), Why.INLINE), ("FLU001", Span(2, 3), Why.BASELINE))
    )
    native = Document("native", exchange.native, source="native.txt")
    compared = replace(
        held.report.findings[0], reference_span=Span(2, 3), reference_text=exchange.native[2:3]
    )
    report = replace(held.report, findings=(compared, *held.report.findings[1:]))
    full = replace(held, report=report, references=(native,))
    assert mistakes(to_sarif(exchange.run(full, known=frozenset({full.marks[0]}), exit_code=1))) == []
    assert mistakes(to_sarif(exchange.run(exchange.audited([])))) == []
    assert mistakes(to_sarif(exchange.run())) == []


def test_hostile_text_fits_the_schema_and_sends_nothing(
    exchange: SimpleNamespace, mistakes: Callable[[str], list[str]], hostile: str
) -> None:
    run = exchange.hostile(hostile)
    written = to_sarif(run)
    assert mistakes(written) == []
    assert not [c for c in written if not c.isprintable() and c not in "\u200c\u200d\u3000"]
    snippet = json.loads(written)["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert snippet["snippet"]["text"] == json.loads(json.dumps(run.audits[0].report.findings[0].text))


def test_what_the_errata_add_to_the_schema_holds(exchange: SimpleNamespace) -> None:
    # Errata 01 ask every region for a line or an offset, and languages for two letters and a country.
    run = of(exchange.run(exchange.audited()))
    found = regions(run["results"])
    assert len(found) == 20
    assert all("startLine" in region and "charOffset" in region for region in found)
    assert re.fullmatch("[a-zA-Z]{2}(-[a-zA-Z]{2})?", run["language"])


def test_it_reopens_with_the_same_spans(exchange: SimpleNamespace) -> None:
    log = Sarif.model_validate_json(to_sarif(exchange.run(exchange.audited())))
    (run,) = log.runs
    assert run.columnKind == "unicodeCodePoints"
    reopened = []
    for result in run.results:
        region = result.locations[0].physical_location.region
        start, end = region.char_offset, region.char_offset + region.char_length
        assert by_lines(exchange.text, region) == exchange.text[start:end] == region.snippet.text
        reopened.append((result.rule_id, Span(start, end)))
    assert reopened == exchange.spans


def test_the_fix_of_a_result_puts_its_suggestion_there(exchange: SimpleNamespace) -> None:
    held = exchange.audited([("FLU003", exchange.spans[0][1])], suggestion="the")
    (change,) = of(exchange.run(held))["results"][0]["fixes"][0]["artifactChanges"]
    (replacement,) = change["replacements"]
    start = replacement["deletedRegion"]["charOffset"]
    end = start + replacement["deletedRegion"]["charLength"]
    mended = exchange.text[:start] + replacement["insertedContent"]["text"] + exchange.text[end:]
    assert mended.splitlines()[0] == "Harbour 👩‍👩‍👧 closes the pier"


def test_rules_have_help_with_every_heading_and_results_point_at_them(exchange: SimpleNamespace) -> None:
    run = of(exchange.run(exchange.audited()))
    rules = run["tool"]["driver"]["rules"]
    for rule in rules:
        for heading in ("What it finds", "Why it matters", "Known false alarms", "Example", "Source"):
            assert f"\n## {heading}\n" in rule["help"]["markdown"]
            assert f"\n{heading}\n" in rule["help"]["text"]
        assert rule["shortDescription"]["text"] in rule["help"]["text"]
        assert rule["fullDescription"]["text"] != rule["shortDescription"]["text"]
    assert [rules[r["ruleIndex"]]["id"] for r in run["results"]] == [r["ruleId"] for r in run["results"]]


def test_suppressed_findings_are_kept_and_say_why(exchange: SimpleNamespace) -> None:
    one = exchange.spans[0][1]
    held = exchange.audited(
        [("FLU003", one)], suppressed=(("FLU003", Span(0, 7), Why.INLINE), ("FLU001", one, Why.BASELINE))
    )
    results = of(exchange.run(held))["results"]
    assert [[s["kind"] for s in r.get("suppressions", [])] for r in results] == [
        [],
        ["inSource"],
        ["external"],
    ]
    assert not any("baselineState" in result for result in results)
    results = of(exchange.run(held, known=frozenset({held.marks[2]})))["results"]
    assert [result["baselineState"] for result in results] == ["new", "new", "unchanged"]
    assert [result["partialFingerprints"]["primaryLocationLineHash"] for result in results] == list(
        held.marks
    )


def test_severities_become_levels_and_ranks() -> None:
    levels = [level(severity, house_style=False) for severity in Severity]
    assert levels == ["note", "warning", "error", "error"]
    assert level(Severity.CRITICAL, house_style=True) == "note"
    ranks = [importance(severity, confidence) for severity in Severity for confidence in (0, 0.5, 1)]
    assert ranks == sorted(ranks)
    assert (ranks[0], ranks[-1]) == (0, 100)


@pytest.mark.parametrize("name", ["my news #1?.txt", "50%/a:b.txt", "berita/«ü».txt", "./a/../b.txt"])
def test_addresses_are_relative_and_percent_encoded(exchange: SimpleNamespace, name: str) -> None:
    run = of(exchange.run(exchange.audited([], source=name)))
    location = run["artifacts"][0]["location"]
    assert re.fullmatch(r"[A-Za-z0-9/._~%-]+", location["uri"])
    assert unquote(location["uri"]) == name.replace("./a/../", "")
    assert location["uriBaseId"] in run["originalUriBaseIds"]


def test_a_file_elsewhere_has_a_whole_address_and_standard_input_a_name(
    exchange: SimpleNamespace, tmp_path: Path
) -> None:
    run = of(exchange.run(exchange.audited([], source=str(tmp_path / "a b.txt"))))
    assert run["artifacts"][0]["location"] == {"uri": (tmp_path / "a b.txt").as_uri()}
    run = of(exchange.run(exchange.audited([], source="<stdin>")))
    assert run["artifacts"][0]["location"]["uri"] == "harbour"


def test_the_native_report_is_a_related_location(exchange: SimpleNamespace) -> None:
    held = exchange.audited(
        [("LOC001", exchange.spans[7][1])], reference_span=Span(2, 3), reference_text="👩"
    )
    others = (Document("x", "no such text", source="x.txt"), Document("n", exchange.native, source="n.txt"))
    run = of(exchange.run(replace(held, references=others)))
    (related,) = run["results"][0]["relatedLocations"]
    place = related["physicalLocation"]
    assert run["artifacts"][place["artifactLocation"]["index"]]["location"]["uri"] == "n.txt"
    assert (place["region"]["charOffset"], place["region"]["snippet"]["text"]) == (2, "👩")


def test_article_text_makes_no_placeholder_and_no_link_in_a_message(exchange: SimpleNamespace) -> None:
    held = exchange.audited([exchange.spans[0]], message="“{0} [a](javascript:b)” {{")
    message = of(exchange.run(held))["results"][0]["message"]["text"]
    assert message.startswith("“{{0}} [a] (javascript:b)” {{{{")


def test_the_exit_is_told(exchange: SimpleNamespace) -> None:
    for code, successful in ((0, True), (1, True), (2, False)):
        (invocation,) = of(exchange.run(exchange.audited(), exit_code=code))["invocations"]
        assert (invocation["exitCode"], invocation["executionSuccessful"]) == (code, successful)
