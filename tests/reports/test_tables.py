import csv
import io

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtaudit.errors import UsageError
from mtaudit.reports.frames import frame
from mtaudit.reports.rows import column_names, table_rows
from mtaudit.reports.tables import TableWriter, guard, read_csv, unguard, write_csv, write_report

ANYTHING = st.text(st.characters(exclude_categories=()), max_size=30)
FORMULAS = st.builds(
    lambda quotes, blank, sign, rest: quotes + blank + sign + rest,
    st.sampled_from(["", "'", "''", "'''"]),
    st.sampled_from(["", " ", "\t", "\u3000", "\xa0", "\u200b", "\ufeff", "\x00", "\r\n"]),
    st.sampled_from("=+-@＝＋－＠'a"),
    ANYTHING,
)


def fields(path):
    return list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8"), newline="")))


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\tx",
        "\rx",
        "\nx",
        "\x00=1",
        "  =1",
        "\u3000=1",
        "\xa0@x",
        "\ufeff=1",
        "\u200b=1",
        "\u202e=1",
        "＝1",
        "＋1",
        "－1",
        "＠x",
        "﹦1",
        "'=1",
        "''=1",
        "' =1",
    ],
)
def test_what_a_spreadsheet_would_run_is_guarded(cell):
    assert guard(cell) == f"'{cell}"
    assert unguard(guard(cell)) == cell


@pytest.mark.parametrize("cell", ["", "a=1", "'a'", "'", "1-2", "“=”", "'tis", "–5", "(=1)"])
def test_what_a_spreadsheet_shows_as_text_is_left_alone(cell):
    assert guard(cell) == cell
    assert unguard(cell) == cell


@settings(deadline=None)
@given(st.one_of(ANYTHING, FORMULAS))
def test_a_guard_comes_off(cell):
    assert unguard(guard(cell)) == cell


@settings(deadline=None)
@given(st.one_of(ANYTHING, FORMULAS))
def test_a_guarded_cell_begins_harmlessly(cell):
    assert not guard(cell).lstrip().startswith(tuple("=+-@＝＋－＠"))
    assert not guard(cell).startswith(("\t", "\r", "\n", "\x00"))


def test_rows_end_in_crlf_and_there_is_no_byte_order_mark(make, tmp_path):
    path = tmp_path / "findings.csv"
    write_csv(frame(make.report(), "findings"), path)
    data = path.read_bytes()
    assert data.startswith(b"document,code,name,category,")
    assert data.endswith(b"\r\n")
    assert data.count(b"\n") == data.count(b"\r\n") == 4


def test_numbers_are_short_and_never_guarded(tmp_path):
    path = tmp_path / "numbers.csv"
    table = pd.DataFrame(
        {"a": [-1.23456789, 1e-9, 100.0, None], "b": pd.array([-5, 0, None, 7], dtype="Int64")}
    )
    write_csv(table, path)
    assert path.read_bytes() == (b"a,b\r\n-1.23457,-5\r\n1e-09,0\r\n100.0,\r\n,7\r\n")


def test_numbers_of_numpy_frames_are_written(tmp_path):
    path = tmp_path / "numbers.csv"
    write_csv(pd.DataFrame({"a": [1, 2], "b": [0.5, float("nan")], "c": [True, False]}), path)
    assert path.read_text(encoding="utf-8") == "a,b,c\n1,0.5,true\n2,,false\n"


def test_an_infinite_number_is_refused_and_nothing_is_left(tmp_path):
    path = tmp_path / "numbers.csv"
    with pytest.raises(ValueError, match="not a finite number"):
        write_csv(pd.DataFrame({"a": [float("inf")]}), path)
    assert list(tmp_path.iterdir()) == []


def test_other_values_are_refused(tmp_path):
    with (
        pytest.raises(TypeError, match="neither text nor a number"),
        TableWriter(tmp_path / "x.csv", ("a",)) as writer,
    ):
        writer.append_rows([{"a": [1]}])


@pytest.mark.parametrize("raw", [False, True])
@pytest.mark.parametrize("table", ["findings", "segments", "scores"])
def test_tables_come_back_through_pandas(make, tmp_path, table, raw):
    path = tmp_path / "table.csv"
    written = frame(make.report(), table)
    write_csv(written, path, raw=raw)
    back = read_csv(path, table, raw=raw)
    assert back.dtypes.equals(written.dtypes)
    texts = [name for name in written if str(written[name].dtype) == "string"]
    # An empty text is an empty field, which is read as absent.
    pd.testing.assert_frame_equal(back[texts], written[texts].replace("", pd.NA))
    pd.testing.assert_frame_equal(back, written.replace("", pd.NA), rtol=1e-5)


@pytest.mark.parametrize("raw", [False, True])
def test_hostile_text_comes_back(make, tmp_path, hostile, raw):
    path = tmp_path / "segments.csv"
    written = frame(make.hostile(hostile), "segments")
    write_csv(written, path, raw=raw)
    shown = [text.encode("utf-8", "backslashreplace").decode("utf-8") for text in written["text"]]
    assert read_csv(path, "segments", raw=raw)["text"].tolist() == shown


@settings(deadline=None)
@given(text=st.one_of(ANYTHING, FORMULAS), raw=st.booleans())
def test_any_text_comes_back(tmp_path_factory, text, raw):
    path = tmp_path_factory.mktemp("csv") / "x.csv"
    with TableWriter(path, ("a", "b"), raw=raw) as writer:
        writer.append_rows([{"a": text, "b": 1}])
    cell = fields(path)[1][0]
    shown = text.encode("utf-8", "backslashreplace").decode("utf-8")
    assert (cell if raw else unguard(cell)) == shown


def test_raw_leaves_formulas(tmp_path):
    for raw, cell in ((True, "=1"), (False, "'=1")):
        with TableWriter(tmp_path / "x.csv", ("a",), raw=raw) as writer:
            writer.append_rows([{"a": "=1"}])
        assert fields(tmp_path / "x.csv") == [["a"], [cell]]


def test_many_documents_share_one_header(make, tmp_path):
    path = tmp_path / "scores.csv"
    with TableWriter(path, column_names("scores")) as writer:
        writer.append_frame(frame(make.report(), "scores"))
        writer.append_rows(table_rows(make.bare(), "scores"))
        assert not path.exists()
    lines = fields(path)
    assert len(lines) == 3
    assert lines[0][0] == "document"
    assert lines[0][-1] == "signature"


def test_rows_and_frames_give_the_same_bytes(make, tmp_path):
    for table in ("findings", "segments", "scores"):
        report = make.report()
        write_csv(frame(report, table), tmp_path / "frame.csv")
        with TableWriter(tmp_path / "rows.csv", column_names(table)) as writer:
            writer.append_rows(table_rows(report, table))
        assert (tmp_path / "frame.csv").read_bytes() == (tmp_path / "rows.csv").read_bytes()


def test_other_columns_are_refused(make, tmp_path):
    with (
        pytest.raises(ValueError, match="has the columns"),
        TableWriter(tmp_path / "x.csv", ("a", "b")) as writer,
    ):
        writer.append_rows([{"a": 1}])
    with (
        pytest.raises(ValueError, match="has the columns"),
        TableWriter(tmp_path / "x.csv", ("a", "b")) as writer,
    ):
        writer.append_frame(frame(make.report(), "findings"))


def test_an_error_leaves_the_old_file(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(TypeError), TableWriter(path, ("a",)) as writer:
        writer.append_rows([{"a": "new"}, {"a": object()}])
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_finished_file_has_the_permissions_of_any_other(tmp_path):
    with TableWriter(tmp_path / "x.csv", ("a",)):
        pass
    (tmp_path / "y.csv").touch()
    assert (tmp_path / "x.csv").stat().st_mode == (tmp_path / "y.csv").stat().st_mode


@pytest.mark.parametrize("place", ["no/such/x.csv", "folder"])
def test_a_place_that_cannot_be_written_is_named(tmp_path, place):
    (tmp_path / "folder").mkdir()
    path = tmp_path / place
    with pytest.raises(UsageError, match="cannot be written") as caught, TableWriter(path, ("a",)):
        pass
    assert str(caught.value).startswith(f"{path}: ")
    assert [entry.name for entry in tmp_path.iterdir()] == ["folder"]


def test_a_report_is_four_files(make, tmp_path):
    paths = write_report(make.report(), tmp_path / "new" / "out", file="flood.txt")
    assert [path.name for path in paths] == [
        "scores.csv",
        "segments.csv",
        "findings.csv",
        "failures.csv",
    ]
    assert sorted((tmp_path / "new" / "out").iterdir()) == sorted(paths)
    assert fields(paths[3])[1] == [
        "flood",
        "flood.txt",
        "segment 2",
        "back-translation",
        "The engine gave nothing.",
    ]


def test_a_folder_that_is_a_file_is_named(make, tmp_path):
    (tmp_path / "out").touch()
    with pytest.raises(UsageError, match="out: cannot be written"):
        write_report(make.report(), tmp_path / "out")
