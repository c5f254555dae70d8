from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from mtaudit.engines import LanguageModel, Replacement, TokenScore, open_language_model
from mtaudit.engines.language_models.branches import encode, make_branches, pack
from mtaudit.engines.language_models.language_model import CachedLanguageModel, CausalLanguageModel
from mtaudit.engines.threads import threads
from mtaudit.errors import EngineError, MissingExtraError

if TYPE_CHECKING:
    from pathlib import Path

    from mtaudit.engines.language_models.scoring import TokenScorer

NEWS = "The president met the foreign ministers of both countries in Jakarta on Friday."
TEXTS = [NEWS, "", "👍🏽 🙂 Привет\ud800!", "<bos> is plain text\r\nhere.", " ", NEWS, "A " * 400]


def make(directory: Path) -> CausalLanguageModel:
    return CausalLanguageModel("tiny", "1", lambda: directory)


@pytest.fixture(scope="session")
def scorer(tiny_model: Path) -> TokenScorer:
    pytest.importorskip("torch", reason="needs mtaudit[models]")
    from mtaudit.engines.language_models.scoring import TokenScorer
    from mtaudit.engines.runtimes.hf import load

    return TokenScorer(load(tiny_model))


def total(scorer: TokenScorer, text: str) -> float:
    return sum(token.log_prob for token in scorer.contrast(text, []).tokens)


def test_tokens_cover_each_text(scorer: TokenScorer) -> None:
    for text, tokens in zip(TEXTS, scorer.surprisal(TEXTS), strict=True):
        assert all(token.log_prob <= 0 for token in tokens)
        covered = {place for token in tokens for place in range(token.start, token.end)}
        assert covered == set(range(len(text)))
        assert [token.start for token in tokens] == sorted(token.start for token in tokens)


def test_scores_are_those_of_the_whole_vocabulary(scorer: TokenScorer, tiny_model: Path) -> None:
    torch = pytest.importorskip("torch")
    from mtaudit.engines.runtimes.hf import load

    model = load(tiny_model)
    ids = model.tokenizer(NEWS, add_special_tokens=False)["input_ids"]
    with torch.inference_mode():
        logits = model.network(torch.tensor([[model.tokenizer.bos_token_id, *ids]])).logits[0].float()
    expected = logits.log_softmax(-1)[:-1].gather(1, torch.tensor(ids)[:, None])[:, 0].tolist()
    for found in (scorer.surprisal([NEWS, "Another text."])[0], scorer.contrast(NEWS, []).tokens):
        assert [token.log_prob for token in found] == pytest.approx(expected, abs=0.05)


def test_texts_do_not_see_one_another(scorer: TokenScorer) -> None:
    alone = [token.log_prob for token in scorer.surprisal([NEWS])[0]]
    beside = [token.log_prob for token in scorer.surprisal(["Some other text.", NEWS, "More."])[1]]
    assert beside == pytest.approx(alone, abs=0.03)


def test_a_gain_is_the_difference_of_two_texts(scorer: TokenScorer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mtaudit.engines.language_models.scoring.FIRST_TOKEN_FLOOR", -100.0)
    text = "It rained. The minister was used to incur costs."
    for words, other in [("was used", "had been used"), (" to", ""), ("rained", "snowed"), ("costs", "cost")]:
        start = text.index(words)
        (gain,) = scorer.contrast(text, [Replacement(start, start + len(words), other)]).gains
        changed = text[:start] + other + text[start + len(words) :]
        assert gain == pytest.approx(total(scorer, changed) - total(scorer, text), abs=0.15)


def test_replacements_do_not_see_one_another(scorer: TokenScorer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mtaudit.engines.language_models.scoring.FIRST_TOKEN_FLOOR", -100.0)
    asked = [Replacement(4, 13, other) for other in ("minister", "vice president", "king")]
    together = scorer.contrast(NEWS, asked).gains
    alone = [scorer.contrast(NEWS, [one]).gains[0] for one in asked]
    assert together == pytest.approx(alone, abs=0.1)


def test_what_changes_nothing_has_no_gain(scorer: TokenScorer) -> None:
    assert scorer.contrast(NEWS, [Replacement(4, 13, "president")]).gains == [None]
    assert scorer.contrast("", [Replacement(0, 0, "president")]).gains == [None]


def test_an_unlikely_first_token_ends_the_scoring(
    scorer: TokenScorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mtaudit.engines.language_models.scoring.FIRST_TOKEN_FLOOR", 100.0)
    assert scorer.contrast(NEWS, [Replacement(4, 13, "minister")]).gains == [None]


def test_long_texts_are_scored_in_parts(scorer: TokenScorer, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = scorer.contrast(NEWS * 4, []).tokens
    monkeypatch.setattr("mtaudit.engines.language_models.scoring.PART_TOKENS", 64)
    monkeypatch.setattr("mtaudit.engines.language_models.scoring.PASS_TOKENS", 16)
    parts = scorer.contrast(NEWS * 4, [Replacement(len(NEWS) + 4, len(NEWS) + 13, "king")]).tokens
    assert [token[:2] for token in parts] == [token[:2] for token in whole]
    assert [token.log_prob for token in parts[:64]] == pytest.approx(
        [token.log_prob for token in whole[:64]], abs=0.05
    )


def test_branches_end_at_the_line_and_share_the_text_before(scorer: TokenScorer) -> None:
    tokenizer = scorer._tokenizer
    text = "One two three.\nFour five six."
    encoded = encode(tokenizer, text)
    (branch,) = make_branches(tokenizer, encoded, [Replacement(8, 13, "thirty")])
    assert tokenizer.decode(encoded.ids[: branch.at] + branch.ids) == "One two thirty."
    assert encoded.spans[branch.end - 1][1] == text.index("\n")


def test_packing_leaves_out_what_is_empty_or_too_long() -> None:
    assert pack([3, 0, 9, 5, 2, 3], 8) == [[3, 0], [5, 4]]


def test_the_second_request_needs_no_model(
    tiny_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = [Replacement(4, 13, "minister")]
    first = CachedLanguageModel(make(tiny_model), tmp_path / "scores.sqlite3")
    assert isinstance(first, LanguageModel)
    texts, contrast = first.surprisal(TEXTS), first.contrast(NEWS, asked)
    assert isinstance(contrast.tokens[0], TokenScore)
    again = CachedLanguageModel(make(tmp_path / "nowhere"), tmp_path / "scores.sqlite3")
    assert again.surprisal(TEXTS) == texts
    assert again.contrast(NEWS, asked) == contrast
    with pytest.raises(EngineError, match="not a causal language model"):
        again.contrast(NEWS, [])
    monkeypatch.setenv("OMP_NUM_THREADS", str(threads() + 1))
    assert make(tiny_model).build != first.model.build


def test_a_damaged_cache_is_told(tiny_model: Path, tmp_path: Path) -> None:
    path = tmp_path / "scores.sqlite3"
    model = CachedLanguageModel(make(tiny_model), path)
    model.surprisal([NEWS])
    connection = sqlite3.connect(path)
    with connection:
        connection.execute("update score set answer = x'00'")
    connection.close()
    with pytest.raises(EngineError, match=r"the cache of scores is damaged .*; delete this file"):
        model.surprisal([NEWS])


def test_a_missing_extra_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "mtaudit.engines.language_models.language_model.packaged_weights_installed", lambda: False
    )
    with pytest.raises(MissingExtraError, match=r"the language model gemma-3-270m is not installed; pip"):
        open_language_model()


@pytest.mark.engine
@pytest.mark.slow
@pytest.mark.usefixtures("packaged")
def test_the_packaged_model_prefers_english(packaged_cache: Path) -> None:
    model = open_language_model(cache_dir=packaged_cache)
    text = "The sanctions were used to incur financial costs on Moscow. Ukraine's the Crimean Peninsula fell."
    asked = [("incur", "impose"), (" the Crimean", " Crimean"), ("Moscow", "Ottawa"), ("fell", "rose")]
    replacements = [Replacement(text.index(old), text.index(old) + len(old), new) for old, new in asked]
    tokens, gains = model.contrast(text, replacements)
    assert gains[0] is not None
    assert gains[0] > 4
    assert gains[1] is not None
    assert gains[1] > 4
    assert all(gain is None or gain < 2 for gain in gains[2:])
    assert "".join(text[token.start : token.end] for token in tokens) == text
    assert model.contrast(text, replacements) == (tokens, gains)
