"""A function in, its text form out: one line an op, stable, for tests and `modcheck dump ir`."""

from __future__ import annotations

from modcheck.ir import ops
from modcheck.ir.types import Ty


def render(function: ops.Function) -> str:
    """The text of one function."""
    params = ", ".join(_local(function, i) for i in range(1, function.params + 1))
    lines = [f"fn {function.path}({params})"]
    for index, block in enumerate(function.blocks):
        lines.append(f"  b{index}:")
        lines += [f"    {_op(function, op)}" for op in block.ops]
        lines.append(f"    {_end(function, block.end)}")
    return "\n".join(lines) + "\n"


def _local(function: ops.Function, index: int) -> str:
    name = function.names[index]
    return f"{name}_{index}" if name else f"_{index}"


def _place(f: ops.Function, place: ops.Place) -> str:
    text = _local(f, place.local)
    for part in place.path:
        if isinstance(part, ops.Field):
            text += f".{part.name}"
        elif isinstance(part, ops.Deref):
            text = f"(*{text})"
        elif isinstance(part, ops.Index):
            text += f"[{_operand(f, part.operand)}]"
        else:
            text = f"({text} as {part.name}).{part.position}"
    return text


def _operand(f: ops.Function, operand: ops.Operand) -> str:
    if isinstance(operand, ops.Const):
        return "()" if operand.value is None else repr(operand.value)
    if isinstance(operand, ops.Use):
        return _place(f, operand.place)
    if isinstance(operand, ops.Peek):
        return f"peek {_place(f, operand.place)}"
    return operand.path + _generics(operand.args)


def _generics(args: tuple[Ty, ...]) -> str:
    return f"::<{', '.join(map(str, args))}>" if args else ""


def _rvalue(f: ops.Function, value: ops.Rvalue) -> str:
    if isinstance(value, ops.Const | ops.Use | ops.Peek | ops.Name):
        return _operand(f, value)
    if isinstance(value, ops.Ref):
        return f"{value.kind}{_place(f, value.place)}"
    if isinstance(value, ops.Bind):
        return f"bind {_place(f, value.place)}"
    if isinstance(value, ops.Closure):
        return f"closure {value.function}({', '.join(_rvalue(f, c) for c in value.captures)})"
    return _compound(f, value)


def _compound(
    f: ops.Function,
    value: ops.Binary | ops.Unary | ops.Cast | ops.Make | ops.Repeat | ops.Format,
) -> str:
    if isinstance(value, ops.Binary):
        ty = f" : {value.ty}" if value.ty else ""
        return f"{_operand(f, value.left)} {value.operator} {_operand(f, value.right)}{ty}"
    if isinstance(value, ops.Unary):
        ty = f" : {value.ty}" if value.ty else ""
        return f"{value.operator}{_operand(f, value.operand)}{ty}"
    if isinstance(value, ops.Cast):
        return f"{_operand(f, value.operand)} as {value.ty}"
    if isinstance(value, ops.Repeat):
        return f"[{_operand(f, value.operand)}; {_operand(f, value.times)}]"
    operands = [_operand(f, o) for o in value.operands]
    if isinstance(value, ops.Format):
        return f"format {value.template!r} ({', '.join(operands)})"
    if value.names:
        operands = [f"{n}: {o}" for n, o in zip(value.names, operands, strict=True)]
    head = f"{value.ty}::{value.variant}" if value.variant else str(value.ty)
    return f"{head}{{{', '.join(operands)}}}"


def _op(f: ops.Function, op: ops.Op) -> str:
    if isinstance(op, ops.Assign):
        return f"{_place(f, op.dest)} = {_rvalue(f, op.rvalue)}"
    if isinstance(op, ops.Drop):
        return f"drop {_place(f, op.place)}"
    if isinstance(op, ops.CountedLoop):
        return f"counted {_local(f, op.counter)} below {_local(f, op.limit)}"
    if isinstance(op, ops.Unknown):
        return f"{_place(f, op.dest)} = unknown {op.text!r}"
    args = ", ".join(_operand(f, a) for a in op.args)
    want = f" -> {op.want}" if op.want else ""
    return f"{_place(f, op.dest)} = call {_callee(f, op.callee)}({args}){want}"


def _callee(f: ops.Function, callee: ops.Callee) -> str:
    if isinstance(callee, ops.Path):
        return callee.path + _generics(callee.args)
    if isinstance(callee, ops.Method):
        return f".{callee.name}{_generics(callee.args)}"
    return _operand(f, callee.operand)


def _end(f: ops.Function, end: ops.Terminator) -> str:
    if isinstance(end, ops.Goto):
        return f"goto b{end.target}"
    if isinstance(end, ops.Branch):
        return f"if {_operand(f, end.condition)} then b{end.then} else b{end.other}"
    if isinstance(end, ops.Switch):
        cases = ", ".join(f"{name} => b{block}" for name, block in end.cases)
        return f"switch {_place(f, end.place)} {{{cases}, _ => b{end.otherwise}}}"
    if isinstance(end, ops.Return):
        return "return"
    return f"diverge {end.reason}"
