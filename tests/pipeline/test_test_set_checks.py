"""Lengths are checked first; what is odd about a test set is pointed out."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from pathlib import Path

import pytest

from mtaudit.errors import InputError, UsageError
from mtaudit.model.systems import NamedSegments, SegmentScores, TestSet
from mtaudit.pipeline.systems.checks import check_test_set

WMT21 = Path(__file__).resolve().parents[3] / "shared/data/wmt21-to-english/documents.jsonl.gz"


def part(name: str, *segments: str, source: str = "<memory>") -> NamedSegments:
    return NamedSegments(name, segments, source)


PLAIN = TestSet((part("native", "a b", "c d"),), (part("one", "a x", "c d"), part("two", "a b", "y d")))


def test_a_plain_test_set_has_no_notes() -> None:
    assert check_test_set(PLAIN) == ()


@pytest.mark.parametrize(
    "test_set",
    [
        replace(PLAIN, systems=(PLAIN.systems[0], part("two", "a", source="out/two.txt"))),
        replace(PLAIN, references=(*PLAIN.references, part("two", "a", source="out/two.txt"))),
    ],
    ids=["system", "reference"],
)
def test_a_mismatch_names_both_files_and_both_counts(test_set: TestSet) -> None:
    with pytest.raises(InputError) as refused:
        check_test_set(test_set)
    assert str(refused.value) == (
        "out/two.txt: 1 segment, but native has 2 segments; give one segment a line in the same order"
    )


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"documents": ("d",)}, "1 documents are named, but native has 2 segments"),
        ({"systems": ()}, "there is no system"),
        ({"references": ()}, "there is no reference"),
        ({"references": (part("r"),), "systems": (part("s"),)}, "the reference has no segments"),
        ({"systems": (part("s", "a", "b"), part("s", "a", "c"))}, "two systems are called 's'"),
        ({"scores": (SegmentScores("M", True, (("x", (1, 2)),)),)}, "M scores 'x', which is no system"),
        (
            {"scores": (SegmentScores("M", True, (("one", (1,)),)),)},
            "M has 1 scores of one, which has 2 segments",
        ),
    ],
)
def test_parts_that_do_not_fit(changes: dict[str, object], told: str) -> None:
    with pytest.raises((InputError, UsageError), match=told):
        check_test_set(replace(PLAIN, **changes))


def test_equal_texts_and_empty_segments() -> None:
    held = PLAIN.references[0].segments
    odd = TestSet(
        (part("native", *held), part("other", *held)),
        (part("copy", *held), part("gap", "", " "), part("gap2", "", " ", source="gap2.txt")),
    )
    assert check_test_set(odd) == (
        "copy is the same text as the reference native.",
        "copy is the same text as the reference other.",
        "gap and gap2.txt are the same text.",
        "The references native and other are the same text.",
        "gap has 2 empty segments: 1, 2.",
        "gap2.txt has 2 empty segments: 1, 2.",
    )


def test_text_that_was_tokenised_before() -> None:
    (note,) = check_test_set(replace(PLAIN, systems=(part("one", "a x .", "c d ."), PLAIN.systems[1])))
    assert note.startswith("one looks tokenised: 2 of its segments end in a space and a full stop.")


@pytest.mark.parametrize("name", ["ref.txt", "newstest.refA.en", "my_reference.txt", "human.txt"])
def test_a_reference_by_name_among_the_systems(name: str) -> None:
    swapped = TestSet((part("one", "a"),), (part("x", "b", source=f"data/{name}"),))
    (note,) = check_test_set(swapped)
    assert note == (
        f"data/{name} has the name of a reference; the reference given is one. "
        "Are the arguments in the right order? The reference comes first."
    )
    assert check_test_set(replace(swapped, references=(part("ref", "a"),))) == ()


@pytest.mark.parametrize("name", ["preferred", "reform", "humane", "golden"])
def test_a_name_that_only_looks_like_one(name: str) -> None:
    assert check_test_set(TestSet((part("one", "a"),), (part(name, "b"),))) == ()


def alike(line: str, changed: str) -> tuple[str, ...]:
    return tuple(f"{line} {at} {changed if at % 3 == 0 else 'the'} end" for at in range(30))


def test_a_reference_by_its_text_among_the_systems() -> None:
    machines = {name: alike("the council said that on day", name) for name in "abcd"}
    people = tuple(f"officials told us it was {at} and no more" for at in range(30))
    right = TestSet((part("p", *people),), tuple(part(name, *text) for name, text in machines.items()))
    assert check_test_set(right) == ()
    systems = (*right.systems[1:], part("e", *alike("the council said that on day", "e")), part("p", *people))
    swapped = TestSet((right.systems[0],), systems)
    (note,) = check_test_set(swapped)
    assert note.startswith("p is the text least like all others, as a reference mostly is; a, given as")


@pytest.mark.shared_data
@pytest.mark.skipif(not WMT21.is_file(), reason=f"needs {WMT21}")
def test_systems_of_wmt21_in_the_right_order_are_not_doubted() -> None:
    held: dict[str, dict[str, dict[str, list[str]]]] = {}
    with gzip.open(WMT21, "rt", encoding="utf-8") as lines:
        for document in map(json.loads, lines):
            for kind in ("references", "systems"):
                for name, segments in document[kind].items():
                    held.setdefault(document["lp"], {}).setdefault(kind, {}).setdefault(name, []).extend(
                        segments
                    )
    noticed = 0
    for texts in held.values():
        systems = [part(name, *segments) for name, segments in texts["systems"].items()]
        for segments in texts["references"].values():
            native = part("native", *segments)
            assert [
                note for note in check_test_set(TestSet((native,), tuple(systems))) if "order" in note
            ] == []
            for at, given in enumerate(systems):
                swapped = (*systems[:at], native, *systems[at + 1 :])
                noticed += any("order" in note for note in check_test_set(TestSet((given,), swapped)))
    # 46 exchanges of a reference for a system: half are noticed.
    assert noticed >= 20
