"""What the parser promises for every input: offsets inside the file, repairs of equal length, bounds."""

import importlib
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modcheck.source import ModuleLayout, SourceFile
from modcheck.syntax import Node, SyntaxTree, load_trees, parse, parse_fragment

# The function `parse` hides the module of the same name.
internal = importlib.import_module("modcheck.syntax.parse")

ODD_RUST = st.lists(
    st.sampled_from(
        [
            "fn f() {",
            "}",
            "(",
            ")",
            "let x",
            ": u8",
            " = ",
            "1",
            ";",
            "a::<u8>",
            "~const T",
            "impl const T for U {}",
            "impl",
            " const ",
            "\n",
            "<",
            ">",
            "'a",
            '"',
            "é",
            "→",
            "mod x;",
            "m!(",
            "#[a]",
            "|x|",
            "//",
            "/*",
            "match",
        ]  # fmt: skip
    ),
    max_size=60,
).map("".join)
BYTES = st.binary(max_size=400) | ODD_RUST.map(str.encode)


def tree_of(data: bytes) -> SyntaxTree:
    return parse(SourceFile("x.rs", data))


def assert_inside(root: Node, start: int, end: int) -> None:
    """Every node lies inside its parent, and the root inside the bounds."""
    stack = [(root, start, end)]
    while stack:
        node, low, high = stack.pop()
        assert low <= node.start <= node.end <= high
        stack += [(child, node.start, node.end) for child in node.children]


@given(BYTES)
def test_offsets_are_inside_the_file(data: bytes) -> None:
    tree = tree_of(data)
    assert_inside(tree.root, 0, len(data))
    for fault in tree.faults:
        assert 0 <= fault.span.start <= fault.span.end <= len(data)


@given(ODD_RUST, ODD_RUST)
def test_offsets_of_a_fragment_are_those_of_the_file(before: str, text: str) -> None:
    data = f"{before}{text}".encode()
    start = len(before.encode())
    root = parse_fragment(SourceFile("x.rs", data), start, len(data), b"fn m(){f(", b")}")
    if root is not None:
        found = next((node for node in root.walk() if node.kind == "arguments"), None)
        for part in found.parts() if found is not None else []:
            assert_inside(part, start, len(data))


@given(BYTES)
def test_repairs_keep_the_length(data: bytes) -> None:
    tree = internal._parser().parse(data)
    repaired, new = internal._repair(data, tree, time.monotonic() + 10)
    assert len(repaired) == len(data)
    assert repaired.count(b"\n") == data.count(b"\n")
    assert len(internal._errors(new)) <= len(internal._errors(tree))


@pytest.mark.parametrize(
    "text",
    [
        "fn f() { let a = b.c::<u8>(1); }",
        "fn f() { let a = Self::<T>::new(); }",
        "impl const A for B {}",
        "fn f<T: ~const A>() {}",
    ],
)
def test_rust_that_the_grammar_cannot_read_is_repaired(text: str) -> None:
    assert tree_of(text.encode()).faults == ()


@given(st.binary(max_size=300), st.integers(0, 300))
@settings(max_examples=50)
def test_text_of_leaves_is_that_of_the_file(data: bytes, position: int) -> None:
    tree = tree_of(b"fn f() { /* " + data[:position] + b" */ }")
    for node in tree.root.walk():
        assert not (node.children and node.text)


@pytest.mark.parametrize("text", ["{" * 3000, "(" * 3000 + ")" * 3000, "mod a {" * 3000 + "}" * 3000])
def test_depth_is_bounded_and_said(text: str) -> None:
    tree = tree_of(f"fn f() {{ {text} }}".encode())
    deepest, stack = 0, [(tree.root, 1)]
    while stack:
        node, depth = stack.pop()
        deepest = max(deepest, depth)
        stack += [(child, depth + 1) for child in node.children]
    assert deepest <= internal.MAX_DEPTH
    assert tree.faults != ()


def test_amount_is_bounded_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(internal, "MAX_NODES", 100)
    tree = tree_of(b";" * 1000)
    assert sum(1 for _ in tree.root.walk()) <= 101
    assert [(fault.text, fault.file) for fault in tree.faults] == [
        ("too much syntax in one file: the rest is not read", True)
    ]


def test_time_is_bounded_and_said() -> None:
    file = SourceFile("x.rs", b"fn f() {}\n" * 10_000)
    tree = parse(file, deadline=time.monotonic() - 1)
    assert [(fault.text, fault.file) for fault in tree.faults][-1:] == [
        ("takes too long to be read: left out", True)
    ]
    assert_inside(tree.root, 0, len(file.data))
    assert parse(file).faults == ()


def test_many_faults_become_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(internal, "MAX_FAULTS", 3)
    faults = tree_of(b"fn f() { @ }\n" * 9).faults
    assert len(faults) == 4
    assert faults[-1].text == "and 6 more places that cannot be read"


def test_large_files_are_parsed_as_small_ones_are() -> None:
    text = "/* é → */ fn f() { g(); }\n"
    data = (text * (3 * internal._CHUNK // len(text.encode()))).encode()
    direct = internal._parser().parse(data)
    chunked, cut = internal._parse(data, time.monotonic() + 60)
    assert not cut
    assert str(chunked.root_node) == str(direct.root_node)


def layout(folder: Path, **files: str) -> ModuleLayout:
    for name, text in files.items():
        path = folder / f"{name.replace('__', '/')}.rs"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    return ModuleLayout("main", folder / "main.rs", "shown/main.rs")


def loaded(module: ModuleLayout) -> dict[str, SyntaxTree]:
    trees = load_trees(module)
    assert isinstance(trees, dict)
    return trees


def test_members_are_found_where_rust_looks_for_them(tmp_path: Path) -> None:
    module = layout(tmp_path, main="mod a; mod b { mod c; }", a="mod d;", a__d="fn f() {}", b__c="fn f() {}")
    assert {path: tree.file.path for path, tree in loaded(module).items()} == {
        "crate": "shown/main.rs",
        "crate::a": "shown/a.rs",
        "crate::a::d": "shown/a/d.rs",
        "crate::b::c": "shown/b/c.rs",
    }


def test_member_that_is_missing_or_read_already_is_a_fault_of_a_whole_file(tmp_path: Path) -> None:
    trees = loaded(layout(tmp_path, main="mod a; mod gone;", a="mod main;"))
    faults = [(fault.span.path, fault.text, fault.file) for tree in trees.values() for fault in tree.faults]
    assert faults == [
        ("shown/main.rs", "the file of `mod gone` is missing", True),
        ("shown/a.rs", "`mod main` leads to a file that was read already", True),
    ]


def test_chain_of_members_longer_than_recursion_goes(tmp_path: Path) -> None:
    files = {f"m{number}": f"mod m{number + 1};" for number in range(1000)}
    trees = loaded(layout(tmp_path, main="mod m0;", **files))
    assert len(trees) == 400
    texts = [fault.text for tree in trees.values() for fault in tree.faults]
    assert texts == ["`mod m399` is not read: too many files, or too large together"]
