from dataclasses import replace

import pandas as pd
import pytest

from mtaudit.errors import UsageError
from mtaudit.model.quality import Quality, SegmentQuality
from mtaudit.reports.compared_rows import COMPARED_COLUMNS, compared_rows
from mtaudit.reports.frames import FRAMES, dtypes, frame, frame_of_rows
from mtaudit.reports.rows import column_names, table_rows

TABLES = ("findings", "segments", "scores")
COMPARED = ("links", "quotes", "facts", "claims", "back_translations")
FINDINGS = (
    "document, code, name, category, its_type, severity, confidence, value, segment, start, end, "
    "text, message, suggestion"
)
SEGMENTS = (
    "document, segment, start, end, role, language, findings, penalty, aligned_similarity, "
    "chrfpp_back, ter_back, quality, text"
)
SCORES = (
    "document, language, date, words, segments, findings, findings_neutral, findings_minor, "
    "findings_major, findings_critical, rule_penalty_per_100_words, "
    "rule_penalty_control_per_100_words, references, reference_id, reference_coverage_segments, "
    "reference_coverage_reference_segments, reference_aligned_bleu, reference_aligned_bleu_ci_low, "
    "reference_aligned_bleu_ci_high, reference_aligned_chrfpp, reference_aligned_chrfpp_ci_low, "
    "reference_aligned_chrfpp_ci_high, reference_aligned_ter, reference_aligned_ter_ci_low, "
    "reference_aligned_ter_ci_high, reference_aligned_groups, reference_pooled_bleu, "
    "reference_pooled_chrfpp, reference_pooled_ter, reference_quotes_same, "
    "reference_quotes_drifted, reference_quotes_unmatched, reference_facts_agrees, "
    "reference_facts_differs, reference_facts_unmatched, back_translations, "
    "back_translation_engine, back_translation_pivot, back_translation_bleu, "
    "back_translation_bleu_ci_low, back_translation_bleu_ci_high, back_translation_chrfpp, "
    "back_translation_chrfpp_ci_low, back_translation_chrfpp_ci_high, back_translation_ter, "
    "back_translation_ter_ci_low, back_translation_ter_ci_high, back_translation_groups, "
    "back_translation_segments, back_translation_segments_not_ok, "
    "back_translation_stability_surface, back_translation_stability_semantic, "
    "back_translation_control_document, back_translation_control_surface, "
    "back_translation_control_semantic, disclosure_start, disclosure_end, "
    "disclosure_source_language, disclosure_provider, disclosure_languages, "
    "likelihood_probability, failures, reference_coverage_words, "
    "reference_coverage_reference_words, reference_claims_meaning, reference_claims_negation, "
    "reference_claims_modality, consensus, back_translation_percentile_surface, "
    "back_translation_percentile_semantic, likelihood_verdict, likelihood_prior, likelihood_ratio, "
    "quality_score, quality_ci_low, quality_ci_high, system, signature"
)
COLUMNS = {"findings": FINDINGS, "segments": SEGMENTS, "scores": SCORES}


@pytest.mark.parametrize("table", COMPARED)
def test_nothing_to_compare_with_is_an_empty_frame(make, table):
    empty = frame(make.bare(), table)
    assert empty.empty
    assert list(empty.columns) == list(COMPARED_COLUMNS[table])


@pytest.mark.parametrize("table", TABLES)
def test_columns_are_those_of_the_contract(make, table):
    assert ", ".join(frame(make.report(), table).columns) == COLUMNS[table]
    assert ", ".join(column_names(table)) == COLUMNS[table]


def test_columns_of_failures():
    assert column_names("failures") == ("document", "file", "place", "stage", "reason")


@pytest.mark.parametrize("table", FRAMES)
def test_types_are_the_same_with_rows_and_without(make, table):
    full, bare = frame(make.report(), table), frame(make.bare(), table)
    empty = frame_of_rows([], table)
    assert list(empty.columns) == list(full.columns)
    assert len(empty) == 0
    assert full.dtypes.equals(bare.dtypes)
    assert full.dtypes.equals(empty.dtypes)
    assert {str(dtype) for dtype in full.dtypes} <= {"string", "Int64", "Float64"}


def test_no_findings_is_an_empty_frame(make):
    assert frame(make.bare(), "findings").shape == (0, 14)


@pytest.mark.parametrize("table", FRAMES)
def test_frames_of_many_reports_stack(make, table):
    reports = (make.report(), make.bare(), make.report())
    stacked = pd.concat([frame(report, table) for report in reports], ignore_index=True)
    made = compared_rows if table in COMPARED else table_rows
    rows = [row for report in reports for row in made(report, table)]
    pd.testing.assert_frame_equal(stacked, frame_of_rows(rows, table))


def test_an_unknown_table_names_those_that_there_are(make):
    told = "choose findings, segments, scores, links, quotes, facts, claims or back_translations"
    with pytest.raises(UsageError, match=f"no table 'words'; {told}"):
        frame(make.report(), "words")


def test_failures_are_no_frame_of_a_report(make):
    with pytest.raises(UsageError, match="no table 'failures'"):
        make.report().to_frame("failures")


def test_findings(make):
    row = frame(make.report(), "findings").iloc[1]
    assert row["document"] == "flood"
    assert (row["code"], row["severity"], row["segment"]) == ("PUN001", "neutral", 2)
    assert row["text"] == '"We will incur help to all",'
    assert row["suggestion"] is pd.NA


def test_an_empty_suggestion_is_not_an_absent_one(make):
    assert frame(make.report(), "findings")["suggestion"].iloc[2] == ""


def test_segments(make):
    table = frame(make.report(), "segments").set_index("segment")
    assert table["findings"].tolist() == [0, 1, 1, 0, 1, 0]
    assert table["penalty"].tolist() == [0, 5, 0, 0, 25, 0]
    assert table["aligned_similarity"].loc[1] == 0.712345678
    assert table["aligned_similarity"].loc[2] == 0.81
    assert table["aligned_similarity"].isna().tolist() == [True, False, False, True, True, True]
    assert table["chrfpp_back"].dropna().tolist() == [55.5, 0.0, 100.0]
    assert table["ter_back"].loc[2] == 100.0
    assert table["quality"].isna().all()
    assert table["role"].loc[5] == "disclosure"


def test_estimated_quality_stands_with_its_segments_and_its_document(make):
    quality = Quality(41.5, 12.0, 80.0, (SegmentQuality(1, 30.25),))
    segments = frame(make.report(quality=quality), "segments").set_index("segment")
    assert segments["quality"].dropna().to_dict() == {1: 30.25}
    row = frame(make.report(quality=quality), "scores").iloc[0]
    assert (row["quality_score"], row["quality_ci_low"], row["quality_ci_high"]) == (41.5, 12.0, 80.0)


def test_scores(make):
    row = frame(make.report(), "scores").iloc[0]
    assert (row["words"], row["segments"], row["findings"]) == (37, 6, 3)
    assert (row["findings_major"], row["findings_neutral"], row["findings_critical"]) == (2, 1, 0)
    assert row["date"] == "2026-11-20"
    assert row["rule_penalty_control_per_100_words"] == 0.5
    assert row["reference_id"] == "native"
    assert row["reference_aligned_groups"] == 3
    assert row["reference_aligned_chrfpp"] == 34.1
    assert row["reference_aligned_chrfpp_ci_low"] is pd.NA
    assert row["reference_pooled_ter"] == 101.5
    assert row["reference_quotes_drifted"] == 1
    assert row["reference_facts_agrees"] == 1
    assert row["back_translation_engine"] == "gemma-3-270m@a5fd3b62"
    assert row["back_translation_bleu_ci_high"] == 40.0
    assert row["back_translation_segments_not_ok"] == 2
    assert row["back_translation_control_document"] == "native"
    assert row["disclosure_languages"] == "ar en"
    assert (row["likelihood_probability"], row["likelihood_verdict"]) == (0.8, "undecided")
    assert row["failures"] == 2


def test_scores_of_a_text_alone_are_absent_and_not_zero(make):
    row = frame(make.bare(), "scores").iloc[0]
    assert (row["references"], row["back_translations"], row["findings"]) == (0, 0, 0)
    absent = [
        name
        for name in row.index
        if name.startswith(("reference_", "back_translation_", "disclosure_", "likelihood_"))
    ]
    assert row[absent].isna().all()
    assert row["rule_penalty_control_per_100_words"] is pd.NA


def test_no_control_leaves_its_columns_absent(make):
    back = make.back_translation(make.segments(), control=False)
    row = frame(make.report(back_translations=(back,)), "scores").iloc[0]
    assert row["back_translation_control_surface"] is pd.NA
    assert row["back_translation_stability_surface"] == 51.23456789


def test_nothing_aligned_leaves_its_scores_absent(make):
    report = make.report()
    agreement = replace(report.scores.references[0], aligned=None)
    scores = replace(report.scores, references=(agreement,), back_translations=(None,))
    row = frame(replace(report, scores=scores), "scores").iloc[0]
    assert row["reference_aligned_bleu"] is pd.NA
    assert row["back_translation_bleu"] is pd.NA
    assert row["reference_pooled_bleu"] == 12.3456789


def test_a_number_that_is_not_finite_is_refused_by_column(make):
    finding = make.finding(make.segments()[1], confidence=float("nan"))
    with pytest.raises(ValueError, match="column confidence"):
        frame(make.report(findings=(finding,)), "findings")


#: The types that the documentation promises: what is not named here is text.
INTEGERS = {"segment", "reference_segment", "link", "start", "end", "reference_start", "reference_end"}
REALS = {"similarity", "confidence", "chrfpp", "ter"}


@pytest.mark.parametrize("table", COMPARED)
def test_each_column_of_what_was_compared_has_its_type(make, table):
    types = {name: str(kind) for name, kind in frame(make.report(), table).dtypes.items()}
    assert types == {
        name: "Int64" if name in INTEGERS else "Float64" if name in REALS else "string"
        for name in COMPARED_COLUMNS[table]
    }


def test_links_have_a_row_a_pair_of_segments(make):
    links = frame(make.report(), "links")
    pairs = zip(links.link, links.segment, links.reference_segment, strict=True)
    assert list(pairs) == [(0, 1, 0), (1, 2, 1), (2, 1, 2), (2, 2, 2)]
    assert links.similarity.tolist() == [0.712345678, 0.81, 0.43, 0.43]
    assert links.reasons[0] == "the same words Friday, eastern"
    assert set(links.reference) == {"native"}


def test_quotes_of_either_side(make):
    drifted, theirs = frame(make.report(), "quotes").itertuples(index=False)
    assert (drifted.verdict, drifted.similarity, drifted.speaker) == ("drifted", 0.6, "the mayor")
    assert (drifted.text, drifted.reference_text) == ("We will incur help to all", "We will help everyone")
    assert drifted.end - drifted.start == 24
    assert (theirs.verdict, theirs.reference_end, theirs.reference_speaker) == ("unmatched", 3, "a clerk")
    assert theirs.start is theirs.text is theirs.similarity is pd.NA


def test_facts_and_claims(make):
    facts = frame(make.report(), "facts")
    assert facts.kind.tolist() == ["number", "quantity"]
    assert facts.verdict.tolist() == ["unmatched", "agrees"]
    assert facts.reference_text.isna().tolist() == [True, False]
    (claim,) = frame(make.report(), "claims").itertuples(index=False)
    assert (claim.kind, claim.text, claim.reference_text, claim.confidence) == (
        "meaning", "left", "were moved", 0.75,
    )  # fmt: skip


def test_back_translations_of_every_engine(make):
    first = make.back_translation(make.segments())
    report = make.report(back_translations=(first, replace(first, engine="other@1")))
    trips = frame(report, "back_translations")
    assert trips.engine.tolist() == ["gemma-3-270m@a5fd3b62"] * 3 + ["other@1"] * 3
    assert trips.segment.tolist() == [1, 2, 3] * 2
    assert trips.status.tolist()[:3] == ["ok", "empty", "copied"]
    assert trips.text.tolist()[:2] == ["The east bank", ""]


def test_every_native_report_has_its_rows(make):
    report = make.report()
    other = replace(report.references[0], text=replace(report.references[0].text, id="second"))
    facts = frame(replace(report, references=(*report.references, other)), "facts")
    assert facts.reference.tolist() == ["native", "native", "second", "second"]


def test_failures_say_where(make):
    assert [row["place"] for row in table_rows(make.report(), "failures", file="a.txt")] == [
        "segment 2",
        None,
    ]
    assert table_rows(make.report(), "failures", file="a.txt")[0]["file"] == "a.txt"


@pytest.mark.parametrize("table", COMPARED)
def test_lone_surrogates_fit_a_frame_of_what_was_compared(make, hostile, table):
    texts = frame(make.hostile(hostile), table).stack()
    assert hostile in "".join(str(text) for text in texts)


def test_lone_surrogates_fit_a_frame(make, hostile):
    assert frame(make.hostile(hostile), "segments")["text"].iloc[0] == f"a{hostile}b"


def test_text_does_not_depend_on_pyarrow():
    assert {dtype.storage for dtype in dtypes("failures").values()} == {"python"}
