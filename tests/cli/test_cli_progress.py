"""What a batch says of its pace."""

from __future__ import annotations

from mtaudit.cli.progress import Pace


def test_what_was_finished_before_a_run_was_resumed_is_no_speed() -> None:
    now = iter([0.0, 10.0, 30.0, 70.0, 130.0])
    pace = Pace(lambda: next(now))
    told = [pace.told(done) for done in (50_000, 50_020, 50_060, 50_140, 50_260)]
    assert told[0] == "50,000 documents"
    assert told[1] == "50,020 documents, 2.0 a second"
    assert told[-1] == "50,260 documents, 2.0 a second"


def test_what_is_slow_is_counted_by_the_minute() -> None:
    now = iter([0.0, 50.0])
    pace = Pace(lambda: next(now))
    assert [pace.told(1), pace.told(6)] == ["1 documents", "6 documents, 6 a minute"]
