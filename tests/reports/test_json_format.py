import copy
import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from mtaudit.model import RulePenalty
from mtaudit.reports.json_format import report_to_dict, report_to_json, schema
from mtaudit.reports.safe_text import UNSEEN

VALIDATOR = Draft202012Validator(schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)
# A high surrogate beside a low one reads back as the character that they stand for, as JSON has it.
ANYTHING = st.text(st.characters(exclude_categories=()), max_size=30).filter(
    lambda text: text == json.loads(json.dumps(text))
)


def errors(laid_out):
    return [f"{error.json_path}: {error.message}" for error in VALIDATOR.iter_errors(laid_out)]


def test_the_schema_is_a_schema():
    Draft202012Validator.check_schema(schema())


def test_a_full_report_fits_the_schema(make):
    assert errors(json.loads(report_to_json(make.report()))) == []


def test_a_bare_report_fits_the_schema(make):
    assert errors(json.loads(report_to_json(make.bare()))) == []


def test_keys_are_those_of_the_contract_in_its_order(make):
    laid_out = report_to_dict(make.report())
    assert list(laid_out) == [
        "schema_version",
        "signature",
        "masked",
        "document",
        "source",
        "rules",
        "findings",
        "suppressed",
        "references",
        "consensus",
        "back_translations",
        "scores",
        "likelihood",
        "source_language",
        "quality",
        "failures",
    ]
    document, reference = laid_out["document"], laid_out["references"][0]
    back, scores = laid_out["back_translations"][0], laid_out["scores"]
    assert " ".join(document) == "id language date sha256 words segments disclosure"
    assert " ".join(document["segments"][0]) == "index start end text role language"
    assert " ".join(document["disclosure"]) == "start end text source_language provider languages"
    assert " ".join(laid_out["rules"]) == "run not_run"
    assert " ".join(laid_out["findings"][0]) == (
        "code name category its_type severity confidence value segment start end text message "
        "suggestion reference_start reference_end reference_text"
    )
    assert " ".join(laid_out["suppressed"][0]) == " ".join([*laid_out["findings"][0], "why"])
    assert " ".join(laid_out["source"]) == "id language sha256 words"
    assert " ".join(reference) == "id sha256 words segments alignment coverage quotes facts claims"
    assert " ".join(reference["alignment"][0]) == "segments reference_segments similarity reasons"
    assert " ".join(reference["quotes"][0]) == (
        "start end text reference_start reference_end reference_text similarity verdict speaker "
        "reference_speaker changes"
    )
    both = "start end text reference_start reference_end reference_text"
    assert " ".join(reference["quotes"][0]["changes"][0]) == both
    assert " ".join(reference["claims"][0]) == f"kind {both} confidence"
    assert " ".join(reference["coverage"]) == "segments reference_segments words reference_words"
    assert " ".join(laid_out["consensus"][0]) == (
        "kind start end text value reference_value references reference_text"
    )
    assert " ".join(reference["facts"][0]) == (
        "kind value start end text reference_start reference_end reference_text verdict"
    )
    assert " ".join(back) == "engine pivot segments stability control percentile"
    assert " ".join(back["segments"][0]) == "index pivot_text text status chrfpp ter"
    assert " ".join(back["control"]) == "document surface semantic"
    assert " ".join(scores) == "references back_translations rule_penalty"
    assert " ".join(scores["references"][0]) == "aligned pooled"
    assert " ".join(scores["references"][0]["aligned"]) == "bleu chrfpp ter"
    assert " ".join(scores["back_translations"][0]["ter"]) == ("score ci_low ci_high groups signature")
    assert " ".join(scores["rule_penalty"]) == "per_100_words control_per_100_words by_category"
    assert " ".join(laid_out["failures"][0]) == "stage segment reason"
    likelihood = laid_out["likelihood"]
    assert " ".join(likelihood) == ("probability prior likelihood_ratio verdict reason human_share evidence")
    assert " ".join(likelihood["evidence"][0]) == "name value contribution words"
    assert laid_out["source_language"] == [{"language": "id", "confidence": 0.5}]


def test_what_was_not_estimated_is_null(make):
    laid_out = report_to_dict(make.bare())
    assert laid_out["likelihood"] is laid_out["source_language"] is None


def test_what_the_program_does_not_do_is_null(make):
    laid_out = report_to_dict(make.report())
    assert laid_out["quality"] is None
    assert laid_out["back_translations"][0]["percentile"] is None


def test_floats_have_six_significant_digits(make):
    laid_out = report_to_dict(make.report())
    assert laid_out["findings"][0]["value"] == 0.333333
    assert laid_out["scores"]["references"][0]["aligned"]["bleu"]["score"] == 12.3457
    assert laid_out["scores"]["back_translations"][0]["bleu"]["ci_low"] == 20.1235
    assert laid_out["scores"]["rule_penalty"]["by_category"]["Non-translation"] == 0.123457


def test_containers_are_plain(make):
    def check(value):
        assert type(value) in {dict, list, str, int, float, bool, type(None)}
        for inner in value.values() if type(value) is dict else value if type(value) is list else ():
            check(inner)

    check(report_to_dict(make.report()))


@pytest.mark.parametrize("bad", [float("nan"), float("inf"), float("-inf")])
def test_a_number_that_is_not_finite_is_refused_by_name(make, bad):
    report = make.report()
    scores = replace(report.scores, rule_penalty=RulePenalty(bad, None, ()))
    with pytest.raises(ValueError, match=r"report\.scores\.rule_penalty\.per_100_words"):
        report_to_json(replace(report, scores=scores))


def test_the_same_report_gives_the_same_bytes(make):
    assert report_to_json(make.report()) == report_to_json(make.report())
    assert make.report().to_json() == report_to_json(make.report(), indent=2)


def test_one_line_where_asked(make):
    assert len(report_to_json(make.report(), indent=None).splitlines()) == 1


def test_letters_of_every_script_stand_as_they_are(make):
    assert "日本語 é 👩‍👩‍👧" in report_to_json(make.hostile("日本語 é 👩‍👩‍👧"))


def test_hostile_text_is_escaped_and_reads_back(make, hostile):
    report = make.hostile(hostile)
    text = report_to_json(report)
    assert not UNSEEN.search(text)
    laid_out = json.loads(text.encode("utf-8"))
    assert laid_out["document"]["segments"][0]["text"] == f"a{hostile}b"
    assert errors({**laid_out, "findings": []}) == []


@settings(deadline=None)
@given(ANYTHING)
def test_any_text_reads_back(make, text):
    laid_out = json.loads(report_to_json(make.hostile(text), indent=None).encode("utf-8"))
    assert laid_out == report_to_dict(make.hostile(text))


def at(laid_out, path):
    for key in path:
        laid_out = laid_out[key]
    return laid_out


@pytest.mark.parametrize(
    ("path", "key", "value"),
    [
        ((), "schema_version", "2"),
        ((), "extra", None),
        ((), "signature", ""),
        (("document",), "sha256", "XYZ"),
        (("document",), "language", "English"),
        (("document",), "date", "20 November"),
        (("document",), "date", "2026-13-40"),
        (("document",), "words", -1),
        (("document", "segments", 0), "role", "footer"),
        (("document", "segments", 0), "start", 1.5),
        (("document", "disclosure"), "extra", 1),
        (("findings", 0), "code", "DET1"),
        (("findings", 0), "name", "Two determiners"),
        (("findings", 0), "severity", "bad"),
        (("findings", 0), "confidence", 1.01),
        (("findings", 0), "message", None),
        (("findings", 0), "reference_start", 3),
        (("suppressed", 0), "why", "bored"),
        (("source",), "language", "Indonesian"),
        (("references", 0, "alignment", 0), "segments", []),
        (("references", 0, "alignment", 0), "similarity", -0.1),
        (("references", 0, "quotes", 0), "verdict", "agrees"),
        (("references", 0, "quotes", 0), "text", None),
        (("references", 0, "facts", 0), "kind", "count"),
        (("references", 0, "facts", 0), "verdict", "wrong"),
        (("references", 0), "claims", [{"kind": "who"}]),
        (("back_translations", 0, "segments", 0), "status", "fine"),
        (("back_translations", 0, "stability"), "semantic", 1.5),
        (("scores", "references", 0, "aligned", "bleu"), "score", 100.5),
        (("scores", "rule_penalty"), "per_100_words", None),
        (("scores", "rule_penalty"), "by_category", {"Fluency": -1}),
        ((), "likelihood", {"probability": 0.5}),
        ((), "failures", [{"stage": "x", "segment": None}]),
    ],
)
def test_the_schema_refuses(make, path, key, value):
    laid_out = copy.deepcopy(report_to_dict(make.report()))
    at(laid_out, path)[key] = value
    assert errors(laid_out)


def objects(laid_out, path=()):
    if isinstance(laid_out, dict):
        if path[-1:] != ("by_category",):
            yield path
        for key, inner in laid_out.items():
            yield from objects(inner, (*path, key))
    elif isinstance(laid_out, list):
        for index, inner in enumerate(laid_out[:1]):
            yield from objects(inner, (*path, index))


def test_the_schema_wants_every_key_and_no_other(make):
    full = report_to_dict(make.report())
    for path in objects(full):
        for key in at(full, path):
            laid_out = copy.deepcopy(full)
            del at(laid_out, path)[key]
            assert errors(laid_out), f"{path} without {key}"
        laid_out = copy.deepcopy(full)
        at(laid_out, path)["surplus"] = 1
        assert errors(laid_out), f"{path} with a surplus key"


def test_the_schema_takes_the_parts_that_are_still_null(make):
    laid_out = report_to_dict(make.report())
    laid_out["quality"] = {
        "score": 0.5,
        "ci_low": None,
        "ci_high": None,
        "segments": [{"index": 0, "score": 0.5}],
    }
    laid_out["back_translations"][0]["percentile"] = {"surface": 50, "semantic": 49.5}
    assert errors(laid_out) == []


def test_a_date_is_written_by_iso_8601(make):
    report = make.report(document=make.text(day=date(2021, 1, 2)))
    assert report_to_dict(report)["document"]["date"] == "2021-01-02"
