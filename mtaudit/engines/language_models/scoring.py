"""Log-probabilities of tokens; importing this module loads torch.

What makes it fast on a processor. The output layer takes most of the time: it has a row for every token of
the vocabulary. Sums over it run piece by piece on products in bfloat16, so that no row of all logits is ever
held; and a token is weighed against the tokens that English can be written in, unless it stands near one
that is not of them. Short texts, and replacements in places of one text, are packed into one row under a
mask; replacements share the keys and values of the text before them, and only those are run whose first
token, of which the text's own pass tells, does not speak against them.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

import torch
import transformers

from mtaudit.engines.base import Contrast, TokenScore
from mtaudit.engines.language_models.branches import encode, make_branches, pack
from mtaudit.engines.runtimes.hf_session import run_errors

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mtaudit.engines.base import Replacement
    from mtaudit.engines.language_models.branches import Branch, Encoded
    from mtaudit.engines.runtimes.hf import CausalModel

__all__ = ["FIRST_TOKEN_FLOOR", "TokenScorer", "is_english"]

#: Tokens in one pass of the network, and states in one pass of the output layer.
PASS_TOKENS, OUTPUT_STATES = 256, 512

#: Tokens of the vocabulary in one piece. 2,048 and 4,096 were fastest of 2,048 to 32,768 on 2 cores.
OUTPUT_PIECE = 4096

#: A long text is scored in parts of so many tokens, each after so many of those that precede it.
PART_TOKENS, CONTEXT_TOKENS = 768, 128

#: A replacement is scored to its end where its first token is so many nats likelier than the text's, or more.
#: Of 1,700 paraphrases of a native report of 450 words, 116 pass.
FIRST_TOKEN_FLOOR = 0.5

#: This many tokens after one that English is not written in are weighed against the whole vocabulary.
FOREIGN_REACH = 4


class TokenScorer:
    """Scores tokens with a causal language model in bfloat16.

    :param model: the loaded model; an engine may use it too.
    """

    def __init__(self, model: CausalModel) -> None:
        self._tokenizer, self._network = model.tokenizer, model.network
        config = self._network.config.get_text_config()
        self._kinds = set(getattr(config, "layer_types", None) or ())
        self._sliding = int(getattr(config, "sliding_window", None) or 2**31)
        self._start = int(self._tokenizer.bos_token_id)
        self._vocabulary: torch.Tensor = self._network.get_output_embeddings().weight.detach()
        names = self._tokenizer.convert_ids_to_tokens(list(range(len(self._vocabulary))))
        self._english = [is_english(name) for name in names]
        self._kept = self._vocabulary[torch.tensor(self._english)].contiguous()

    def surprisal(self, texts: Sequence[str]) -> list[list[TokenScore]]:
        """Score every token of each text; see :class:`~mtaudit.engines.base.LanguageModel`.

        :raises EngineError: when the model fails.
        """
        with self._running():
            encoded = [encode(self._tokenizer, text) for text in texts]
            scores: list[list[float]] = [[] for _ in texts]
            for row in pack([len(one.ids) + 1 if one.ids else 0 for one in encoded], PASS_TOKENS):
                found = self._packed([encoded[index].ids for index in row])
                for index, values in zip(row, found, strict=True):
                    scores[index] = values
            for index, one in enumerate(encoded):
                if one.ids and not scores[index]:
                    scores[index] = self._long(one.ids, [])[0]
        return [_tokens(one, values) for one, values in zip(encoded, scores, strict=True)]

    def contrast(self, text: str, replacements: Sequence[Replacement]) -> Contrast:
        """Score a text and replacements in it; see :class:`~mtaudit.engines.base.LanguageModel`.

        :raises EngineError: when the model fails.
        """
        with self._running():
            encoded = encode(self._tokenizer, text)
            branches = make_branches(self._tokenizer, encoded, replacements)
            scores, found = self._long(encoded.ids, branches)
        gains: list[float | None] = [None] * len(replacements)
        for branch in branches:
            if branch.place in found:
                gains[branch.place] = found[branch.place] - sum(scores[branch.at : branch.end])
        return Contrast(_tokens(encoded, scores), gains)

    @contextlib.contextmanager
    def _running(self) -> Iterator[None]:
        """Run without gradients, with the attention that is fastest under a mask; put the other back."""
        attention = self._network.config._attn_implementation  # it has no public name
        with torch.inference_mode(), run_errors("scoring tokens"):
            self._network.set_attn_implementation("eager")
            try:
                yield
            finally:
                self._network.set_attn_implementation(attention)

    def _packed(self, texts: list[list[int]]) -> list[list[float]]:
        """Score short texts in one pass, none of which sees another."""
        rows = [[self._start, *ids] for ids in texts]
        owners = torch.tensor([number for number, row in enumerate(rows) for _ in row])
        positions = torch.tensor([place for row in rows for place in range(len(row))])
        allowed = (owners[:, None] == owners) & (positions[:, None] >= positions)
        states = self._forward([token for row in rows for token in row], positions, positions, allowed, None)
        pieces = torch.split(states, [len(row) for row in rows])
        states = torch.cat([piece[:-1] for piece in pieces])
        wanted = [token for ids in texts for token in ids]
        near = [flag for ids in texts for flag in self._near_foreign(ids)]
        scores = self._log_probs(states, wanted, self._log_sums(states, near))
        return [part.tolist() for part in torch.split(scores, [len(ids) for ids in texts])]

    def _long(self, ids: list[int], branches: list[Branch]) -> tuple[list[float], dict[int, float]]:
        """Score a text part by part, and after each part the branches in it.

        :returns: the scores of the tokens; and the log-probabilities of the branches that were scored, by
            their places.
        """
        scores: list[float] = []
        found: dict[int, float] = {}
        near = self._near_foreign(ids)
        for begin in range(0, len(ids), PART_TOKENS):
            end = min(begin + PART_TOKENS, len(ids))
            first = max(0, begin - CONTEXT_TOKENS)
            row = [self._start, *ids[first : end - 1]]
            cache: Any = transformers.DynamicCache()
            states = self._prefill(row, cache)
            # The state before a token of the text stands at the token's index less this.
            own = states[begin - first :]
            sums = self._log_sums(own, near[begin:end])
            scores.extend(self._log_probs(own, ids[begin:end], sums).tolist())
            inside = [branch for branch in branches if begin <= branch.at < end]
            if inside:
                places = torch.tensor([branch.at - begin for branch in inside])
                firsts = self._log_probs(own[places], [branch.ids[0] for branch in inside], sums[places])
                hopeful = [
                    (branch, score)
                    for branch, score in zip(inside, firsts.tolist(), strict=True)
                    if score - scores[branch.at] >= FIRST_TOKEN_FLOOR
                ]
                found |= {branch.place: score for branch, score in hopeful if len(branch.ids) == 1}
                longer = [(branch, score) for branch, score in hopeful if len(branch.ids) > 1]
                for group in pack([len(branch.ids) - 1 for branch, _ in longer], PASS_TOKENS):
                    some = [longer[index][0] for index in group]
                    rest = self._branched(some, first, len(row), cache)
                    for index, score in zip(group, rest, strict=True):
                        found[longer[index][0].place] = longer[index][1] + score
        return scores, found

    def _prefill(self, row: list[int], cache: Any) -> torch.Tensor:
        states = []
        for begin in range(0, len(row), PASS_TOKENS):
            piece = row[begin : begin + PASS_TOKENS]
            keys = torch.arange(begin + len(piece))
            positions = keys[begin:]
            states.append(self._forward(piece, positions, keys, positions[:, None] >= keys, cache))
        return torch.cat(states)

    def _branched(self, branches: list[Branch], first: int, length: int, cache: Any) -> list[float]:
        """Score the tokens of branches but the first of each.

        :param branches: of one part.
        :param first: index in the text of the token after the start of the row that the cache holds.
        :param length: of that row.
        :param cache: its keys and values; as it was, afterwards.
        :returns: the log-probability of each branch after its first token.
        """
        sizes = [len(branch.ids) - 1 for branch in branches]
        # The row's last key that a branch sees is the token before it.
        lasts = [branch.at - first for branch in branches]
        owners = torch.tensor([n for n, size in enumerate(sizes) for _ in range(size)])
        within = torch.tensor([place for size in sizes for place in range(size)])
        positions = torch.tensor(lasts)[owners] + 1 + within
        keys = torch.arange(length)
        text = keys <= torch.tensor(lasts)[owners][:, None]
        own = (owners[:, None] == owners) & (within[:, None] >= within)
        ids = [token for branch in branches for token in branch.ids[:-1]]
        states = self._forward(
            ids, positions, torch.cat([keys, positions]), torch.cat([text, own], dim=1), cache
        )
        cache.crop(-len(ids))
        wanted = [token for branch in branches for token in branch.ids[1:]]
        near = [flag for branch in branches for flag in self._near_foreign(branch.ids)[1:]]
        scores = self._log_probs(states, wanted, self._log_sums(states, near))
        return [float(part.sum()) for part in torch.split(scores, sizes)]

    def _forward(
        self, ids: list[int], positions: torch.Tensor, keys: torch.Tensor, allowed: torch.Tensor, cache: Any
    ) -> torch.Tensor:
        """Run the network over one row.

        :param ids: tokens.
        :param positions: of the tokens.
        :param keys: positions of all keys, those in the cache first.
        :param allowed: which keys a token may see, of shape (tokens, keys).
        :param cache: keys and values before this row, or None.
        :returns: states of shape (tokens, units).
        """
        masks: Any = self._mask(allowed)
        if self._kinds:
            near = self._mask(allowed & (positions[:, None] - keys < self._sliding))
            masks = {kind: near if "sliding" in kind else masks for kind in self._kinds}
        output = self._network.base_model(
            input_ids=torch.tensor([ids]),
            attention_mask=masks,
            position_ids=positions[None],
            past_key_values=cache,
            use_cache=cache is not None,
        )
        states: torch.Tensor = output.last_hidden_state[0]
        return states

    def _mask(self, allowed: torch.Tensor) -> torch.Tensor:
        dtype = self._vocabulary.dtype
        mask = torch.zeros(allowed.shape, dtype=dtype)
        return mask.masked_fill_(~allowed, torch.finfo(dtype).min)[None, None]

    def _log_probs(self, states: torch.Tensor, wanted: list[int], sums: torch.Tensor) -> torch.Tensor:
        """Return the log-probability of a token after each state; its logit is taken in float32."""
        rows = self._vocabulary[torch.tensor(wanted, dtype=torch.long)]
        return (states.float() * rows.float()).sum(-1).sub_(sums).clamp_(max=0.0)

    def _log_sums(self, states: torch.Tensor, near: list[bool]) -> torch.Tensor:
        """Return the logarithm of the sum of exponentials of the logits after each state.

        :param states: of shape (tokens, units).
        :param near: after which of them the whole vocabulary counts.
        """
        sums = torch.empty(len(states))
        flags = torch.tensor(near, dtype=torch.bool)
        for weights, chosen in ((self._kept, ~flags), (self._vocabulary, flags)):
            for some in torch.split(chosen.nonzero()[:, 0], OUTPUT_STATES):
                if len(some):
                    sums[some] = _log_sum(states[some], weights)
        return sums

    def _near_foreign(self, ids: list[int]) -> list[bool]:
        """Tell for each token whether it, or one shortly before it, is one that English is not written in."""
        near, last = [], -FOREIGN_REACH - 1
        for place, token in enumerate(ids):
            if not self._english[token]:
                last = place
            near.append(place - last <= FOREIGN_REACH)
        return near


def is_english(token: str) -> bool:
    """Tell whether a token of a vocabulary may stand in English: Latin letters, digits, signs, spaces.

    :param token: as the tokenizer names it; U+2581 is its space. Names of single bytes count.
    """
    return all(
        char < "\u0180" or "\u2010" <= char < "\u2060" or char in "\u20ac\u2122\u2581" for char in token or ""
    )


def _log_sum(states: torch.Tensor, weights: torch.Tensor) -> torch.Tensor:
    total = torch.zeros(len(states))
    for piece in torch.split(weights, OUTPUT_PIECE):
        total += torch.nn.functional.linear(states, piece).float().exp_().sum(-1)
    if not bool(torch.isfinite(total).all()):
        return torch.logsumexp(torch.nn.functional.linear(states, weights).float(), -1)
    return total.log_()


def _tokens(encoded: Encoded, scores: list[float]) -> list[TokenScore]:
    return [TokenScore(*span, score) for span, score in zip(encoded.spans, scores, strict=True)]
