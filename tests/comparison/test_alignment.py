"""Segments of two texts that say the same are linked, whatever their order."""

from __future__ import annotations

import itertools
import random
from functools import lru_cache

import numpy as np
import pytest

from mtaudit.analysis import analyse
from mtaudit.comparison.alignment import MOST, TOLL, align, compared
from mtaudit.comparison.alignment.assignment import assign, grouped
from mtaudit.comparison.alignment.evidence import FEATURES, Describer, measure
from mtaudit.comparison.alignment.score import WEIGHTS
from mtaudit.errors import InputError
from mtaudit.model import Document
from tests.quality.comparable import newsroom_pairs

STORY = [
    "The harbour of Port Ellery was closed on Tuesday after a crane fell onto a moored tanker.",
    "Two dockers were treated for broken ribs at St Brannock's hospital.",
    '"We heard a bang like thunder," said the foreman, Luis Arana.',
    "The crane was built in 1974 and was to be scrapped next spring.",
    "Insurers put the damage at 14 million euros.",
    "Schools near the quay sent 600 children home because of the fumes.",
    "The tanker carried palm oil from Sumatra.",
    "An inquiry will be led by a retired judge, Amara Obi.",
]


@lru_cache
def analysed(*sentences: str):
    return analyse(Document("text", "\n\n".join(sentences)))


def linked(one, other) -> set[tuple[int, int]]:
    here, there = (
        {s.segment.index: place for place, s in enumerate(compared(document))} for document in (one, other)
    )
    return {
        (here[i], there[j])
        for link in align(one, other)
        for i in link.segments
        for j in link.reference_segments
    }


@pytest.mark.parametrize("seed", range(3))
def test_a_text_against_itself_shuffled_is_linked_sentence_by_sentence(seed: int) -> None:
    order = random.Random(seed).sample(range(len(STORY)), len(STORY))
    shuffled = analysed(*(STORY[place] for place in order))
    assert linked(analysed(*STORY), shuffled) == {(place, order.index(place)) for place in range(len(STORY))}


def test_a_sentence_that_holds_two_of_the_other_text_is_linked_with_both() -> None:
    joined = (
        "Insurers put the damage at 14 million euros, and the crane, which was built in 1974, was to be "
        "scrapped next spring."
    )
    one = analysed(STORY[0], joined, STORY[6])
    other = analysed(STORY[6], STORY[4], STORY[3], STORY[0], STORY[5])
    assert linked(one, other) == {(0, 3), (1, 1), (1, 2), (2, 0)}


def test_what_only_one_text_tells_stays_alone() -> None:
    links = align(analysed(*STORY[:4]), analysed(*STORY[4:]))
    assert links == ()


def test_one_sentence_against_one() -> None:
    same = "A crane that collapsed on a tanker shut Port Ellery's harbour on Tuesday."
    assert linked(analysed(STORY[0]), analysed(same)) == {(0, 0)}
    assert linked(analysed(STORY[0]), analysed(STORY[5])) == set()


def test_a_text_without_sentences_has_no_links() -> None:
    heading = analyse(
        Document("heading", "HARBOUR CLOSED\n\nPhoto: The crane on the quay. (Port Ellery Post/Ann Lee)")
    )
    assert align(heading, analysed(*STORY)) == ()


def test_a_list_and_a_table_of_results_are_linked_line_by_line() -> None:
    games = ("Norden beat Ashby 3-1", "Calder beat Wick 2-0", "Tarn beat Holm 4-2", "Ashdown beat Rye 1-0")
    rows = [f"{game} on Saturday." for game in games]
    assert linked(analysed(*rows), analysed(*reversed(rows))) == {(0, 3), (1, 2), (2, 1), (3, 0)}


def test_repeated_sentences_are_linked_and_take_no_time() -> None:
    text = analysed(*(["The stall was closed by the police on Friday morning."] * 200))
    assert {i for i, _ in linked(text, text)} == set(range(200))


def test_texts_of_thousands_of_sentences_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mtaudit.comparison.alignment.links._MOST_PAIRS", 10)
    with pytest.raises(InputError, match="too many"):
        align(analysed(*STORY), analysed(*STORY))


def test_a_link_has_a_similarity_and_its_reasons_strongest_first() -> None:
    (link,) = align(analysed(STORY[4]), analysed("The damage comes to 14 million euros, insurers said."))
    assert 0.5 <= link.similarity <= 1
    names = [reason.rpartition(" ")[0] for reason in link.reasons]
    values = [float(reason.rpartition(" ")[2]) for reason in link.reasons]
    worth = [WEIGHTS[name] * value for name, value in zip(names, values, strict=True)]
    assert "numbers" in names
    assert worth == pytest.approx(sorted(worth, reverse=True), abs=0.05)


def test_a_document_is_embedded_once_in_one_batch() -> None:
    batches = []

    class Counted:
        name = "counted"

        def encode(self, sentences):
            batches.append(len(sentences))
            return np.eye(len(sentences), 64, dtype=np.float32)

    describe = Describer(Counted())
    document = analysed(*STORY)
    for start in range(3):
        align(document, analysed(*STORY[start:]), describe)
    assert len(batches) == 3  # the first report is the document itself
    assert batches[0] >= len(STORY)


@pytest.mark.parametrize("seed", range(40))
def test_the_assignment_is_the_best_there_is(seed: int) -> None:
    gains = np.random.default_rng(seed).normal(-0.2, 2, size=(3, 3)).round(2)
    toll, most = 0.7, 2
    chosen = assign(gains, toll, most)
    best = max(worth(gains, cells, toll, most) for cells in subsets(gains.shape))
    assert worth(gains, chosen, toll, most) == pytest.approx(best)


def subsets(shape: tuple[int, int]):
    cells = list(itertools.product(range(shape[0]), range(shape[1])))
    for size in range(len(cells) + 1):
        yield from itertools.combinations(cells, size)


def worth(gains, cells, toll: float, most: int) -> float:
    degrees = [
        [sum(cell[axis] == place for cell in cells) for place in range(gains.shape[axis])] for axis in (0, 1)
    ]
    if max(map(max, degrees)) > most:
        return -np.inf
    further = sum(max(0, degree - 1) for side in degrees for degree in side)
    return sum(gains[cell] for cell in cells) - toll * further


def test_groups_are_what_hangs_together() -> None:
    assert grouped([(0, 1), (0, 2), (2, 0)], (3, 3)) == [([0], [1, 2]), ([2], [0])]
    assert grouped([], (3, 3)) == []


def test_a_number_is_shared_by_value() -> None:
    describe = Describer()
    one = analysed("The walls of the town are 18 kilometers long.")
    column = FEATURES.index("numbers")
    for sentence, shared in (
        ("The wall runs for 18,000 metres.", True),
        ("The wall runs for 11 miles around it.", True),
        ("The wall has 18 gates and a moat.", False),
    ):
        evidence = measure(describe(one), describe(analysed(sentence)))
        assert (evidence[0, 0, column] > 0) == shared, sentence


def test_events_that_two_newsrooms_tell() -> None:
    right = found = expected = 0
    for _, pair in newsroom_pairs():
        cells = linked(pair.one.document, pair.other.document)
        right += sum(bool(pair.gold[cell]) for cell in cells)
        found += len(cells)
        expected += int(pair.gold.sum())
    # The score was fitted on these pairs, so this is no measure of it: it holds what was reached.
    assert 2 * right / (found + expected) >= 0.85
    assert (MOST, TOLL) == (3, 2.25)
