"""Systems held against references, from texts to ranks and agreement with people."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF
from sacrebleu.metrics.ter import TER

from mtaudit.errors import InputError, UsageError
from mtaudit.metrics.options import MetricOptions
from mtaudit.model.systems import (
    Correction,
    NamedSegments,
    PairedMethod,
    SegmentScores,
    SystemComparison,
    SystemScore,
    TestSet,
)
from mtaudit.pipeline.systems import SystemSettings, compare_systems

WORDS = (
    "the old pier will close in May because nobody in the harbour office of Port Selan wants to mend "
    "concrete piles that the last storm has cracked"
).split()
SIZE = 40


def sentences(share: float, seed: int = 1) -> tuple[str, ...]:
    """Forty sentences of which a share of the words is replaced."""
    texts, changes = random.Random(0), random.Random(seed)
    made = []
    for _ in range(SIZE):
        words = texts.choices(WORDS, k=texts.randrange(6, 14))
        made.append(" ".join(changes.choice(WORDS) if changes.random() < share else w for w in words) + ".")
    return tuple(made)


def scores(*levels: tuple[str, float], human: bool = False, missing: float = 0.0) -> SegmentScores:
    generator = random.Random(3)
    rows = tuple(
        (
            name,
            tuple(None if generator.random() < missing else generator.gauss(level, 0.3) for _ in range(SIZE)),
        )
        for name, level in levels
    )
    return SegmentScores("people" if human else "comet", True, rows, human)


REFERENCE = NamedSegments("ref-A", sentences(0.0), "ref.txt")
SYSTEMS = (
    NamedSegments("good", sentences(0.1, 2), "good.txt"),
    NamedSegments("fair", sentences(0.14, 3), "fair.txt"),
    NamedSegments("poor", sentences(0.6, 4), "poor.txt"),
)
DOCUMENTS = tuple(f"doc{i // 8}" for i in range(SIZE))
LEVELS = (("good", 0.9), ("fair", 0.85), ("poor", 0.1))
TEST_SET = TestSet(
    (REFERENCE,),
    SYSTEMS,
    DOCUMENTS,
    (scores(*LEVELS), scores(*LEVELS, human=True, missing=0.2)),
)
SETTINGS = SystemSettings(method=PairedMethod.BOOTSTRAP, resamples=200, jobs=1)


@pytest.fixture(scope="module")
def compared() -> SystemComparison:
    return compare_systems(TEST_SET, replace(SETTINGS, segment_scores=True, document_scores=True))


def score(found: SystemComparison, measure: str, system: str) -> SystemScore:
    (one,) = [row for row in found.scores if (row.measure, row.system) == (measure, system)]
    return one


def test_every_measure_has_its_signature_and_direction(compared: SystemComparison) -> None:
    told = {one.name: (one.higher_is_better, one.human) for one in compared.measures}
    assert told == {
        "bleu": (True, False),
        "chrf": (True, False),
        "chrfpp": (True, False),
        "ter": (False, False),
        "comet": (True, False),
        "people": (True, True),
    }
    assert compared.measures[0].signature.startswith("nrefs:1|bs:200|seed:12345|case:mixed|eff:no|tok:13a")
    assert compared.signature.startswith("mtaudit|v:")
    assert "test:bootstrap|correction:holm" in compared.signature


def test_scores_are_those_of_sacrebleu(compared: SystemComparison) -> None:
    metrics = {"bleu": BLEU(), "chrf": CHRF(), "chrfpp": CHRF(word_order=2), "ter": TER()}
    for name, metric in metrics.items():
        for system in SYSTEMS:
            wanted = metric.corpus_score(system.segments, [REFERENCE.segments]).score
            row = score(compared, name, system.name)
            assert row.score == wanted
            assert row.ci_low < wanted < row.ci_high
            assert row.segments == SIZE


def test_the_poor_system_stands_alone(compared: SystemComparison) -> None:
    for measure in ("bleu", "chrf", "ter", "comet", "people"):
        places = {row.system: row.rank for row in compared.scores if row.measure == measure}
        assert places["poor"] > places["good"] == 1, measure
    assert len(compared.differences) == 3 * len(compared.measures)
    for one in compared.differences:
        assert one.p_value <= one.adjusted_p_value
        assert one.ci_low <= one.difference <= one.ci_high


def test_a_baseline_leaves_pairs_and_ranks_out() -> None:
    found = compare_systems(
        TEST_SET, replace(SETTINGS, metrics=("chrf++",), baseline="fair", correction=Correction.NONE)
    )
    pairs = [(one.system, one.baseline) for one in found.differences if one.measure == "chrfpp"]
    assert pairs == [("good", "fair"), ("poor", "fair")]
    assert {row.rank for row in found.scores} == {None}
    assert all(one.p_value == one.adjusted_p_value for one in found.differences)


def test_without_a_test_there_are_scores_and_intervals_only() -> None:
    found = compare_systems(TEST_SET, SystemSettings(metrics=("bleu",), resamples=50))
    assert (found.method, found.baseline, found.differences) == (None, None, ())
    assert score(found, "bleu", "good").ci_low is not None
    assert score(found, "bleu", "good").rank is None


def test_randomisation_tells_the_poor_system_apart(compared: SystemComparison) -> None:
    found = compare_systems(TEST_SET, replace(SETTINGS, method=PairedMethod.RANDOMISATION, trials=500))
    assert "|ar:500|" in found.measures[0].signature
    assert [one.difference for one in found.differences] == [one.difference for one in compared.differences]
    for one in found.differences:
        # Not so of good and fair: sacrebleu's bootstrap finds a difference sooner.
        if "poor" in (one.system, one.baseline) and one.measure in ("bleu", "comet"):
            assert one.adjusted_p_value < 0.01


def test_tables_of_segments_and_documents(compared: SystemComparison) -> None:
    segments = {one.measure: dict(one.scores) for one in compared.segment_scores}
    documents = {one.measure: dict(one.scores) for one in compared.document_scores}
    assert list(segments) == list(documents) == [one.name for one in compared.measures]
    own = SYSTEMS[0].segments[5]
    wanted = BLEU(effective_order=True).sentence_score(own, [REFERENCE.segments[5]]).score
    assert segments["bleu"]["good"][5] == pytest.approx(wanted, abs=1e-9)
    whole = slice(8, 16)
    for name, metric in (("bleu", BLEU()), ("ter", TER())):
        wanted = metric.corpus_score(SYSTEMS[2].segments[whole], [REFERENCE.segments[whole]]).score
        assert documents[name]["poor"][1] == pytest.approx(wanted, abs=1e-9)
        assert len(documents[name]["poor"]) == 5
    given = dict(TEST_SET.scores[1].scores)["good"]
    assert segments["people"]["good"] == given
    kept = [value for value in given[whole] if value is not None]
    assert documents["people"]["good"][1] == pytest.approx(sum(kept) / len(kept))


def test_measures_are_held_against_people(compared: SystemComparison) -> None:
    found = {(one.measure, one.level, one.statistic): one for one in compared.correlations}
    assert len(found) == len(compared.correlations) == 5 * 6
    assert {one.human for one in compared.correlations} == {"people"}
    assert found["ter", "system", "pearson"].value > 0.9
    assert found["chrf", "segment", "kendall"].value > 0.1


def test_the_same_input_gives_the_same_result(compared: SystemComparison) -> None:
    again = compare_systems(TEST_SET, replace(SETTINGS, segment_scores=True, document_scores=True, jobs=2))
    assert again == compared


def test_few_segments_make_no_interval() -> None:
    few = TestSet(
        (replace(REFERENCE, segments=REFERENCE.segments[:5]),),
        tuple(replace(one, segments=one.segments[:5]) for one in SYSTEMS),
    )
    found = compare_systems(few, replace(SETTINGS, metrics=("ter", "bleu")))
    assert {(row.ci_low, row.ci_high) for row in found.scores} == {(None, None)}
    assert "5 segments are too few for intervals" in found.notes[0]


def test_systems_without_scores_are_told_of() -> None:
    given = scores(("good", 0.9), ("someone", 0.2))
    found = compare_systems(replace(TEST_SET, scores=(given,)), replace(SETTINGS, metrics=()))
    assert [(row.measure, row.system) for row in found.scores] == [("comet", "good")]
    assert found.notes == (
        "comet has no scores of fair, poor",
        "comet has scores of someone, which are none of the systems",
    )


def test_options_reach_sacrebleu() -> None:
    options = MetricOptions(lowercase=True, tokenize="intl", ter_case_sensitive=True)
    found = compare_systems(TEST_SET, replace(SETTINGS, options=options))
    bleu, _, _, ter, *_ = (one.signature for one in found.measures)
    assert "case:lc|eff:no|tok:intl" in bleu
    assert "case:mixed|tok:tercom" in ter


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        (replace(TEST_SET, systems=()), "nothing to compare"),
        (
            replace(TEST_SET, references=(NamedSegments("empty", (), "empty.txt"),)),
            "empty.txt: it has no seg",
        ),
        (
            replace(TEST_SET, systems=(replace(SYSTEMS[0], segments=("one",)),)),
            "good.txt: 1 segments, but ref.txt has 40",
        ),
        (replace(TEST_SET, systems=SYSTEMS[:1] * 2), "two systems are called 'good'"),
        (replace(TEST_SET, documents=("doc",)), "documents: 1 values for 40 segments"),
        (
            replace(TEST_SET, scores=(SegmentScores("comet", True, (("good", (1.0,)),)),)),
            "comet of good: 1 values for 40 segments",
        ),
    ],
)
def test_a_test_set_that_cannot_be_scored_is_refused(broken: TestSet, told: str) -> None:
    with pytest.raises(InputError, match=told):
        compare_systems(broken, SETTINGS)


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"metrics": ("meteor",)}, "no metric is called 'meteor'"),
        ({"metrics": ("chrf++", "chrfpp")}, "a metric is given twice"),
        ({"resamples": 0}, "the number of resamples is 0"),
        ({"jobs": 0}, "the number of jobs is 0"),
        ({"seed": -1}, "the seed is -1"),
        ({"baseline": "nobody"}, "no system is called 'nobody'; choose from good, fair, poor"),
    ],
)
def test_settings_that_make_no_sense_are_refused(settings: dict[str, object], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        compare_systems(TEST_SET, SystemSettings(**settings))


def test_documents_that_are_not_known_are_refused() -> None:
    with pytest.raises(UsageError, match="documents of the segments are not known"):
        compare_systems(replace(TEST_SET, documents=None), replace(SETTINGS, document_scores=True))
    with pytest.raises(UsageError, match="nothing to compute"):
        compare_systems(replace(TEST_SET, scores=()), replace(SETTINGS, metrics=()))


@pytest.mark.parametrize(
    "options", [{"tokenize": "mosses"}, {"smooth_method": "log"}, {"char_order": 0}, {"beta": 0}]
)
def test_options_that_sacrebleu_lacks_are_refused(options: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        MetricOptions(**options)


# The rule penalty.

CLEAN = (
    "The harbour office said on Tuesday that the old pier would close in May.",
    "Engineers found cracks in several of its concrete piles after the storm.",
    "Ferries will leave from another berth until the work is done.",
)
FAULTY = (
    "The harbour office said on Tuesday that the the old pier would close in May.",
    *CLEAN[1:],
)


def audited(documents: tuple[str, ...] | None, jobs: int = 1) -> SystemComparison:
    return compare_systems(
        TestSet(
            (NamedSegments("ref", CLEAN * 24),),
            (NamedSegments("clean", CLEAN * 24), NamedSegments("faulty", FAULTY * 24)),
            documents,
        ),
        replace(SETTINGS, metrics=(), audit=True, document_scores=documents is not None, jobs=jobs),
    )


def test_the_rule_penalty_is_resampled_by_document() -> None:
    found = audited(tuple(f"doc{i // 3}" for i in range(72)))
    (measure,) = found.measures
    assert (measure.name, measure.higher_is_better) == ("rule_penalty", False)
    assert measure.signature.startswith("mtaudit|v:")
    clean, faulty = (score(found, "rule_penalty", name) for name in ("clean", "faulty"))
    assert clean.score == 0.0 < faulty.ci_low <= faulty.score
    assert clean.segments == 72
    assert (clean.rank, faulty.rank) == (1, 2)
    (table,) = found.document_scores
    assert [len(values) for _, values in table.scores] == [24, 24]
    assert found.segment_scores == ()


def test_without_documents_segments_are_audited_in_blocks() -> None:
    found = audited(None)
    clean, faulty = (score(found, "rule_penalty", name) for name in ("clean", "faulty"))
    assert clean.score == 0.0 < faulty.score
    # Six blocks are too few.
    assert faulty.ci_low is None


@pytest.mark.slow
def test_processes_audit_the_same() -> None:
    documents = tuple(f"doc{i // 3}" for i in range(72))
    assert audited(documents, jobs=2) == audited(documents)


def test_texts_that_are_not_english_are_told_of(texts: dict[str, str]) -> None:
    foreign = " ".join(texts["indonesian"].split())
    systems = (NamedSegments("english", CLEAN), NamedSegments("other", (foreign, *CLEAN[1:])))
    test_set = TestSet((NamedSegments("ref", CLEAN),), systems, ("a", "b", "b"))
    found = compare_systems(test_set, replace(SETTINGS, metrics=(), audit=True))
    assert "other: 1 of 2 texts count for no rule penalty: they are empty or not English" in found.notes
    assert score(found, "rule_penalty", "other").segments == 2
