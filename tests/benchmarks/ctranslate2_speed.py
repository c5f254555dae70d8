"""How much faster CTranslate2 is than transformers, on a Marian model of opus-mt's size with random weights.

    OMP_NUM_THREADS=2 python tests/benchmarks/ctranslate2_speed.py [--sentences 128] [--tokens 32]

Speed does not depend on what the weights say, only on their number and on how many tokens are written, so the
length of the output is fixed. Sentences are sorted by length; transformers gets batches of 32 and as many
threads as there are processors, CTranslate2 as many translators of one thread. All in one run, one after the
other; the ratios are what counts. Measured best of --rounds.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
import time
import warnings
from pathlib import Path
from typing import Any

import ctranslate2
import torch
import transformers

from mtaudit.engines.runtimes.hf_session import quiet
from mtaudit.engines.threads import threads

#: Of Helsinki-NLP/opus-mt-en-id, by its configuration.
SIZE = {
    "vocab_size": 54_796, "d_model": 512, "encoder_layers": 6, "decoder_layers": 6, "encoder_ffn_dim": 2048,
    "decoder_ffn_dim": 2048, "encoder_attention_heads": 8, "decoder_attention_heads": 8,
    "max_position_embeddings": 512, "pad_token_id": 54_795, "eos_token_id": 0, "bos_token_id": None,
    "decoder_start_token_id": 54_795, "scale_embedding": True, "activation_function": "swish",
    "forced_eos_token_id": None,
}  # fmt: skip
BATCH = 32


def make(directory: Path) -> None:
    """Save the model with a vocabulary of as many made-up words."""
    import io

    import sentencepiece

    torch.manual_seed(12345)
    transformers.MarianMTModel(transformers.MarianConfig(**SIZE)).save_pretrained(directory)
    packed = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(["a few words to train on"] * 20), model_writer=packed, vocab_size=30,
        hard_vocab_limit=False, minloglevel=2,
    )  # fmt: skip
    for name in ("source.spm", "target.spm"):
        (directory / name).write_bytes(packed.getvalue())
    words = ["</s>", "<unk>", *(f"▁w{n}" for n in range(SIZE["vocab_size"] - 3)), "<pad>"]
    (directory / "vocab.json").write_text(json.dumps({word: n for n, word in enumerate(words)}))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        transformers.MarianTokenizer(
            *(str(directory / name) for name in ("source.spm", "target.spm", "vocab.json"))
        ).save_pretrained(directory)


def sentences(count: int) -> list[list[int]]:
    """Return sentences of 12 to 45 tokens, as news has them, longest first."""
    drawn = random.Random(12345)
    rows = [[drawn.randrange(2, 54_000) for _ in range(drawn.randint(12, 45))] + [0] for _ in range(count)]
    return sorted(rows, key=len, reverse=True)


def by_transformers(model: Any, rows: list[list[int]], beams: int, tokens: int) -> None:
    for start in range(0, len(rows), BATCH):
        batch = rows[start : start + BATCH]
        width = len(batch[0])
        model.generate(
            input_ids=torch.tensor([row + [SIZE["pad_token_id"]] * (width - len(row)) for row in batch]),
            attention_mask=torch.tensor([[1] * len(row) + [0] * (width - len(row)) for row in batch]),
            num_beams=beams, do_sample=False, min_new_tokens=tokens, max_new_tokens=tokens,
        )  # fmt: skip


def by_ctranslate2(translator: Any, words: list[list[str]], beams: int, tokens: int) -> None:
    translator.translate_batch(
        words, beam_size=beams, max_batch_size=BATCH, min_decoding_length=tokens, max_decoding_length=tokens
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sentences", type=int, default=128)
    parser.add_argument("--tokens", type=int, default=32)
    parser.add_argument("--rounds", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(threads())
    rows = sentences(options.sentences)
    with tempfile.TemporaryDirectory() as scratch, quiet(), torch.inference_mode():
        directory = Path(scratch) / "marian"
        directory.mkdir()
        make(directory)
        converter = ctranslate2.converters.TransformersConverter(str(directory))
        converter.convert(str(Path(scratch) / "ct2"), quantization="int8")
        translator = ctranslate2.Translator(
            str(Path(scratch) / "ct2"), compute_type="int8", inter_threads=threads(), intra_threads=1
        )
        words = [["</s>" if token == 0 else f"▁w{token - 2}" for token in row] for row in rows]
        paces: dict[tuple[str, int], float] = {}
        for beams in (1, 4):
            for name in ("float32", "bfloat16"):
                model = transformers.MarianMTModel.from_pretrained(
                    directory, dtype=getattr(torch, name)
                ).eval()
                paces[name, beams] = pace(by_transformers, model, rows, beams, options)
            paces["int8", beams] = pace(by_ctranslate2, translator, words, beams, options)
    print(f"{threads()} threads, {options.sentences} sentences, {options.tokens} tokens each")
    for beams in (1, 4):
        fast = paces["int8", beams]
        told = ", ".join(f"{name} {paces[name, beams]:.0f}" for name in ("float32", "bfloat16", "int8"))
        ratios = ", ".join(
            f"{fast / paces[name, beams]:.1f} times {name}" for name in ("float32", "bfloat16")
        )
        print(f"{'greedy' if beams == 1 else 'beam 4'}: tokens a second {told}; ctranslate2 int8 is {ratios}")


def pace(translate: Any, model: Any, rows: Any, beams: int, options: argparse.Namespace) -> float:
    """Return tokens a second, the best of some rounds."""
    translate(model, rows[-4:], beams, 4)
    best = 0.0
    for _ in range(options.rounds):
        start = time.perf_counter()
        translate(model, rows, beams, options.tokens)
        best = max(best, len(rows) * options.tokens / (time.perf_counter() - start))
    return best


if __name__ == "__main__":
    main()
