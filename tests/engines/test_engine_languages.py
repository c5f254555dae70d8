from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from mtaudit.engines.completeness.clauses import split_to_fit
from mtaudit.engines.kinds.ways import turned
from mtaudit.engines.languages import Tokens, language_name, language_tokens
from mtaudit.engines.weights.hub import ModelName
from mtaudit.errors import EngineError

if TYPE_CHECKING:
    from pathlib import Path

NLLB = ["eng_Latn", "ind_Latn", "zsm_Latn", "zho_Hans", "zho_Hant", "▁a"]


def tokens(family: str, source: str, target: str, vocabulary: list[str]) -> Tokens:
    return language_tokens(family, source, target, vocabulary=vocabulary, known=vocabulary.__contains__)


@pytest.mark.parametrize(
    ("family", "vocabulary", "wanted"),
    [
        ("marian", ["▁a", "<pad>"], Tokens((), None)),
        ("marian", [">>ind<<", ">>zsm_Latn<<"], Tokens((">>ind<<",), None)),
        ("marian", [">>id<<", ">>ms<<"], Tokens((">>id<<",), None)),
        ("m2m_100", ["__en__", "__id__"], Tokens(("__en__",), "__id__")),
        ("m2m_100", NLLB, Tokens(("eng_Latn",), "ind_Latn")),
        ("t5", ["<2en>", "<2id>"], Tokens(("<2id>",), None)),
    ],
)
def test_how_each_family_is_told_the_languages(family: str, vocabulary: list[str], wanted: Tokens) -> None:
    assert tokens(family, "en", "id", vocabulary) == wanted


def test_a_macrolanguage_goes_by_its_member() -> None:
    assert tokens("m2m_100", "en", "ms", NLLB).forced == "zsm_Latn"
    assert tokens("m2m_100", "en", "zh", NLLB).forced == "zho_Hans"


@pytest.mark.parametrize(
    ("family", "vocabulary"), [("m2m_100", NLLB), ("t5", ["<2en>"]), ("marian", [">>ind<<"])]
)
def test_a_language_without_a_token(family: str, vocabulary: list[str]) -> None:
    with pytest.raises(EngineError, match="does not know the language 'de'"):
        tokens(family, "en", "de", vocabulary)


def test_names_of_languages() -> None:
    assert language_name("id") == "Indonesian"
    with pytest.raises(EngineError, match="'tlx'"):
        language_name("tlx")


@pytest.mark.parametrize(
    ("name", "pair", "back"),
    [
        ("Helsinki-NLP/opus-mt-en-id", ("en", "id"), "Helsinki-NLP/opus-mt-id-en"),
        ("org/id-en-small", ("id", "en"), "org/en-id-small"),
        ("org/my-mt-big-model-en-ind-v2", ("en", "id"), "org/my-mt-big-model-ind-en-v2"),
    ],
)
def test_the_model_for_the_way_back(name: str, pair: tuple[str, str], back: str) -> None:
    model = ModelName(name, "v1", local=False, kind="seq2seq")
    assert turned(model) == (pair, ModelName(back, None, local=False, kind="seq2seq"))


def make_m2m(directory: Path, language_codes: str) -> Any:
    """Save a random M2M100 model and its tokenizer, or NLLB's; return what a user of transformers has."""
    torch = pytest.importorskip("torch", reason="needs mtaudit[models]")
    transformers = pytest.importorskip("transformers", reason="needs mtaudit[models]")
    import io
    import json

    import sentencepiece

    packed = io.BytesIO()
    lines = [f"the number {n} boat sold a market in {n + 7} villages" for n in range(60)]
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(lines),
        model_writer=packed,
        vocab_size=60,
        hard_vocab_limit=False,
        minloglevel=2,
    )
    processor = sentencepiece.SentencePieceProcessor(model_proto=packed.getvalue())
    pieces = [processor.id_to_piece(number) for number in range(processor.get_piece_size())]
    plain = [piece for piece in pieces if piece not in {"<s>", "</s>", "<unk>"}]
    vocabulary = {piece: n for n, piece in enumerate(["<s>", "<pad>", "</s>", "<unk>", *plain])}
    directory.mkdir()
    if language_codes == "m2m100":
        (directory / "vocab.json").write_text(json.dumps(vocabulary))
        (directory / "sentencepiece.bpe.model").write_bytes(packed.getvalue())
        tokenizer = transformers.M2M100Tokenizer(
            str(directory / "vocab.json"), str(directory / "sentencepiece.bpe.model")
        )
    else:
        tokenizer = transformers.NllbTokenizer(vocab=vocabulary, merges=[])
    torch.manual_seed(12345)
    size = max(tokenizer.get_vocab().values()) + 120  # M2M100 has its languages after the rest
    model = transformers.M2M100ForConditionalGeneration(
        transformers.M2M100Config(
            vocab_size=size, d_model=32, encoder_layers=1, decoder_layers=1, encoder_attention_heads=2,
            decoder_attention_heads=2, encoder_ffn_dim=32, decoder_ffn_dim=32, max_position_embeddings=64,
            bos_token_id=0, pad_token_id=1, eos_token_id=2, decoder_start_token_id=2,
        )
    )  # fmt: skip
    model.save_pretrained(directory)
    tokenizer.save_pretrained(directory)
    return model.eval(), tokenizer


@pytest.mark.slow
@pytest.mark.parametrize(("family", "codes"), [("m2m100", ("en", "id")), ("nllb", ("eng_Latn", "ind_Latn"))])
def test_a_model_that_is_told_the_languages_is_told_as_transformers_does(
    tmp_path: Path, family: str, codes: tuple[str, str]
) -> None:
    from mtaudit.engines.runtimes.hf_sequence import TransformersModel
    from mtaudit.engines.runtimes.hf_session import quiet

    text = "the boat sold 12 villages"
    with quiet():
        model, tokenizer = make_m2m(tmp_path / "model", family)
        tokenizer.src_lang = codes[0]
        forced = tokenizer.convert_tokens_to_ids(f"__{codes[1]}__" if family == "m2m100" else codes[1])
        asked = tokenizer(text, return_tensors="pt")
        wanted = model.generate(**asked, forced_bos_token_id=forced, max_new_tokens=20, num_beams=1)
    ours = TransformersModel(tmp_path / "model")
    assert ours.codec.encode(text, "en", "id") == asked["input_ids"][0].tolist()
    (written,) = ours.write([text], "en", "id", beams=1, again=False)
    assert ours.codec.affixes("en", "id").forced == forced
    assert not written.text.startswith("__id__")
    theirs = tokenizer.decode(wanted[0][2:], skip_special_tokens=True).strip()
    assert written.text.startswith(theirs[:20])


def test_a_segment_is_cut_at_clauses_and_nothing_is_lost() -> None:
    text = (
        "The council met on Monday. It said the bridge, which is old, would close; buses would run instead, "
        "and the market would move because the road is narrow."
    )
    pieces = split_to_fit(text, lambda piece: len(piece) <= 60)
    assert " ".join(pieces) == text
    assert all(len(piece) <= 60 for piece in pieces)
    assert pieces[0] == "The council met on Monday."
    assert any(before.endswith(";") for before, _ in pairwise(pieces))


@pytest.mark.parametrize("text", ["x" * 1000, "a b " * 500, "。" * 300, "👍🏽" * 200])
def test_a_text_without_clauses_is_cut_anyway(text: str) -> None:
    pieces = split_to_fit(text, lambda piece: len(piece) <= 50)
    assert all(len(piece) <= 50 for piece in pieces)
    assert "".join(pieces).replace(" ", "") == text.replace(" ", "")


def test_what_fits_stays_whole() -> None:
    assert split_to_fit("One. Two.", lambda _: True) == ["One. Two."]
    assert split_to_fit("xy", lambda _: False) == ["x", "y"]
