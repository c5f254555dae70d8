"""Rules from outside the program run beside its own, and the signature knows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import pytest

import mtaudit
from mtaudit.errors import UsageError
from mtaudit.model import Severity, Span
from mtaudit.rules import Evidence, Hit, Rule, choose, digest, known_rules

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXT = (
    "The council said on Tuesday that residents anticipated the flood.\n"
    "\n"
    "Officials anticipated the the second wave.\n"
)


class Anticipated(Rule):
    """People who *anticipate* a flood where they prepare for it."""

    code = "OWN001"
    name = "anticipated-danger"
    category = "Accuracy/Mistranslation"
    its_type = "mistranslation"
    severity = Severity.MINOR
    lemma_phrases: ClassVar = {"anticipate": ["anticipate"]}
    options: ClassVar = {"dangers": ("flood", "wave")}

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        for segment, words in evidence.matches["anticipate"]:
            after = {token.lower_ for token in words.doc[words.end : words.end + 5]}
            if after & set(evidence.options["dangers"]):
                yield Hit(segment.span_of(words), "One prepares for a danger.", suggestion="prepared for")


def found(**given: object) -> list[tuple[str, str]]:
    report = mtaudit.audit(TEXT, extra_rules=[Anticipated()], **given)
    return [(finding.code, finding.text) for finding in report.findings]


def test_a_rule_of_ones_own_runs_beside_the_others() -> None:
    assert found() == [("OWN001", "anticipated"), ("OWN001", "anticipated"), ("FLU003", "the the")]
    report = mtaudit.audit(TEXT, extra_rules=[Anticipated()])
    assert "OWN001" in report.rules_run
    assert list(report.to_frame("findings").code) == ["OWN001", "OWN001", "FLU003"]
    assert report.scores.rule_penalty.per_100_words > mtaudit.audit(TEXT).scores.rule_penalty.per_100_words


def test_it_goes_by_its_code_and_name_like_any_other() -> None:
    assert found(select=["OWN"]) == [("OWN001", "anticipated")] * 2
    assert found(ignore=["anticipated-danger"]) == [("FLU003", "the the")]
    assert found(select=["OWN001"], options={"OWN001": {"dangers": ["wave"]}}) == [("OWN001", "anticipated")]
    report = mtaudit.audit(TEXT, extra_rules=[Anticipated()], severities={"OWN001": "major"})
    assert report.findings[0].severity is Severity.MAJOR
    without = mtaudit.audit(TEXT, extra_rules=[Anticipated()], ignore=["OWN001"])
    assert ("OWN001", "not selected") in [(rule.code, rule.reason) for rule in without.rules_not_run]


def test_a_comment_in_the_text_turns_it_off() -> None:
    text = "<!-- mtaudit: ignore OWN001 -->\n" + TEXT
    report = mtaudit.audit(text, extra_rules=[Anticipated()])
    assert [finding.text for finding in report.findings] == ["anticipated", "the the"]
    assert report.failures == ()


def test_without_it_nobody_knows_it() -> None:
    with pytest.raises(UsageError, match="there is no rule 'OWN001'"):
        mtaudit.audit(TEXT, select=["OWN001"])


def test_the_digest_knows_its_code_and_its_data() -> None:
    class Wider(Anticipated):
        options: ClassVar = {"dangers": ("flood", "wave", "storm")}

    class Surer(Anticipated):
        def find(self, evidence: Evidence) -> Iterator[Hit]:
            for hit in super().find(evidence):
                yield Hit(hit.span, hit.message, confidence=1.0)

    class Rewritten(Anticipated):
        lemma_phrases: ClassVar = {"anticipate": ["anticipate", "foresee"]}

    def made(rule: Rule) -> str:
        return digest(choose(known=known_rules([rule])))

    digests = [digest(choose()), *(made(kind()) for kind in (Anticipated, Wider, Surer, Rewritten))]
    assert len(set(digests)) == 5
    assert made(Anticipated()) == digests[1]
    signature = mtaudit.audit(TEXT, extra_rules=[Anticipated()]).signature
    assert f"|rules:{digests[1]}|" in signature


def test_a_rule_with_state_is_told_by_it() -> None:
    class Word(Anticipated):
        def __init__(self, *words: str) -> None:
            self.words = frozenset(words)

    one, same, other = Word("flood", "wave"), Word("wave", "flood"), Word("storm")
    assert digest([one]) == digest([same]) != digest([other])


def test_a_rule_typed_at_a_prompt_has_a_digest() -> None:
    held: dict[str, object] = {"Anticipated": Anticipated, "__name__": "__main__"}
    typed = "class Typed(Anticipated):\n    def find(self, evidence):\n        yield from {}\n"
    exec(typed, held)  # noqa: S102 - what a prompt does
    first = digest([held["Typed"]()])
    exec(typed.replace("yield from {}", "return iter([evidence])"), held)  # noqa: S102
    assert digest([held["Typed"]()]) != first


def changed(**attributes: object) -> Rule:
    return type("Changed", (Anticipated,), attributes)()


class Bare(Rule):
    """It says nothing of itself."""

    def find(self, evidence: Evidence) -> Iterator[Hit]:  # noqa: ARG002
        yield Hit(Span(0, 1), "")


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        (Anticipated, "Anticipated is no rule; give an instance of a subclass of mtaudit.rules.Rule"),
        ("OWN001", "'OWN001' is no rule"),
        (Bare(), "the rule Bare has no code; set code in the class"),
        (changed(code="own-1"), "has the code 'own-1'; give three capital letters and three digits"),
        (changed(name="Two Words"), "has the name 'Two Words'"),
        (changed(category=None), "has no text for its category"),
        (changed(severity="minor"), "has the severity 'minor'"),
        (changed(limit=2), "has the limit 2"),
        (changed(needs={"weather"}), "needs 'weather'; choose among surprisal, source, reference"),
        (changed(code="FLU003"), "there is a rule FLU003 already"),
        (changed(name="repeated-word"), "there is a rule repeated-word already"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_whole_rule_is_refused(rule: object, told: str) -> None:
    with pytest.raises(UsageError) as raised:
        mtaudit.audit(TEXT, extra_rules=[rule])
    assert told in str(raised.value)


def test_two_of_one_code_are_refused() -> None:
    with pytest.raises(UsageError, match="there is a rule OWN001 already"):
        mtaudit.audit(TEXT, extra_rules=[Anticipated(), changed(name="other-name")])
