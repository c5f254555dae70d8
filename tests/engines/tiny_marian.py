"""A real Marian model, made in seconds from sentences written here: two layers, a vocabulary of 200 pieces.

Saved as Hugging Face files, so that loading, tokenising, converting and generating are the real code.
"""

from __future__ import annotations

import contextlib
import io
import json
import warnings
from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

#: Written for these tests: parts of sentences in English and Indonesian.
WHO = {
    "the minister": "menteri itu",
    "the old fisherman": "nelayan tua itu",
    "our teacher": "guru kami",
    "the mayor": "wali kota itu",
}
DID = {
    "closed": "menutup",
    "visited": "mengunjungi",
    "painted": "mengecat",
    "sold": "menjual",
}
WHAT = {
    "the market": "pasar itu",
    "a red boat": "sebuah perahu merah",
    "the school": "sekolah itu",
    "two bridges": "dua jembatan",
}
WHEN = {
    "on Monday": "pada hari Senin",
    "yesterday": "kemarin",
    "after the flood": "setelah banjir",
}
STEPS, ROWS, UNITS = 200, 16, 64


def sentence_pairs() -> list[tuple[str, str]]:
    """All sentences of the parts, with their translations."""
    parts = product(WHO.items(), DID.items(), WHAT.items(), WHEN.items())
    return [tuple(f"{' '.join(side)}." for side in zip(*part, strict=True)) for part in parts]  # type: ignore[misc]


def make_marian(directory: Path, source: str, target: str, *, steps: int = STEPS) -> Path:
    """Train a model for a direction and save it.

    :param directory: in which ``tiny-SOURCE-TARGET`` is made.
    """
    import torch
    import transformers

    from mtaudit.engines.runtimes.hf_session import quiet

    torch.manual_seed(12345)
    place = directory / f"tiny-{source}-{target}"
    place.mkdir(parents=True)
    pairs = [pair if source == "en" else pair[::-1] for pair in sentence_pairs()]
    with quiet():
        tokenizer = _tokenizer(place, pairs)
        size = len(tokenizer)
        pad = tokenizer.pad_token_id
        model = transformers.MarianMTModel(
            transformers.MarianConfig(
                vocab_size=size, d_model=UNITS, encoder_layers=2, decoder_layers=2,
                encoder_attention_heads=4, decoder_attention_heads=4, encoder_ffn_dim=2 * UNITS,
                decoder_ffn_dim=2 * UNITS, max_position_embeddings=64, pad_token_id=pad, eos_token_id=0,
                decoder_start_token_id=pad, forced_eos_token_id=0, scale_embedding=True, dropout=0.0,
                activation_function="swish", bos_token_id=None,
            )
        )  # fmt: skip
        _train(model, tokenizer, pairs, steps)
        model.save_pretrained(place)
        tokenizer.save_pretrained(place)
    return place


def _tokenizer(place: Path, pairs: list[tuple[str, str]]):
    import sentencepiece
    import transformers

    packed = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter([side for pair in pairs for side in pair]), model_writer=packed,
        vocab_size=200, hard_vocab_limit=False, character_coverage=1.0, minloglevel=2,
    )  # fmt: skip
    for name in ("source.spm", "target.spm"):
        (place / name).write_bytes(packed.getvalue())
    processor = sentencepiece.SentencePieceProcessor(model_proto=packed.getvalue())
    pieces = [processor.id_to_piece(number) for number in range(processor.get_piece_size())]
    plain = [piece for piece in pieces if piece not in {"<s>", "</s>", "<unk>"}]
    # CTranslate2 takes a <pad> away that is the last token, as OPUS's models have it.
    vocabulary = {piece: number for number, piece in enumerate(["</s>", "<unk>", *plain, "<pad>"])}
    (place / "vocab.json").write_text(json.dumps(vocabulary), encoding="utf-8")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return transformers.MarianTokenizer(
            str(place / "source.spm"), str(place / "target.spm"), str(place / "vocab.json"),
            model_max_length=64,
        )  # fmt: skip


def _train(model, tokenizer, pairs: list[tuple[str, str]], steps: int) -> None:
    import torch

    threads = torch.get_num_threads()
    torch.set_num_threads(1)  # small matrices: more threads take longer
    optimizer = torch.optim.AdamW(model.parameters(), lr=4e-3)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 4e-3, total_steps=steps)
    order = torch.Generator().manual_seed(12345)
    encoded = [
        (tokenizer(source)["input_ids"], tokenizer(text_target=wanted)["input_ids"])
        for source, wanted in pairs
    ]
    with torch.no_grad():
        model.model.shared.weight[tokenizer.pad_token_id] = 0
    model.train()
    for _ in range(steps):
        drawn = [encoded[place] for place in torch.randperm(len(encoded), generator=order)[:ROWS].tolist()]
        ids, labels = (
            torch.nn.utils.rnn.pad_sequence(
                [torch.tensor(row[side]) for row in drawn], batch_first=True, padding_value=value
            )
            for side, value in ((0, tokenizer.pad_token_id), (1, -100))
        )
        loss = model(input_ids=ids, attention_mask=ids != tokenizer.pad_token_id, labels=labels).loss
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        with torch.no_grad():
            # The start of every output, which OPUS's models have at zero and CTranslate2 takes to be so.
            model.model.shared.weight[tokenizer.pad_token_id] = 0
        schedule.step()
    model.eval()
    torch.set_num_threads(threads)


if __name__ == "__main__":
    import sys
    import time
    from pathlib import Path

    start = time.process_time()
    with contextlib.suppress(FileExistsError):
        for pair in (("en", "id"), ("id", "en")):
            make_marian(Path(sys.argv[1]), *pair)
    print(f"{time.process_time() - start:.1f} s of processor time")
