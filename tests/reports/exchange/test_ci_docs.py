"""The hook's definition, and what ``docs/ci.md`` and ``docs/formats.md`` show, fit what reads them."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from jsonschema import validators
from referencing import Registry, Resource

from mtaudit.reports.exchange import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Outcome

ROOT = Path(__file__).parents[3]
CI = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```yaml\n# (\S+)\n(.*?)^```", CI, re.MULTILINE | re.DOTALL)
SCHEMAS = {".pre-commit-config.yaml": "pre-commit-config", ".github/workflows/mtaudit.yml": "github-workflow"}


@pytest.fixture(scope="module")
def mistakes(packaged_schema: Callable[[str], dict[str, Any]]) -> Callable[[str, Any], list[str]]:
    """Hold a file against a schema of SchemaStore; schemas that refer to others find them there as well."""
    store = Registry(retrieve=lambda url: Resource.from_contents(packaged_schema(url)))

    def check(name: str, held: Any) -> list[str]:
        schema = packaged_schema(f"https://json.schemastore.org/{name}.json")
        validator = validators.validator_for(schema)(schema, registry=store)
        return [error.message for error in validator.iter_errors(held)]

    return check


def test_the_hook_fits_its_schema(mistakes: Callable[[str, Any], list[str]]) -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert mistakes("pre-commit-hooks", hooks) == []


@pytest.mark.parametrize(("file", "block"), BLOCKS)
def test_files_in_the_docs_fit_their_schemas(
    mistakes: Callable[[str, Any], list[str]], file: str, block: str
) -> None:
    # YAML 1.1 takes the key `on` for a truth value.
    held = {("on" if key is True else key): value for key, value in yaml.safe_load(block).items()}
    assert mistakes(SCHEMAS[file], held) == []


def test_there_are_such_files() -> None:
    assert [file for file, _ in BLOCKS] == [*SCHEMAS][:1] * 2 + [*SCHEMAS][1:] * 2


def commands() -> list[str]:
    found = re.findall(r"mtaudit check(?:[^\n`:]|\n +--)+", "\n".join(re.findall("```.*?```", CI, re.DOTALL)))
    return sorted({" ".join(command.replace("$ ", "").split()) for command in found})


def test_the_commands_of_the_docs_run(run: Callable[..., Outcome], tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    article = tmp_path / "articles" / "harbour.txt"
    article.write_text("The office said that the the old pier would close in May.\n", encoding="utf-8")
    given = [shlex.split(command)[1:] for command in commands()]
    assert len(given) == 5
    write = next(arguments for arguments in given if "--write-baseline" in arguments)
    for arguments in [write, *given]:
        named = [str(article) if "*" in part else part for part in arguments]
        if str(article) not in named:
            named.append(str(article))
        outcome = run(*named, "--select", "FLU003")
        assert outcome.code == int("--baseline" not in arguments), (arguments, outcome)


def test_the_table_of_formats_is_whole() -> None:
    told = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `([a-z-]+)` \|", told, re.MULTILINE) == list(FORMATS)
