"""A function in, all its paths out: every operation once on each path, forks where something is undecided."""

from __future__ import annotations

from modcheck.ir.ops import (
    Assign,
    Block,
    Branch,
    Call,
    CountedLoop,
    Diverge,
    Drop,
    Function,
    Goto,
    Op,
    Return,
    Switch,
)
from modcheck.ir.types import UNIT, UNKNOWN
from modcheck.learn.arithmetic import implied, normal
from modcheck.learn.calls import call, enter, learn_type
from modcheck.learn.drops import begin, go_on
from modcheck.learn.places import behind, compute, locate, read, store, value_at
from modcheck.learn.renaming import spoken_of
from modcheck.learn.state import Frame, NotUnderstood, State, Undecided
from modcheck.learn.terms import (
    GONE,
    NOTHING,
    Address,
    Captured,
    Cell,
    Gone,
    Lit,
    Owner,
    Param,
    Part,
    Path,
    Payload,
    Pointer,
    Pure,
    Result,
    Stored,
    Term,
    Whole,
    mentions,
)
from modcheck.learn.types import Types
from modcheck.source import Span

MAX_PATHS = 96
MAX_STEPS = 6_000
MAX_VISITS = 2
"""How often a block is entered in one call: more is a loop."""


MAX_FOLLOWED = 200
"""How often a function with something that is not understood is run on for the paths beside that."""


def paths_of(types: Types, function: Function, opens: bool = False) -> list[Path]:
    """All paths of a function; `NotUnderstood` where one of them is not followed to its end."""
    waiting = [_start(types, function)]
    waiting[0].opens = opens
    found: list[Path] = []
    while waiting:
        state = waiting.pop()
        ended = _run(state, waiting)
        if ended is not None:
            found.append(ended)
        if len(found) + len(waiting) > MAX_PATHS:
            raise NotUnderstood(f"more than {MAX_PATHS} paths", function.span)
    return found


def paths_followed(types: Types, function: Function) -> list[Path]:
    """The paths of a function that are followed to their end, whatever becomes of the others."""
    waiting = [_start(types, function)]
    found: list[Path] = []
    runs = 0
    while waiting and runs < MAX_FOLLOWED:
        runs += 1
        state = waiting.pop()
        try:
            ended = _run(state, waiting)
        except NotUnderstood:
            if state.steps > MAX_STEPS:
                break
            continue
        if ended is not None:
            found.append(ended)
    return found


def _start(types: Types, function: Function) -> State:
    state = State(types)
    frame = Frame(function, state.number())
    state.frames.append(frame)
    for index in range(1, function.params + 1):
        ty = function.param_types[index - 1] if index <= len(function.param_types) else None
        name = function.names[index] or f"arg{index}"
        value = Param(name, ty if ty is not None else UNKNOWN)
        state.cells[Cell(frame.number, index)] = value
    return state


def _run(state: State, waiting: list[State]) -> Path | None:
    """Until the path ends, or forks: then its ways are `waiting`."""
    while True:
        state.steps += 1
        if state.steps > MAX_STEPS:
            raise NotUnderstood("too long a path", state.frames[0].function.span)
        before = state.copy() if _may_fork(state) else None
        ended, forked = _guarded_step(state)
        if forked is not None:
            assert before is not None
            for outcome in reversed(forked[1]):
                way = before.copy()
                way.decide(forked[0], outcome)
                waiting.append(way)
            return None
        if ended is not None:
            return ended


def _may_fork(state: State) -> bool:
    """Before what can ask for an outcome the path is kept, so that it can go on in several ways."""
    block = state.frame.function.blocks[state.frame.block]
    if state.frame.tasks:
        return True
    if state.frame.at < len(block.ops):
        return isinstance(block.ops[state.frame.at], Call)
    return isinstance(block.end, Branch | Switch)


def _guarded_step(state: State) -> tuple[Path | None, tuple[Term, tuple[bool | str, ...]] | None]:
    frame = state.frame
    try:
        return _step(state), None
    except Undecided as undecided:
        return None, (undecided.term, undecided.outcomes)
    except NotUnderstood as reason:
        if reason.span is None:
            reason.span = _span_of(frame)
        raise


def _span_of(frame: Frame) -> Span:
    block = frame.function.blocks[frame.block]
    at = min(frame.at, len(block.ops) - 1)
    found = getattr(block.ops[at] if block.ops else block.end, "span", None)
    return found if isinstance(found, Span) else frame.function.span


def _step(state: State) -> Path | None:
    frame = state.frame
    if frame.tasks:
        go_on(state)
        return None
    block = frame.function.blocks[frame.block]
    if frame.at < len(block.ops):
        op = block.ops[frame.at]
        frame.at += 1
        _operate(state, op)
        return None
    return _end(state, block)


def _operate(state: State, op: Op) -> None:
    if isinstance(op, Assign):
        value = compute(state, op.rvalue)
        store(state, locate(state, op.dest), value)
    elif isinstance(op, Call):
        call(state, op)
    elif isinstance(op, Drop):
        begin(state, op.place)
    elif isinstance(op, CountedLoop):
        raise NotUnderstood("a loop", op.span)
    else:
        raise NotUnderstood(op.text, op.span)


def _end(state: State, block: Block) -> Path | None:
    end = block.end
    if isinstance(end, Goto):
        _go(state, end.target)
    elif isinstance(end, Branch):
        taken = truth(state, read(state, end.condition))
        _go(state, end.then if taken else end.other)
    elif isinstance(end, Switch):
        _go(state, _switched(state, end))
    elif isinstance(end, Diverge):
        return Path(tuple(state.events), NOTHING, end.reason)
    else:
        assert isinstance(end, Return)
        return _return(state)
    return None


def _go(state: State, target: int) -> None:
    frame = state.frame
    frame.block, frame.at = target, 0
    frame.visits[target] = frame.visits.get(target, 0) + 1
    if frame.visits[target] > MAX_VISITS:
        raise NotUnderstood("a loop")


def truth(state: State, term: Term) -> bool:
    """Which way a condition goes on this path."""
    asked, turned = normal(term)
    if isinstance(asked, Lit):
        known: bool | None = bool(asked.value)
    else:
        known = implied(asked, state.events)
    if known is None:
        known = bool(state.choose(asked, (True, False)))
    return known != turned


def _switched(state: State, end: Switch) -> int:
    here = locate(state, end.place)
    value = value_at(state, here)
    value = behind(state, value)
    if isinstance(value, Whole) and value.variant:
        return dict(end.cases).get(value.variant, end.otherwise)
    if isinstance(value, Gone | Lit):
        raise NotUnderstood("a match on what is not there", end.span)
    outcome = state.choose(value, _outcomes(state, value, end))
    return dict(end.cases).get(str(outcome), end.otherwise)


def _outcomes(state: State, value: Term, end: Switch) -> tuple[str, ...]:
    variants = state.types.variants(state.type_of(value))
    if variants:
        return variants
    names = {name for name, _ in end.cases}
    if names & {"Ok", "Err"}:
        result = state.frame.function.result
        optional = "Some" in names and result is not None and result.path == "core::Option"
        return ("Some", "None") if optional else ("Ok", "Err")
    if names & {"Some", "None"}:
        return ("Some", "None")
    raise NotUnderstood("a match on a value whose variants are not known", end.span)


def _return(state: State) -> Path | None:
    frame = state.frames.pop()
    value = state.cells.get(Cell(frame.number, 0), NOTHING)
    if isinstance(value, Gone):
        value = NOTHING
    if frame.wrap is not None:
        value = frame.wrap(value)
    if isinstance(value, Part | Result | Pure | Stored | Payload | Address) and not frame.function.contract:
        learn_type(state, value, frame.function.result, frame.bindings)
    if not state.frames and isinstance(value, Captured) and _is_suspended(state, value):
        inner = state.types.crate.functions[value.function]
        enter(state, inner, value.captures, None, dict(frame.bindings))
        return None
    if not state.frames:
        unit = frame.function.result is not None and frame.function.result == UNIT
        value = NOTHING if unit else value
        return _ended(state, whole(state, value, 0))
    state.frame.tasks += [Pointer(Cell(frame.number, index + 1)) for index in range(frame.captured)]
    if frame.dest is not None:
        store(state, locate(state, frame.dest), value)
    return None


def _ended(state: State, result: Term) -> Path:
    """What was moved away cannot be told of: then something before was not followed rightly."""
    told = [term for event in state.events for term in spoken_of(event)]
    if any(mentions(term, GONE) for term in (*told, result)):
        raise NotUnderstood("a value that was moved before")
    return Path(tuple(state.events), result)


def _is_suspended(state: State, value: Captured) -> bool:
    """An initialiser is a computation that its caller runs: what it gives is what the function gives."""
    function = state.types.crate.functions.get(value.function)
    return function is not None and function.params == len(value.captures)


def whole(state: State, value: Term, depth: int) -> Term:
    """A result as the caller sees it: what is in memory that the function allocated is put in its place."""
    if isinstance(value, Owner) and depth < 8:
        return Pure(value.kind, (whole(state, state.at(Pointer(value.cell)), depth + 1),))
    if isinstance(value, Whole):
        values = tuple(whole(state, part, depth + 1) for part in value.values)
        return Whole(value.ty, value.variant, value.names, values)
    return value
