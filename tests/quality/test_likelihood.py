"""The likelihood's weights still do what they did; what that is worth, ``tests.quality.likelihood`` measures.

The texts are among those that the weights were fitted on, so that these figures are better than on others.
They fall when the reading of texts drifts away from what the weights were fitted to.
"""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path

import numpy as np
import pytest

from mtaudit.analysis import analyse
from mtaudit.likelihood import load_weights
from mtaudit.model import Document, Likelihood, Verdict
from mtaudit.pipeline.likelihood import likelihood_of

from . import texts

FLOOR = tomllib.loads(Path(__file__).with_name("floors.toml").read_text(encoding="utf-8"))["likelihood"]

pytestmark = pytest.mark.shared_data


def _judged(name: str, text: str) -> Likelihood | None:
    return likelihood_of(analyse(Document(name, text)), prior=0.5)


@pytest.mark.slow
def test_machine_translations_stand_apart_from_native_news(shared_data: Path) -> None:
    for name, digest in FLOOR["data"].items():
        assert hashlib.sha256((shared_data / name).read_bytes()).hexdigest() == digest
    natives = [one for one in texts.native(shared_data) if len(one.text.split()) >= 250][: FLOOR["documents"]]
    systems = [
        one
        for one in texts.wmt21(shared_data)
        if one.author == FLOOR["system"] and one.pair == FLOOR["pair"] and len(one.text.split()) >= 250
    ][: FLOOR["documents"]]
    native, machine = (
        [found for one in side if (found := _judged(one.name, one.text)) is not None]
        for side in (natives, systems)
    )
    low, high = (np.array([found.probability for found in side]) for side in (native, machine))
    auc = float(np.mean((high[:, None] > low) + 0.5 * (high[:, None] == low)))
    called = sum(found.verdict is Verdict.MACHINE for found in native)
    print(f"AUC {auc:.3f}, {called} of {len(native)} native documents called machine-translated")
    assert auc >= FLOOR["auc"]
    assert called <= FLOOR["most_called"]


def test_the_article_pair_is_in_the_right_order(seed_pair: tuple[str, str]) -> None:
    machine, native = (_judged(str(place), text) for place, text in enumerate(seed_pair))
    assert machine is not None
    assert native is not None
    assert machine.probability > native.probability
    assert machine.verdict is not Verdict.NOT_MACHINE
    assert native.verdict is not Verdict.MACHINE


def test_the_weights_are_those_that_were_measured() -> None:
    assert load_weights().digest == FLOOR["weights"]
