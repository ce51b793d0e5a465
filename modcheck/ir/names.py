"""Paths as written in, canonical paths out: modules, `use`, globs, the kernel's prelude."""

from __future__ import annotations

from dataclasses import dataclass, field

from modcheck.syntax import Node

INNER = ("function_item", "struct_item", "enum_item", "impl_item", "type_item", "static_item")
"""Items that may stand in a function; here they are items of the module around it."""
COMPILED = ("static_assert", "const_assert", "build_assert")
"""Macros of which the compiler has decided."""
EXTERNAL_ROOTS = ("kernel", "core", "alloc", "std", "macros", "bindings")
_UNSIGNED = ("u8", "u16", "u32", "u64", "u128", "usize")
_SIGNED = ("i8", "i16", "i32", "i64", "i128", "isize")
PRIMITIVES = frozenset({*_UNSIGNED, *_SIGNED, "bool", "char", "str", "f32", "f64", "!", "()"})


@dataclass(frozen=True, slots=True)
class Externals:
    """What the rule files say of names outside the driver."""

    prelude: dict[str, str] = field(default_factory=dict)
    """Name → canonical path, visible everywhere (`Box`, `Result`, `drop`, …)."""
    aliases: dict[str, str] = field(default_factory=dict)
    """Another path of the same thing → canonical path."""
    transparent: frozenset[str] = frozenset()
    """Wrappers without state of their own (`Pin`)."""
    formats: dict[str, int] = field(default_factory=dict)
    """Macro name → number of arguments before its format string."""
    id_tables: frozenset[str] = frozenset()
    """Macros that hold the table of device ids."""
    static_macros: dict[str, str] = field(default_factory=dict)
    """Macro that holds statics, which are initialised before anything runs → what makes one of its value."""
    register_macros: frozenset[str] = frozenset()
    """Macros that declare registers: types with fields."""
    without_items: frozenset[str] = frozenset()
    """Macros that stand where items stand and make none that matters."""
    effectless_macros: frozenset[str] = frozenset()
    """Macros that take signatures and make functions of them that do nothing that matters."""
    macro_rules: dict[str, str] = field(default_factory=dict)
    """Macro that stands for Rust → what stands between the braces of its `macro_rules!`."""
    module_macros: dict[str, str] = field(default_factory=dict)
    """Macro that names a type and makes a module of it → the generic type of that module."""
    block_macros: frozenset[str] = frozenset()
    """Macros that take statements, and run them as a closure."""
    init_macros: frozenset[str] = frozenset()
    """Macros that take a struct whose fields may be initialised in place: `field <- value`."""
    like_argument: frozenset[str] = frozenset()
    """Functions whose result has the type of their arguments; of an integer's methods the receiver's."""
    gives: dict[str, str] = field(default_factory=dict)
    """Method of types outside the driver → the integer that it gives, or that its `Ok` holds."""
    words: dict[str, str] = field(default_factory=dict)
    """Types that hold one integer (atomics) → the type of that; their methods take and give it."""
    constants: dict[str, int] = field(default_factory=dict)
    """Canonical path → value of constants outside the driver."""
    paths: frozenset[str] = frozenset()
    """What else the rules know outside the driver: types, traits, functions."""


@dataclass(slots=True)
class Scope:
    """One module of the crate: what its names mean."""

    path: str
    items: set[str] = field(default_factory=set)
    uses: dict[str, str] = field(default_factory=dict)
    globs: list[str] = field(default_factory=list)
    public: set[str] = field(default_factory=set)
    """The paths that `pub use` brings in, with `*` for all names of a module."""


@dataclass(slots=True)
class Names:
    """All modules of the crate, and the world outside."""

    externals: Externals
    modules: dict[str, Scope] = field(default_factory=dict)
    root: str = "crate"
    """What `crate` means."""

    def meaning(self, path: str) -> str:
        """The canonical path of what a user of the crate writes as `path`, through its re-exports."""
        head, _, rest = path.partition("::")
        return self._through(head, rest.split("::"), 0) if rest else path

    def exported(self, scope: Scope) -> dict[str, str]:
        """The names that `pub use` gives a module, with their canonical paths."""
        found = {}
        for name, path in scope.uses.items():
            if path in scope.public:
                found[name] = self._use(scope, name, 0)
        for glob in scope.globs:
            module = self.modules.get(self._use_path(scope, glob, 0))
            if f"{glob}::*" in scope.public and module is not None:
                found.update({name: f"{module.path}::{name}" for name in module.items})
        return found

    def resolve(self, scope: Scope, segments: list[str], depth: int = 0) -> str:
        """The canonical path of `segments` as seen from `scope`."""
        head, rest = segments[0], segments[1:]
        if depth > 16:
            return "::".join(segments)
        base = self._head(scope, head, depth)
        while head == "super" and rest[:1] == ["super"]:
            base, rest = str(base).rpartition("::")[0] or "crate", rest[1:]
        if base is None:
            return self.canonical("::".join(segments))
        return self._through(base, rest, depth)

    def _head(self, scope: Scope, head: str, depth: int) -> str | None:
        if head == "crate":
            return self.root
        if head == "self":
            return scope.path
        if head == "super":
            return scope.path.rpartition("::")[0] or "crate"
        if head in scope.items:
            return f"{scope.path}::{head}"
        if head in scope.uses:
            return self._use(scope, head, depth)
        return (
            self._by_glob(scope, head, depth)
            or self.externals.prelude.get(head)
            or self._by_only_glob(scope, head, depth)
        )

    def _by_only_glob(self, scope: Scope, name: str, depth: int) -> str | None:
        """A type that nobody knows is of the module whose names are all brought in, if it is only one."""
        globs = [self._use_path(scope, glob, depth + 1) for glob in scope.globs] if depth <= 16 else []
        globs = [path for path in globs if not path.endswith("::prelude")]
        outside = len(globs) == 1 and globs[0].partition("::")[0] in EXTERNAL_ROOTS
        return f"{globs[0]}::{name}" if outside and name[:1].isupper() and name != "Self" else None

    def _by_glob(self, scope: Scope, name: str, depth: int) -> str | None:
        """A name that a `use …::*` of this module brings in."""
        for glob in scope.globs if depth <= 16 else ():
            path = self._use_path(scope, glob, depth + 1)
            outside = f"{path}::{name}"
            known, short = self.externals, self.canonical(outside)
            if outside in known.aliases or short in known.constants or short in known.paths:
                return short
            module = self.modules.get(path)
            found = self._exported(module, name, depth + 1) if module is not None else None
            if found is not None:
                return found
        return None

    def _exported(self, module: Scope, name: str, depth: int) -> str | None:
        """What a name means as seen from outside a crate module: an item, or a re-export."""
        if name in module.items:
            return f"{module.path}::{name}"
        if name in module.uses:
            return self._use(module, name, depth)
        return self._by_glob(module, name, depth)

    def _use(self, scope: Scope, head: str, depth: int) -> str:
        return self._use_path(scope, scope.uses[head], depth)

    def _use_path(self, scope: Scope, path: str, depth: int) -> str:
        segments = path.split("::")
        if segments[0] in ("crate", "self", "super"):
            return self.resolve(scope, segments, depth + 1)
        if segments[0] in scope.items and segments[0] not in EXTERNAL_ROOTS:
            return self._through(f"{scope.path}::{segments[0]}", segments[1:], depth)
        if segments[0] in scope.uses and scope.uses[segments[0]] != path:
            return self.resolve(scope, segments, depth + 1)
        return self.canonical(path)

    def _through(self, base: str, rest: list[str], depth: int) -> str:
        """Follow re-exports: `base` may be a crate module in which `rest` has its own meaning."""
        module = self.modules.get(base)
        if module is not None and rest and depth <= 16:
            found = self._exported(module, rest[0], depth + 1)
            if found is not None and found != f"{base}::{rest[0]}":
                return self._through(found, rest[1:], depth + 1)
            if rest[1:] and found is not None and found in self.modules:
                return self._through(found, rest[1:], depth + 1)
        return self.canonical("::".join([base, *rest]))

    def canonical(self, path: str) -> str:
        """One spelling for the paths outside the crate."""
        aliases = self.externals.aliases
        if path in aliases:
            return aliases[path]
        if path.startswith("kernel::bindings::"):
            return path[len("kernel::") :]
        head, _, _ = path.partition("::")
        if head in ("core", "alloc", "std"):
            path = _short(path)
        prefix = path
        while "::" in prefix:
            prefix = prefix.rpartition("::")[0]
            if prefix in aliases:
                return aliases[prefix] + path[len(prefix) :]
        return path


def _short(path: str) -> str:
    """`core::sync::atomic::AtomicPtr::new` → `core::AtomicPtr::new`; functions keep their module."""
    segments = path.split("::")
    for index, segment in enumerate(segments):
        if segment[:1].isupper():
            return "::".join(["core", *segments[index:]])
    return "::".join(["core", *segments[1:]])


def uses_of(node: Node, text: str = "") -> list[tuple[str, str]]:
    """(`name`, `path`) pairs of a `use` declaration; a glob has the name `*`."""
    argument = node.get("argument")
    return _use_tree(argument, "") if argument is not None else []


def _use_tree(node: Node, prefix: str) -> list[tuple[str, str]]:
    if node.kind == "use_list":
        return [pair for part in node.parts() for pair in _use_tree(part, prefix)]
    if node.kind == "scoped_use_list":
        path = node.get("path")
        inner = _join(prefix, _path_text(path)) if path is not None else prefix
        return _use_tree(node.need("list"), inner)
    if node.kind == "use_as_clause":
        path_text = _path_text(node.need("path"))
        return [(node.need("alias").text, prefix if path_text == "self" else _join(prefix, path_text))]
    if node.kind == "use_wildcard":
        parts = node.parts()
        return [("*", _join(prefix, _path_text(parts[0])) if parts else prefix)]
    path_text = _path_text(node)
    if path_text == "self":
        return [(prefix.rpartition("::")[2], prefix)]
    return [(path_text.rpartition("::")[2], _join(prefix, path_text))]


def _join(prefix: str, rest: str) -> str:
    return f"{prefix}::{rest}" if prefix else rest


def _path_text(node: Node) -> str:
    return "::".join(segments_of(node))


def segments_of(node: Node) -> list[str]:
    """The identifiers of a (scoped) path, generic arguments left out."""
    if node.kind in ("scoped_identifier", "scoped_type_identifier"):
        path = node.get("path")
        head = segments_of(path) if path is not None else []
        return [*head, node.need("name").text]
    if node.kind in ("generic_type", "generic_type_with_turbofish"):
        return segments_of(node.need("type"))
    if node.kind == "bracketed_type":
        return ["<>"]
    return [node.text or node.kind]
