"""The house rules that a reader of one file cannot see: layers, sizes, names."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("kapsite", "articles", "faq")
# The first prefix that fits decides; a module may import from its own layer's number or below.
LAYERS = {
    "kapsite.env": 4,
    "kapsite.logs": 4,
    "kapsite.publishing.bibliography": 4,
    "kapsite.publishing.blocks": 4,
    "kapsite.publishing.explaining": 4,
    "kapsite.publishing.figures": 4,
    "kapsite.publishing.standards.balance": 4,
    "kapsite.publishing.standards.citations": 4,
    "kapsite.publishing.standards.contradictions": 4,
    "kapsite.publishing.standards.prose": 4,
    "kapsite.publishing.standards.quantities": 4,
    "kapsite.publishing.standards.reading": 4,
    "kapsite.publishing.standards.routes": 4,
    "kapsite.publishing.standards.structure": 4,
    "kapsite.publishing.standards.wording": 4,
    "kapsite.publishing.context": 4,
    "kapsite.publishing.filetext": 4,
    "kapsite.publishing.frontmatter": 4,
    "kapsite.publishing.links": 4,
    "kapsite.publishing.markdown": 4,
    "kapsite.publishing.outline": 4,
    "kapsite.publishing.problems": 4,
    "kapsite.publishing.readability": 4,
    "kapsite.publishing.rules": 4,
    "kapsite.publishing.sanitize": 4,
    "kapsite.publishing.syntax": 4,
    "kapsite.publishing.terms": 4,
    "kapsite.inquiry.seal": 4,
    "kapsite.publishing": 3,
    "kapsite.audit": 3,
    "kapsite.inquiry": 2,
    "kapsite.signoff": 2,
    "articles": 2,
    "faq": 2,
    "kapsite": 1,
}
PURE = 4
PEERS = ("articles", "faq", "kapsite.inquiry", "kapsite.signoff")
LONGEST_FILE = 200
LONGEST_FUNCTION = 30
SETTINGS = "kapsite.settings"


def modules() -> Iterator[tuple[str, Path]]:
    for package in PACKAGES:
        for file in sorted((ROOT / package).rglob("*.py")):
            if "migrations" not in file.parts:
                name = ".".join(file.relative_to(ROOT).with_suffix("").parts)
                yield name.removesuffix(".__init__"), file


def under(name: str, prefix: str) -> bool:
    return name == prefix or name.startswith(f"{prefix}.")


def layer(name: str) -> int:
    return next(number for prefix, number in LAYERS.items() if under(name, prefix))


def imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


MODULES = list(modules())
TREES = {name: ast.parse(file.read_text("utf-8")) for name, file in MODULES}


@pytest.mark.parametrize("name", TREES)
def test_imports_point_down(name: str) -> None:
    for imported in imports(TREES[name]):
        if any(under(imported, package) for package in PACKAGES):
            assert layer(imported) >= layer(name), f"{name} imports {imported}"


@pytest.mark.parametrize("name", [name for name in TREES if name.startswith(PEERS)])
def test_the_kinds_of_document_do_not_know_one_another(name: str) -> None:
    own = next(peer for peer in PEERS if under(name, peer))
    for imported in imports(TREES[name]):
        assert not any(under(imported, peer) for peer in PEERS if peer != own), imported


@pytest.mark.parametrize("name", [name for name in TREES if layer(name) == PURE])
def test_pure_modules_need_no_django(name: str) -> None:
    assert not any(under(imported, "django") for imported in imports(TREES[name]))


@pytest.mark.parametrize(("name", "file"), MODULES)
def test_a_file_is_short(name: str, file: Path) -> None:
    limit = 250 if name == SETTINGS else LONGEST_FILE

    assert len(file.read_text("utf-8").splitlines()) <= limit


@pytest.mark.parametrize("name", TREES)
def test_a_function_fits_a_screen(name: str) -> None:
    for node in ast.walk(TREES[name]):
        if isinstance(node, ast.FunctionDef):
            body = [one for one in node.body if not is_docstring(one)]
            lines = (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0
            assert lines <= LONGEST_FUNCTION, f"{name}.{node.name}: {lines} lines"


def is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


@pytest.mark.parametrize("name", TREES)
def test_what_is_public_says_what_it_means(name: str) -> None:
    tree = TREES[name]
    file = dict(MODULES)[name]
    assert ast.get_docstring(tree) or not file.read_text("utf-8").strip(), name
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not is_private(node.name):
            assert ast.get_docstring(node), f"{name}: {node.name}"


def is_private(name: str) -> bool:
    # Django's own inner classes and the dunder methods explain themselves.
    return name.startswith("_") or name in {"Meta", "Media"}


def test_the_stylesheets_are_short_and_name_colors_once() -> None:
    sheets = sorted((ROOT / "static" / "css").glob("*.css"))
    assert sheets
    for sheet in sheets:
        text = sheet.read_text("utf-8")
        assert len(text.splitlines()) <= 150, sheet.name
        if sheet.name != "tokens.css":
            assert not [line for line in text.splitlines() if is_hex_color(line)], sheet.name


def is_hex_color(line: str) -> bool:
    return any(
        part and all(char in "0123456789abcdefABCDEF" for char in part[:3]) and len(part) >= 3
        for part in line.split("#")[1:]
        if ":" in line
    )
