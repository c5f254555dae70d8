"""COMET's wrapper against a stand-in for the package, which is not installed here."""

from __future__ import annotations

import sys
from importlib.machinery import ModuleSpec
from types import ModuleType

import pytest

from mtaudit.errors import EngineError, InputError, MissingExtraError
from mtaudit.metrics import comet
from mtaudit.model.systems import NamedSegments, TestSet

TEST_SET = TestSet(
    (NamedSegments("ref", ("r1", "r2")), NamedSegments("other", ("q1", "q2"))),
    (NamedSegments("a", ("a1", "a2")), NamedSegments("b", ("b1", "b2"))),
)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Put a stand-in where the package would be; it keeps what it was asked for."""
    held: list[object] = []

    class Model:
        def predict(self, triples, **options):
            assert options.keys() == {"batch_size", "gpus", "progress_bar"}
            held.append(triples)
            return {"scores": [len(triple["mt"]) + at for at, triple in enumerate(triples)]}

    package = ModuleType("comet")
    package.__spec__ = ModuleSpec("comet", None)

    def download_model(name: str, *, local_files_only: bool) -> str:
        held.append((name, local_files_only))
        if name == "none":
            raise KeyError("none is no model\nat all")
        return f"/models/{name}"

    package.download_model = download_model
    package.load_from_checkpoint = lambda path, **options: Model()  # noqa: ARG005
    torch = ModuleType("torch")
    torch.cuda = type("cuda", (), {"is_available": staticmethod(lambda: False)})
    monkeypatch.setitem(sys.modules, "comet", package)
    monkeypatch.setitem(sys.modules, "torch", torch)
    return held


def test_every_segment_is_scored_with_its_source_and_first_reference(asked: list[object]) -> None:
    scores = comet.comet_scores("Unbabel/wmt22-comet-da", ["s1", "s2"], TEST_SET, offline=True)
    assert asked[0] == ("Unbabel/wmt22-comet-da", True)
    assert asked[1] == [{"src": "s1", "mt": "a1", "ref": "r1"}, {"src": "s2", "mt": "a2", "ref": "r2"}]
    assert (scores.measure, scores.higher_is_better) == ("COMET-wmt22-comet-da", True)
    assert scores.scores == (("a", (2.0, 3.0)), ("b", (2.0, 3.0)))


def test_what_cannot_be_scored(asked: list[object]) -> None:
    with pytest.raises(InputError, match="1 source segments, but <memory> has 2"):
        comet.comet_scores("m", ["s1"], TEST_SET, offline=False)
    with pytest.raises(EngineError, match=r"the COMET model none cannot be loaded \('none is no model"):
        comet.comet_scores("none", ["s1", "s2"], TEST_SET, offline=False)
    assert asked[-1] == ("none", False)


def test_without_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comet, "find_spec", lambda _: None)
    with pytest.raises(MissingExtraError, match="COMET is not installed; pip install unbabel-comet"):
        comet.comet_scores("m", [], TEST_SET, offline=False)
