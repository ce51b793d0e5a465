"""The files of one module in, a `Program` out: items are collected first, bodies lowered after."""

from __future__ import annotations

from collections.abc import Callable

from modcheck.ir.configured import enabled
from modcheck.ir.constants import MALFORMED, constant_of, given, given_constants, lowered, named_constant
from modcheck.ir.context import Context, Crate
from modcheck.ir.expansion import define
from modcheck.ir.fold import constant, fold
from modcheck.ir.functions import BODY, generic_names, lower_function, lower_future
from modcheck.ir.impls import (
    arguments_of,
    impl_context,
    impl_items,
    implemented,
    method_path,
    overload,
    trait_of,
)
from modcheck.ir.module_macros import id_info, module_macro
from modcheck.ir.names import Externals, Names, Scope, uses_of
from modcheck.ir.program import Impl, Program, TypeAlias, TypeDef
from modcheck.ir.statics import MADE, expanded, lower_made
from modcheck.ir.tables import VALUES
from modcheck.ir.types import UNIT, UNKNOWN, Ty
from modcheck.source import Span
from modcheck.syntax import INCLUDED, Fault, Node, SyntaxTree

_NAMED = (
    "struct_item",
    "enum_item",
    "union_item",
    "trait_item",
    "function_item",
    "const_item",
    "static_item",
    MADE,
)


def lower(name: str, trees: dict[str, SyntaxTree], externals: Externals, root: str = "crate") -> Program:
    """`trees` maps module paths (`crate`, `crate::ring`) to the trees of their files; `root` is what
    `crate` means in them."""
    program = Program(name=name)
    program.names = Names(externals, root=root)
    crate = Crate(program.names, program, trees, lowering=VALUES)
    contexts: list[tuple[Context, Node]] = []
    for path, tree in trees.items():
        define(Context(crate, Scope(path), tree), tree.root)
    for path, tree in trees.items():
        program.faults.extend(tree.faults)
        program.files.append(tree.file.path)
        contexts += _collect(crate, path, tree, tree.root)
    for stage in (_aliases, _constants, _types, implemented, _signatures, _bodies):
        crate.folding.clear()
        for context, node in contexts:
            for item in expanded(context, enabled(node)):
                _guarded(stage, context, item)
    for path in sorted(crate.lengths & crate.constants.keys()):
        constant(crate.constants[path][0], path)
    return program


def _guarded(stage: Callable[[Context, Node], object], c: Context, item: Node) -> None:
    try:
        stage(c, item)
    except MALFORMED as error:
        fault = Fault(c.span(item), f"not understood: this item ({error or type(error).__name__})")
        if fault not in c.crate.program.faults:
            c.crate.program.faults.append(fault)


def _collect(crate: Crate, path: str, tree: SyntaxTree, root: Node) -> list[tuple[Context, Node]]:
    """Register names of a module and of the modules written inline in it."""
    path, included, _ = path.partition(INCLUDED)
    scope = crate.names.modules[path] if included else Scope(path)
    crate.names.modules[path] = scope
    context = Context(crate, scope, tree)
    found = [(context, root)]
    for item in expanded(context, enabled(root)):
        _guarded(_register_name, context, item)
        if item.kind == "mod_item" and (body := item.get("body")) is not None and (name := item.get("name")):
            found += _collect(crate, f"{path}::{name.text}", tree, body)
    return found


def _register_name(c: Context, item: Node) -> None:
    if item.kind in (*_NAMED, "type_item", "mod_item"):
        c.scope.items.add(item.need("name").text)
        if item.kind == "enum_item" and (body := item.get("body")) is not None:
            _register_variants(c, f"{c.scope.path}::{item.need('name').text}", body)
    elif item.kind == "use_declaration":
        _use(c.scope, item)


def _register_variants(c: Context, path: str, body: Node) -> None:
    """`use Enum::*` brings them in."""
    names = {part.need("name").text for part in body.all("enum_variant")}
    c.crate.names.modules[path] = Scope(path, names)


def _use(scope: Scope, item: Node) -> None:
    public = any(part.kind == "visibility_modifier" for part in item.parts())
    for name, target in uses_of(item):
        if name == "*":
            scope.globs.append(target)
        else:
            scope.uses[name] = target
        if public:
            scope.public.add(f"{target}::*" if name == "*" else target)


def _aliases(c: Context, item: Node) -> None:
    if item.kind == "type_item":
        path = f"{c.scope.path}::{item.need('name').text}"
        parameters = item.get("type_parameters")
        generics = generic_names(parameters)
        inner = Context(c.crate, c.scope, c.tree, None, (), generics)
        listed = parameters.parts() if parameters is not None else []
        usual = {part.need("name").text: inner.ty(part.need("default_type")) for part in listed
                 if part.get("default_type") is not None}  # fmt: skip
        made = TypeAlias(inner.ty(item.need("type")), {name: usual.get(name, UNKNOWN) for name in generics})
        if c.crate.program.aliases.get(path, made) != made:
            c.fault(item.need("name"), f"not understood: {path} stands twice, the last one is taken")
        c.crate.program.aliases[path] = made


def _types(c: Context, item: Node) -> None:
    if item.kind not in ("struct_item", "enum_item", "union_item"):
        return
    path = f"{c.scope.path}::{item.need('name').text}"
    generics = generic_names(item.get("type_parameters"))
    self_ty = Ty(path, tuple(Ty(f"'{name}") for name in generics))
    inner = Context(c.crate, c.scope, c.tree, self_ty, (), generics)
    body = item.get("body")
    if item.kind == "enum_item":
        variants, numbers = _variants(inner, body)
        usual = _default_variant(c, body)
        definition = TypeDef(path, generics, (), variants, numbers, span=c.span(item), default=usual)
    else:
        union = item.kind == "union_item"
        places = tuple(inner.span(part) for part in _declared(body))
        definition = TypeDef(
            path, generics, _fields(inner, body), span=c.span(item), union=union, places=places
        )
    c.crate.program.types[path] = definition


def _fields(c: Context, body: Node | None) -> tuple[tuple[str, Ty], ...]:
    declared = _declared(body)
    if body is not None and body.kind == "field_declaration_list":
        return tuple((f.need("name").text, c.ty(f.get("type"))) for f in declared)
    return tuple((str(i), c.ty(part)) for i, part in enumerate(declared))


def _declared(body: Node | None) -> list[Node]:
    """The declarations of fields: with names, or their types alone."""
    if body is None:
        return []
    if body.kind == "field_declaration_list":
        return list(body.all("field_declaration"))
    return [part for part in body.parts() if part.kind != "visibility_modifier"]


Fields = tuple[tuple[str, Ty], ...]


def _default_variant(c: Context, body: Node | None) -> str:
    """The one below `#[default]`."""
    marked = False
    for part in body.children if body is not None else ():
        if part.kind == "enum_variant":
            if marked:
                return part.need("name").text
            marked = False
        marked = marked or (part.kind == "attribute_item" and "".join(c.text(part).split()) == "#[default]")
    return ""


def _variants(
    c: Context, body: Node | None
) -> tuple[tuple[tuple[str, Fields], ...], tuple[tuple[str, int], ...]]:
    variants: list[tuple[str, Fields]] = []
    numbers: list[tuple[str, int]] = []
    following = 0
    for part in body.all("enum_variant") if body is not None else []:
        name = part.need("name").text
        variants.append((name, _fields(c, part.get("body"))))
        written = part.get("value")
        known = fold(c, written) if written is not None else None
        following = known if known is not None else following
        numbers.append((name, following))
        following += 1
    return tuple(variants), tuple(numbers)


def _constants(c: Context, item: Node) -> None:
    if item.kind == "trait_item":
        listed = [part for part in impl_items(c, item) if part.kind == "const_item" and part.get("value")]
        c.crate.given[f"{c.scope.path}::{item.need('name').text}"] = [(c, part) for part in listed]
    if item.kind == MADE or (item.kind in ("const_item", "static_item") and item.get("value") is not None):
        path = f"{c.scope.path}::{item.need('name').text}"
        if item.kind == "const_item":
            c.crate.constants[path] = (c, item)
        else:
            if path in c.crate.program.statics:
                c.fault(item.need("name"), f"not understood: {path} stands twice, the last one is taken")
            c.crate.program.statics[path] = path


def _signatures(c: Context, item: Node) -> None:
    """Method tables and result types, so that bodies can refer to each other."""
    if item.kind == "function_item":
        path = f"{c.scope.path}::{item.need('name').text}"
        _result(c, item, path)
    elif item.kind == "impl_item":
        inner = impl_context(c, item)
        trait = trait_of(inner, item)
        functions = []
        for part in impl_items(c, item):
            if part.kind == "function_item":
                name = part.need("name").text
                path = method_path(inner, trait, name, arguments_of(inner, item))
                functions.append((name, path))
                overload(inner, item, name, path)
                _result(inner, part, path)
        _register(inner, item, trait, tuple(functions))
    elif item.kind == "trait_item":
        _trait_defaults(c, item)
    elif item.kind in ("macro_invocation", "expression_statement"):
        module_macro(c, item if item.kind == "macro_invocation" else item.parts()[0])


def _result(c: Context, node: Node, path: str) -> None:
    if path in c.crate.results:
        c.fault(node.need("name"), f"not understood: {path} stands twice, the last one is taken")
    written = node.get("return_type")
    inner = Context(
        c.crate,
        c.scope,
        c.tree,
        c.self_ty,
        c.types,
        (*c.generics, *generic_names(node.get("type_parameters"))),
    )
    c.crate.results[path] = inner.ty(written) if written is not None else UNIT


def _register(c: Context, item: Node, trait: str, functions: tuple[tuple[str, str], ...]) -> None:
    assert c.self_ty is not None
    program = c.crate.program
    owner = c.self_ty.path
    if trait == "core::Drop":
        program.drops[owner] = functions[0][1] if functions else ""
        return
    table = program.methods.setdefault(owner, {})
    for name, path in functions:
        if trait and name in table:
            continue
        table[name] = path
    for part in impl_items(c, item):
        if part.kind == "const_item" and part.get("value") is not None:
            constant_of(c, owner, trait, c, part)
        elif part.kind in ("macro_invocation", "expression_statement"):
            module_macro(c, part if part.kind == "macro_invocation" else part.parts()[0])
    given(c, owner, trait)
    if trait:
        program.impls.append(Impl(trait, c.self_ty, functions, c.types, _head(c, item)))


def _head(c: Context, item: Node) -> Span:
    """`impl Trait for Type`, without what stands in it."""
    whole, body = c.span(item), item.get("body")
    return whole if body is None else whole._replace(end=max(whole.start, body.start - 1))


def _trait_defaults(c: Context, item: Node) -> None:
    path = f"{c.scope.path}::{item.need('name').text}"
    defaults = {
        part.need("name").text: f"{path}::{part.need('name').text}"
        for part in impl_items(c, item)
        if part.kind == "function_item"
    }
    c.crate.program.defaults[path] = defaults


def _bodies(c: Context, item: Node) -> None:
    id_info(c, item.parts()[0] if item.kind == "expression_statement" and item.parts() else item)
    if item.kind == "function_item":
        _lower(c, item, f"{c.scope.path}::{item.need('name').text}")
    elif item.kind == "impl_item":
        _impl_bodies(c, item)
    elif item.kind == "trait_item":
        _default_bodies(c, item)
    elif item.kind == MADE:
        path = f"{c.scope.path}::{item.need('name').text}"
        c.crate.program.functions[path] = lower_made(c, item, path)
    elif item.kind in ("const_item", "static_item") and item.get("value") is not None:
        lowered(c, item, f"{c.scope.path}::{item.need('name').text}")


def _impl_bodies(c: Context, item: Node) -> None:
    inner = impl_context(c, item)
    trait, own = trait_of(inner, item), set[str]()
    for part in impl_items(c, item):
        if part.kind == "function_item":
            path = method_path(inner, trait, part.need("name").text, arguments_of(inner, item))
            _lower(inner, part, path)
        elif part.kind == "const_item" and part.get("value") is not None:
            own.add(part.need("name").text)
            named_constant(inner, trait, part)
    given_constants(inner, trait, own)


def _default_bodies(c: Context, item: Node) -> None:
    """The methods that a trait gives to all its impls."""
    path = f"{c.scope.path}::{item.need('name').text}"
    generics = ("Self", *generic_names(item.get("type_parameters")))
    inner = Context(c.crate, c.scope, c.tree, Ty("'Self"), (), generics)
    for name, target in c.crate.program.defaults[path].items():
        functions = [part for part in impl_items(c, item) if part.kind == "function_item"]
        node = next(part for part in functions if part.need("name").text == name)
        _lower(inner, node, target)


def _lower(c: Context, node: Node, path: str) -> None:
    if node.get("body") is None:
        return
    generics = (*c.generics, *generic_names(node.get("type_parameters")))
    inner = Context(c.crate, c.scope, c.tree, c.self_ty, c.types, generics)
    functions = c.crate.program.functions
    try:
        if any(part.kind == "function_modifiers" and part.has("async") for part in node.parts()):
            body = path + BODY
            functions[body] = lower_function(inner, node, body)
            functions[path] = lower_future(inner, node, path, body)
        else:
            functions[path] = lower_function(inner, node, path)
        if node.text:
            c.crate.program.made |= {path}
    except MALFORMED as error:
        c.fault(
            node, f"not understood: the function {node.need('name').text} ({error or type(error).__name__})"
        )
