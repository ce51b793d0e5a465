"""Macros of Linux 7.1 that are no Rust inside: what is read of them."""

from modcheck.source import SourceFile
from modcheck.syntax import expand_registers, parse_pin_init


def body(text: str) -> SourceFile:
    return SourceFile("case.rs", text.encode())


def fields(text: str) -> list[tuple[str, bool, bool]]:
    """Name, whether it is an initialiser, whether it is code, of each field."""
    found = parse_pin_init(body(text), 0, len(text.encode()))
    assert found is not None
    parts = found.struct.need("body").parts()
    told = []
    for part in parts:
        value = part.get("value") or part.parts()[0]
        arrow = any(part.start < at <= value.start for at in found.initialisers)
        name = part.get("field") or part.parts()[0]
        told.append((name.text, arrow, part.start in found.blocks))
    return told


def test_arrows_and_blocks() -> None:
    text = "Self { a <- new(|x| x < -1), b: c, _: { let _ = a < -b; }, d }"
    assert fields(text) == [("a", True, False), ("b", False, False), ("z", False, True), ("d", False, False)]


def test_comments_and_texts_are_no_arrows() -> None:
    text = 'Self { /* x <- y */ a: "b <- c", // d <- e\n f <- g() }'
    assert fields(text) == [("a", False, False), ("f", True, False)]


def test_the_pointer_to_the_place_and_the_error() -> None:
    text = "&this in Own::<T> { a <- b } ? Error"
    found = parse_pin_init(body(text), 0, len(text))
    assert found is not None and found.this == "this"
    assert found.struct.end - found.struct.start < len(text)


def test_what_is_no_struct_is_not_read() -> None:
    for text in ("", "{", "Self", "a, b", "Self { a <- ", "Self { a } Self { b }"):
        assert parse_pin_init(body(text), 0, len(text)) is None


def test_offsets_are_those_of_the_file() -> None:
    text = "try_pin_init!(Self { größe <- f(1) })"
    file = body(text)
    start, end = text.encode().index(b"(") + 1, len(text.encode()) - 1
    found = parse_pin_init(file, start, end)
    assert found is not None
    (field,) = found.struct.need("body").parts()
    assert file.text(field.start, field.end) == "größe <- f(1)"


def names(text: str) -> list[str]:
    items = expand_registers(body(text), 0, len(text))
    return [f"{item.kind} {item.need('name' if item.get('name') else 'type').text}" for item in items]


def test_a_register_is_a_type_and_makes_one_of_a_number() -> None:
    text = "/// doc: 1:0 not;\n pub(super) A(u8) @ 0x4 { #[x] 7:0 one => T; }\n B(u32)[6] @ 0x10 { 31:0 v; }"
    kinds = ["struct_item", "function_item", "impl_item"]
    assert names(text) == [f"{kind} {name}" for name in "AB" for kind in kinds]


def test_what_is_no_register_makes_nothing() -> None:
    for text in ("", "A", "A(u7) @ 0 { }", "A(u8) @ 0x4", "}{"):
        assert names(text) == []
