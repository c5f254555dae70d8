"""The fast gate of the catalogue: known faults, clean texts, native text; and floors that only rise."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

import pytest

from . import full, pin, rule_table, texts

if TYPE_CHECKING:
    from pathlib import Path

FLOORS: pin.Floors = json.loads(pin.FLOORS.read_text(encoding="utf-8"))
FIGURES = json.loads(full.FIGURES.read_text(encoding="utf-8"))


def _hold(part: str, figures: dict[str, object]) -> None:
    """Hold figures against their floors, of which there is at least one."""
    measured = {n: f for n, f in pin.reached({part: figures}).items() if n in FLOORS}
    assert measured
    for name, figure in measured.items():
        floor = FLOORS[name]
        assert figure["digest"] == floor["digest"], f"{name}: other data than it was pinned on"
        assert not pin.worse(name, float(f"{figure['value']:.4g}"), floor["floor"]), name


def test_known_faults_are_found() -> None:
    _hold("seeded", full.measure_seeded())


def test_clean_texts_are_left_alone() -> None:
    _hold("clean", full.measure_clean())


@pytest.mark.shared_data
def test_native_text_is_left_alone(shared_data: Path) -> None:
    _hold("native", full.measure_native(shared_data))


@pytest.mark.slow
@pytest.mark.shared_data
def test_findings_lie_where_experts_marked_errors(shared_data: Path) -> None:
    _hold("experts", full.measure_experts(shared_data))


def test_every_seeded_rule_exists_and_every_rule_but_those_with_other_evidence_is_seeded() -> None:
    seeded = {code for half in texts.HALVES for text in texts.seeded(half) for code, _ in text.gold}
    assert seeded == {rule.code for rule in full.all_rules() if not rule.needs}


def test_the_floors_are_what_the_figures_reached() -> None:
    assert pin.raised(FLOORS, pin.reached(FIGURES)) == FLOORS


def test_figures_of_first_contact_are_of_the_set_that_is_here() -> None:
    first = json.loads(rule_table.FIRST_CONTACT.read_text(encoding="utf-8"))
    for opened in (first, *first["then"]):
        files = [
            file
            for file in texts.seeded_files(opened["set"])
            if file.name[0] in opened.get("files", file.name)
        ]
        assert opened["digest"] == texts.digest(files)


def test_the_rule_table_is_current() -> None:
    assert rule_table.PAGE.read_text(encoding="utf-8") == rule_table.table()


def test_a_worse_figure_is_not_pinned() -> None:
    def figure(value: int, digest: str = "a") -> pin.Floors:
        return {"clean.findings": {"value": value, "floor": value, "digest": digest}}

    assert pin.raised(figure(3), figure(2)) == figure(2)
    with pytest.raises(ValueError, match="worse than its floor"):
        pin.raised(figure(3), figure(4))
    with pytest.raises(ValueError, match="other data"):
        pin.raised(figure(3), figure(1, "b"))


def test_no_floor_was_ever_lowered() -> None:
    """Every committed state of the floors holds the one before it."""
    name = pin.FLOORS.relative_to(texts.ROOT).as_posix()

    def git(*arguments: str) -> str:
        return subprocess.run(
            ["git", "-C", str(texts.ROOT), *arguments], capture_output=True, text=True, check=True
        ).stdout

    if not (texts.ROOT / ".git").exists():
        pytest.skip("no history here")
    commits = git("log", "--reverse", "--format=%H", "--", name).split()
    states = [json.loads(git("show", f"{commit}:{name}")) for commit in commits]
    for before, after in zip(states, [*states[1:], FLOORS], strict=True):
        assert set(before) <= set(after)
        assert all(not pin.worse(n, after[n]["floor"], before[n]["floor"]) for n in before)
