"""Rewrites of a driver's sources that change no behaviour: file name → text in, the same out.

All work on the text, with the syntax tree only to find where things are. Comments go first, so that
nothing has to be carried along with the item it stands at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from modcheck.source import SourceFile
from modcheck.syntax import Node, SyntaxTree, parse
from tests.running import generations

Sources = dict[str, str]
Rewrite = Callable[[Sources], Sources]

TOKEN = re.compile(
    r"""(?P<comment>//[^\n]*|/\*.*?\*/)
    |(?P<text>b?r(?P<hashes>\#*)".*?"(?P=hashes)|[bc]?"(?:\\.|[^"\\])*")
    |(?P<char>b?'(?:\\[^']*.|[^\\'])')
    |(?P<lifetime>'\w+)
    |(?P<word>[A-Za-z_]\w*)
    |(?P<number>\d\w*)
    |(?P<space>\s+)
    |(?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
ITEMS = (
    "struct_item", "enum_item", "union_item", "impl_item", "function_item", "const_item", "static_item",
    "type_item", "trait_item", "macro_invocation", "expression_statement", "associated_type",
)  # fmt: skip


def tokens(text: str) -> Iterator[tuple[str, str]]:
    """The kinds and texts of all tokens, comments and spaces too."""
    for match in TOKEN.finditer(text):
        yield str(match.lastgroup if match.lastgroup != "hashes" else "text"), match[0]


def each(change: Callable[[str], str]) -> Rewrite:
    """A rewrite of each file on its own."""
    return lambda sources: {name: change(text) for name, text in sources.items()}


def tree_of(text: str) -> SyntaxTree:
    return parse(SourceFile("rewritten.rs", text.encode()))


def slice_of(text: str, start: int, end: int) -> str:
    return text.encode()[start:end].decode()


# Comments and space


def without_comments(text: str) -> str:
    return "".join(token for kind, token in tokens(text) if kind != "comment")


def on_one_line(text: str) -> str:
    found = ((kind, token) for kind, token in tokens(without_comments(text)))
    return "".join(" " if kind == "space" else token for kind, token in found)


def full_of_comments(text: str) -> str:
    """A comment that looks like code after every brace, comma and semicolon, tabs and empty lines."""
    noise = {"{": "{ /* } unsafe { */\n\n\t", ";": "; // drop(data); {\n", ",": ', /* "x */ '}
    return "".join(noise.get(token, token) for _, token in tokens(without_comments(text)))


# Order


def segments(text: str, parent: Node) -> tuple[int, list[tuple[int, int]]]:
    """Where the items below a node begin and end, each with its attributes; imports stay in front."""
    ends = [child.end for child in parent.children if child.kind in ("use_declaration", "mod_item", "{")]
    first = position = max(ends, default=parent.start)
    found = []
    for child in parent.children:
        if child.kind in ITEMS and child.start >= first:
            end = child.end + (slice_of(text, child.end, child.end + 1) == ";")
            found.append((position, end))
            position = end
    return first, found


def reversed_below(text: str, parent: Node) -> tuple[int, int, str]:
    """The stretch of the items below a node, and what stands there in reverse order."""
    first, found = segments(text, parent)
    last = found[-1][1] if found else first
    return first, last, "".join(slice_of(text, *part) for part in reversed(found))


def reversed_items(text: str) -> str:
    """Functions of each impl, then the items of the file, in reverse order."""
    text = without_comments(text)
    for number in range(sum(node.kind == "impl_item" for node in tree_of(text).root.children)):
        impls = [node for node in tree_of(text).root.children if node.kind == "impl_item"]
        text = replaced(text, *reversed_below(text, impls[number].need("body")))
    return replaced(text, *reversed_below(text, tree_of(text).root))


def replaced(text: str, start: int, end: int, new: str) -> str:
    data = text.encode()
    return (data[:start] + new.encode() + data[end:]).decode()


# Helpers


def extracted(name: str) -> Callable[[str], str]:
    """Move the body of the callback `name` into a function of its own."""

    def extract(text: str) -> str:
        text = without_comments(text)
        for impl in tree_of(text).root.all("impl_item"):
            for function in impl.need("body").all("function_item"):
                if impl.get("trait") is not None and tree_text(text, function.need("name")) == name:
                    return with_helper(text, impl, function)
        return text

    return extract


def tree_text(text: str, node: Node) -> str:
    return slice_of(text, node.start, node.end)


def with_helper(text: str, impl: Node, function: Node) -> str:
    name = tree_text(text, function.need("name"))
    body, parameters = function.need("body"), function.need("parameters")
    data = re.search(r"type Data = ([^;]+);", tree_text(text, impl))
    head = slice_of(text, parameters.start, body.start)
    owner = tree_text(text, impl.need("type"))
    trait = tree_text(text, impl.need("trait"))
    inner = f"{head}{tree_text(text, body)}".replace("Self::Data", data[1] if data else "()")
    inner = re.sub(r"\bSelf::IdInfo\b", f"<{owner} as {trait}>::IdInfo", inner)
    inner = re.sub(r"\bSelf\b", owner, inner)
    arguments = [tree_text(text, p.need("pattern")) for p in parameters.all("parameter")]
    helper = f"\n\nfn inner_{name}{inner}\n"
    call = f"{{\n        inner_{name}({', '.join(arguments)})\n    }}"
    return replaced(text, body.start, body.end, call) + helper


# Files


def constants_in_two_files(sources: Sources) -> Sources:
    """The second half of regs.rs moves to regs/more.rs."""
    text = without_comments(sources["regs.rs"])
    first, found = segments(text, tree_of(text).root)
    middle = found[len(found) // 2][0]
    kept = f"{text.encode()[:middle].decode()}\nmod more;\npub(crate) use more::*;\n"
    moved = f"use super::*;\n{text.encode()[middle:].decode()}"
    return {**sources, "regs.rs": kept, "regs/more.rs": moved}


def slots_in_their_own_file(sources: Sources) -> Sources:
    """`Slot` moves out of ring.rs, which goes on offering its name."""
    text = without_comments(sources["ring.rs"])
    first, found = segments(text, tree_of(text).root)
    imports = slice_of(text, 0, first)
    parts = [slice_of(text, *part) for part in found]
    moved = [part for part in parts if re.search(r"(struct|impl) Slot\b", part)]
    kept = [part for part in parts if part not in moved]
    assert len(moved) == 2
    main = "r4l_e1000_demo.rs"
    return {
        **sources,
        "ring.rs": f"{imports}\npub(crate) use crate::slot::Slot;\n{''.join(kept)}\n",
        "slot.rs": f"{imports}\n{''.join(moved)}\n",
        main: sources[main].replace("mod ring;", "mod ring;\nmod slot;"),
    }


# Names


def renamed(sources: Sources) -> Sources:
    """Every field, function, local, constant and type that the driver defines gets another name, but for
    what is also the name of somebody else's method."""
    trees = {name: tree_of(text) for name, text in sources.items()}
    nodes = [(tree, node) for tree in trees.values() for node in tree.root.walk()]
    own = {tree.text(node) for tree, node in nodes if node.kind in NAMES and node.field in DEFINED}
    own |= {tree.text(node) for tree, node in nodes if node.kind == "identifier" and node.field == "pattern"}
    own |= {bound for tree, node in nodes for bound in closure_names(tree, node)}
    own -= foreign_names(nodes) | kernel_methods()
    return {name: with_names(text, own) for name, text in sources.items()}


NAMES = ("identifier", "type_identifier", "field_identifier")
DEFINED = ("name",)
KEPT = {"self", "Self", "crate", "super", "kernel", "core", "None", "Some", "Ok", "Err"}
DECLARES = (
    "struct_item", "enum_item", "type_item", "const_item", "static_item", "function_item",
    "field_declaration",
)  # fmt: skip
IN_IMPL = ("function_item", "type_item", "associated_type", "const_item")


def closure_names(tree: SyntaxTree, node: Node) -> list[str]:
    if node.kind != "closure_parameters":
        return []
    return [tree.text(part) for part in node.children if part.kind == "identifier"]


@cache
def kernel_methods() -> frozenset[str]:
    """The names of the methods of `core` and of the kernel crate."""
    every = [methods for book in generations() for methods in book.program.methods.values()]
    return frozenset(name for methods in every for name in methods)


def foreign_names(nodes: list[tuple[SyntaxTree, Node]]) -> set[str]:
    """Names of others: imported, of files, of trait impls, of macros, called as methods, parts of paths."""
    functions = {tree.text(n.need("name")) for tree, n in nodes if n.kind == "function_item"}
    declared = {tree.text(n.need("name")) for tree, n in nodes if n.kind in DECLARES}
    found = set(KEPT)
    for tree, node in nodes:
        found |= fixed_names(tree, node)
        if node.kind in ("use_declaration", "attribute_item"):
            found |= {tree.text(part) for part in node.walk() if part.kind in NAMES} - declared
        elif node.kind in ("scoped_identifier", "scoped_type_identifier"):
            found |= {tree.text(part) for part in node.children if part.kind in NAMES} - declared
        elif node.kind == "call_expression":
            function = node.need("function")
            if function.kind == "field_expression":
                found |= {tree.text(function.need("field"))} - functions
    return found


def fixed_names(tree: SyntaxTree, node: Node) -> set[str]:
    """Names that a node fixes, whether the driver declares the same name elsewhere or not."""
    if node.kind == "mod_item":
        return {tree.text(node.need("name"))}
    if node.kind == "macro_invocation":
        return macro_names(tree, node)
    if node.kind == "impl_item" and node.get("trait") is not None:
        return {tree.text(item.need("name")) for item in node.need("body").all(*IN_IMPL)}
    return set()


def macro_names(tree: SyntaxTree, node: Node) -> set[str]:
    """The macro's own name; what `module!` calls its parts; methods and paths among its tokens."""
    text = tree.file.text(node.start, node.end)
    of_module = re.match(r"(?:kernel::)?module(?:_\w+)?!", text)
    keys = set(re.findall(r"(\w+):(?!:)", text)) if of_module else set()
    paths = set(re.findall(r"(\w+)::", text)) | set(re.findall(r"(?:::|\.)(\w+)\(", text))
    return {re.split(r"!", text)[0].rpartition("::")[2], *keys, *paths}


def with_names(text: str, own: set[str]) -> str:
    words = (new_name(token) if kind == "word" and token in own else token for kind, token in tokens(text))
    return "".join(words)


def new_name(name: str) -> str:
    """Another name of the same style: constants stay capitals, `_unused` keeps its underscore."""
    if name.isupper() and len(name) > 1:
        return f"ZZ_{name}"
    if name[0].isupper():
        return f"Zz{name}"
    return f"_zz{name}" if name[0] == "_" else f"zz_{name}"
