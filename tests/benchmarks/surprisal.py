"""How fast and how exact the packaged language model's log-probabilities are, beside the naive computation.

    python tests/benchmarks/surprisal.py ../shared/data [--documents N] [--naive N]

Scores native news (WMT21, English) in one run both ways, on the same number of threads: the naive way takes
one sentence at a time, its logits over the whole vocabulary in float32, their log-softmax and its entropy.
Prints tokens a second, their ratio, seconds a 500-word document takes with one replacement for every second
word, and how far the values are from those of the network run in float32 over the whole vocabulary.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import time
from pathlib import Path

import torch

from mtaudit.engines import Replacement
from mtaudit.engines.language_models.scoring import TokenScorer
from mtaudit.engines.runtimes.hf import load
from mtaudit.engines.threads import threads
from mtaudit.engines.weights.packaged import prepare_packaged

#: Turns that the ways of scoring take.
TURNS = 6


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--documents", type=int, default=12)
    parser.add_argument("--naive", type=int, default=60, help="sentences for the naive way")
    options = parser.parse_args()

    with gzip.open(options.data / "wmt21-to-english/native.jsonl.gz", "rt", encoding="utf-8") as file:
        entries = [json.loads(line) for line in file][: options.documents]
    texts = ["\n\n".join(" ".join(part) for part in entry["paragraphs"]) for entry in entries]
    sentences = [one for text in texts for one in re.split(r"(?<=[.!?])\s+", text) if one]
    model = load(prepare_packaged())
    scorer = TokenScorer(model)
    scorer.surprisal(sentences[:8])
    naive(model, sentences[:2])
    print(f"{threads()} threads, torch {torch.__version__}")

    # In turns, the best of each: other programs may come and go. Every tenth of the sentences makes a turn.
    paces: dict[str, list[float]] = {"naive": [], "sentences": [], "documents": []}
    ways = {
        "naive": lambda turn: naive(model, sentences[turn :: len(sentences) // 10][: options.naive // TURNS]),
        "sentences": lambda turn: sum(map(len, scorer.surprisal(sentences[turn::TURNS]))),
        "documents": lambda turn: sum(len(scorer.contrast(text, []).tokens) for text in texts[turn::TURNS]),
    }
    for turn in range(TURNS):
        for way, score in ways.items():
            start = time.perf_counter()
            tokens = score(turn)
            paces[way].append(tokens / (time.perf_counter() - start))
    slow = max(paces["naive"])
    for way, found in paces.items():
        print(f"{way:10} {max(found):6.0f} tokens/s, {max(found) / slow:4.1f} times the naive way")

    words = [list(re.finditer(r"\w+", text)) for text in texts]
    asked = [
        [Replacement(*one.span(), other.group()) for one, other in zip(found[::2], found[3::2], strict=False)]
        for found in words
    ]
    start = time.perf_counter()
    gains = [
        gain for text, some in zip(texts, asked, strict=True) for gain in scorer.contrast(text, some).gains
    ]
    spent = 500 * (time.perf_counter() - start) / sum(map(len, words))
    scored = sum(gain is not None for gain in gains)
    print(f"500 words with 250 replacements: {spent:.1f} s, {scored / len(gains):.0%} scored to the end")

    found = [one.log_prob for tokens in scorer.surprisal(sentences[: options.naive]) for one in tokens]
    differences = (torch.tensor(found) - exact(model, sentences[: options.naive])).abs()
    print(
        f"from float32 over the whole vocabulary: mean {differences.mean():.3f} nats a token, "
        f"99 % within {differences.quantile(0.99):.3f}, all within {differences.max():.3f}"
    )


def naive(model: object, sentences: list[str]) -> int:
    """Score sentences one by one, with entropies; return how many tokens that were."""
    tokens = 0
    for sentence in sentences:
        ids = model.tokenizer(sentence, return_tensors="pt")["input_ids"]
        with torch.inference_mode():
            log_probs = model.network(ids).logits[0].float().log_softmax(-1)
            log_probs[:-1].gather(1, ids[0, 1:, None])
            -(log_probs.exp() * log_probs).sum(-1)
        tokens += ids.shape[1] - 1
    return tokens


def exact(model: object, sentences: list[str]) -> torch.Tensor:
    """Score sentences with the network in float32; it is in bfloat16 again afterwards."""
    model.network.float()
    found = []
    for sentence in sentences:
        ids = model.tokenizer(sentence, return_tensors="pt")["input_ids"]
        with torch.inference_mode():
            log_probs = model.network(ids).logits[0].log_softmax(-1)
        found.append(log_probs[:-1].gather(1, ids[0, 1:, None])[:, 0])
    model.network.bfloat16()
    return torch.cat(found)


if __name__ == "__main__":
    main()
