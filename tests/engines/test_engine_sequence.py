"""Encoder-decoder engines with a Marian model that is trained here: real files, real conversion."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest
from odd_segments import MARKED, ODD, with_odd
from tiny_marian import sentence_pairs

from mtaudit.engines import CachedEngine, open_engine
from mtaudit.errors import EngineError, UsageError
from mtaudit.model import Status

if TYPE_CHECKING:
    from pathlib import Path

pytest.importorskip("ctranslate2", reason="needs mtaudit[models]")

EN_ID, ID_EN = {"source": "en", "target": "id"}, {"source": "id", "target": "en"}
ENGLISH = [pair[0] for pair in sentence_pairs()]
INDONESIAN = [pair[1] for pair in sentence_pairs()]


def opened(kind: str, place: Path, query: str = "") -> CachedEngine:
    engine = open_engine(f"{kind}:{place}{query}", offline=True)
    assert isinstance(engine, CachedEngine)
    return engine


def test_both_runtimes_write_the_same_for_every_sentence(marian: Path) -> None:
    there = {kind: opened(kind, marian / "tiny-en-id").engine for kind in ("seq2seq", "ctranslate2")}
    for read, wanted, way in ((ENGLISH, INDONESIAN, EN_ID), (INDONESIAN, ENGLISH, ID_EN)):
        outputs = {kind: engine.translate(read, **way) for kind, engine in there.items()}
        assert outputs["seq2seq"] == outputs["ctranslate2"]
        right = sum(output.text == text for output, text in zip(outputs["seq2seq"], wanted, strict=True))
        assert right >= 0.9 * len(wanted)  # it has learnt them: the equality is not one of rubbish


@pytest.mark.slow
def test_a_search_with_beams_is_another_revision_and_works(marian: Path) -> None:
    greedy, wide = (opened("ctranslate2", marian / "tiny-en-id", query) for query in ("", "?beams=4"))
    assert greedy.revision != wide.revision
    results = wide.translate(ENGLISH[:20], **EN_ID)
    assert sum(a.text == b for a, b in zip(results, INDONESIAN[:20], strict=True)) >= 15


@pytest.mark.parametrize("kind", [pytest.param("seq2seq", marks=pytest.mark.slow), "ctranslate2"])
def test_odd_segments_come_back_in_order_and_marked(marian: Path, kind: str) -> None:
    odd = {**ODD, 55: ">>fra<< </s> the minister"}
    segments = [odd.get(place, ENGLISH[place]) for place in range(80)]
    results = opened(kind, marian / "tiny-en-id").translate(segments, **EN_ID)
    assert len(results) == 80
    assert {place: results[place].status for place in MARKED} == MARKED
    assert results[8].text == odd[8]
    assert results[3].text.count("hari Senin") > 20  # every piece of it
    assert results[21].text == "wali kota itu menutup sekolah itu kemarin."
    plain = [place for place in range(80) if place not in odd]
    assert sum(results[place].text == INDONESIAN[place] for place in plain) >= 0.9 * len(plain)


@pytest.mark.slow
def test_a_thousand_segments(marian: Path) -> None:
    results = opened("ctranslate2", marian / "tiny-en-id").translate(with_odd(ENGLISH, 1000), **EN_ID)
    assert len(results) == 1000
    assert {place: results[place].status for place in MARKED} == MARKED
    for place in set(range(1000)) - ODD.keys():
        assert results[place].text == INDONESIAN[place % len(ENGLISH)] or results[place].status is Status.OK


def test_a_conversion_is_kept_and_made_again_when_damaged(marian: Path, tmp_path: Path) -> None:
    engine = opened("ctranslate2", marian / "tiny-en-id")
    engine.translate(ENGLISH[:1], **EN_ID)
    (converted,) = (tmp_path / "cache" / "weights").iterdir()
    record = json.loads((converted / "mtaudit.json").read_text())
    assert "ctranslate2" in record["made_from"]
    weights = converted / "model.bin"
    before, packed = weights.stat().st_mtime_ns, weights.read_bytes()
    opened("ctranslate2", marian / "tiny-en-id").translate(ENGLISH[1:2], **EN_ID)
    assert weights.stat().st_mtime_ns == before
    weights.write_bytes(packed[:-8] + b"\x00" * 8)
    opened("ctranslate2", marian / "tiny-en-id").translate(ENGLISH[2:3], **EN_ID)
    assert weights.read_bytes() == packed


@pytest.mark.slow
def test_a_pickle_is_converted_once_and_gives_the_same(marian: Path, tmp_path: Path) -> None:
    import torch
    from safetensors.torch import load_file

    for name in ("tiny-en-id", "tiny-id-en"):
        shutil.copytree(marian / name, tmp_path / name)
        weights = tmp_path / name / "model.safetensors"
        torch.save(load_file(weights), tmp_path / name / "pytorch_model.bin")
        weights.unlink()
    engine = opened("seq2seq", tmp_path / "tiny-en-id")
    assert engine.translate(ENGLISH[:5], **EN_ID) == opened("seq2seq", marian / "tiny-en-id").translate(
        ENGLISH[:5], **EN_ID
    )
    (converted,) = (tmp_path / "cache" / "weights").iterdir()
    assert json.loads((converted / "mtaudit.json").read_text())["made_from"]


def test_a_pickle_with_code_is_not_run(marian: Path, tmp_path: Path) -> None:
    import pickle

    class Trap:
        def __reduce__(self) -> tuple[object, tuple[object, ...]]:
            return (open, (str(tmp_path / "trapped"), "w"))

    for name in ("tiny-en-id", "tiny-id-en"):
        shutil.copytree(marian / name, tmp_path / name)
        (tmp_path / name / "model.safetensors").unlink()
        (tmp_path / name / "pytorch_model.bin").write_bytes(pickle.dumps(Trap()))
    with pytest.raises(EngineError) as caught:
        opened("seq2seq", tmp_path / "tiny-en-id").translate(ENGLISH[:1], **EN_ID)
    assert "\n" not in str(caught.value)
    assert not (tmp_path / "trapped").exists()


def test_a_model_without_its_way_back(marian: Path, tmp_path: Path) -> None:
    shutil.copytree(marian / "tiny-en-id", tmp_path / "tiny-en-id")
    with pytest.raises(EngineError, match=r"translates en-id only, and seq2seq:.*tiny-id-en for the way"):
        opened("seq2seq", tmp_path / "tiny-en-id")


def test_a_model_whose_name_says_no_pair(marian: Path, tmp_path: Path) -> None:
    shutil.copytree(marian / "tiny-en-id", tmp_path / "model")
    with pytest.raises(EngineError, match="does not say which languages"):
        opened("seq2seq", tmp_path / "model")


def test_a_pair_that_the_models_do_not_know(marian: Path) -> None:
    with pytest.raises(EngineError, match="it knows en-id, id-en"):
        opened("seq2seq", marian / "tiny-en-id").translate(["Hello."], source="en", target="ms")


@pytest.mark.parametrize("query", ["?beams=0", "?beams=x", "?beams=99", "?beams="])
def test_beams_that_are_no_number(query: str) -> None:
    with pytest.raises(UsageError, match="no number from 1 to 16"):
        open_engine(f"seq2seq:org/model-en-id{query}")
