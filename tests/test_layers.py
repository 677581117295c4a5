"""The package is a stack: a file imports only from lower layers, and no imports form a circle.

Imports inside functions and under TYPE_CHECKING count too, so a circle cannot hide.
"""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from graphlib import TopologicalSorter
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "dateline"

# bottom first; names on one line may not import each other
LAYERS = [
    ["errors"],
    ["document", "world", "config"],
    ["reading"],
    ["claim"],
    ["lexicon", "report"],
    ["explanation"],
    ["ingest", "nlp", "extract", "resolve"],
    ["pipeline"],
    ["export"],
    ["api"],
    ["gazetteer_cli", "manual"],
    ["cli"],
]
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}
DOORS = {"dateline", "dateline.__main__"}  # they only pass on what the layers below offer
NAMELESS = {"utils", "util", "helpers", "common", "core", "manager", "base", "misc"}


def module_name(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_name(path): path for path in sorted(PACKAGE.rglob("*.py"))}


def nodes_of(path: Path, *, for_typing: bool) -> Iterator[ast.AST]:
    """Every node of the file's tree; those under TYPE_CHECKING only where asked for."""
    stack: list[ast.AST] = [ast.parse(path.read_text(encoding="utf-8"))]
    while stack:
        node = stack.pop()
        typing_only = isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        if for_typing or not typing_only:
            yield node
            stack.extend(ast.iter_child_nodes(node))


def names_imported(path: Path, *, for_typing: bool = True) -> set[str]:
    """Every module that the file may mean: of `from a import b` both `a` and `a.b`."""
    found = set()
    for node in nodes_of(path, for_typing=for_typing):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            where = f"{path.name}:{node.lineno}"
            assert node.level == 0, f"{where}: write the full name, not a relative import"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
            found.add(str(node.module))
    return found


def imports_of(path: Path) -> set[str]:
    return names_imported(path) & MODULES.keys() - {module_name(path)}


@pytest.mark.parametrize("name", sorted(MODULES.keys() - DOORS))
def test_imports_point_down(name: str) -> None:
    here = name.split(".")[1]
    assert here in LEVEL, f"{name}: give {here!r} a place in LAYERS and in docs/architecture.md"
    for other in imports_of(MODULES[name]) - {"dateline"}:
        assert other not in DOORS, f"{name} may not import {other}"
        there = other.split(".")[1]
        if there != here:
            assert LEVEL[there] < LEVEL[here], f"{name} may not import {other}"


def test_no_imports_form_a_circle() -> None:
    graph = {name: imports_of(path) - {"dateline"} for name, path in MODULES.items()}
    TopologicalSorter(graph).prepare()  # raises CycleError, which names the circle


def test_every_layer_that_the_list_names_exists() -> None:
    assert LEVEL.keys() == {name.split(".")[1] for name in MODULES.keys() - DOORS}


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert not [name for name in MODULES if NAMELESS & set(name.split("."))]


def test_only_declared_dependencies_are_imported() -> None:
    table = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    optional = table["optional-dependencies"]["pandas"]
    declared = {
        re.split(r"[^\w.-]", line)[0].replace("_", "-").lower()
        for line in [*table["dependencies"], *optional]
    }
    owners = packages_distributions()
    for name, path in MODULES.items():
        tops = {found.split(".")[0] for found in names_imported(path, for_typing=False)}
        for top in tops - sys.stdlib_module_names - {"dateline"}:
            found = {owner.replace("_", "-").lower() for owner in owners.get(top, [top])}
            assert found & declared, f"{name} imports {top}, which pyproject.toml does not declare"
