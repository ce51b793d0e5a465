"""Groups of breaks in, the same out, with those told as one that come from the order of a struct's fields.

Whether they do is tried: the witness's last event is run in all its ways with one field declared elsewhere.
If nothing of it breaks then, and nothing else does, the order is the cause.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from modcheck.engine.machine import Machine
from modcheck.engine.schedule import perform
from modcheck.engine.search import Witness
from modcheck.findings.causes import Group, Told
from modcheck.findings.replay import Replayer
from modcheck.ir import Program

RULE = "field_drop_order"
TRIAL_OPS = 300_000
_OF_ORDER = ("order", "misuse", "device")
"""Groups of checks that an order of fields may explain."""


class Dropping(NamedTuple):
    """A struct that is being dropped: its type, the fields that own something, how far it has come."""

    path: str
    fields: tuple[int, ...]
    now: int


class _Order(NamedTuple):
    """Another order of a struct's fields, and the two that it exchanges: dropped first, and too early for
    the other."""

    path: str
    order: tuple[int, ...]
    early: int
    late: int


def by_field_order(
    groups: list[Group], program: Program, same: Replayer, fresh: Callable[[], Machine]
) -> list[Group]:
    """Fold what the order of one struct's fields breaks into one group each. `fresh` makes a machine like the
    one that replays."""
    found: dict[str, Group] = {}
    kept: list[Group] = []
    pages = same.machine.catalog.book.checks
    for item in groups:
        rule = pages.get(item.rule)
        may_be = rule is not None and rule.group in _OF_ORDER
        order = _explained(item, program, same, fresh) if may_be else None
        if order is None:
            kept.append(item)
        elif order.path in found:
            _add(found[order.path], item)
        else:
            found[order.path] = _told(item, order, program)
            kept.append(found[order.path])
    return kept


def _told(item: Group, order: _Order, program: Program) -> Group:
    definition = program.types[order.path]
    early, late = (definition.fields[index][0] for index in (order.early, order.late))
    detail = f"`{order.path.rpartition('::')[2]}` drops `{early}` before `{late}`, which still needs it"
    places = [definition.places[index] for index in (order.early, order.late)]
    told = Told(item.rule, detail, places[0], (places[1], "dropped after it"))
    group = Group(RULE, item.first, item.same, told=told)
    _add(group, item)
    return group


def _add(group: Group, item: Group) -> None:
    """What else follows; once, if it breaks in several callbacks."""
    broken = item.first.broken._replace(rule=item.rule)
    for found in (item.first._replace(broken=broken), *item.consequences):
        known = {(other.broken.rule, other.broken.subject) for other in group.consequences}
        if (found.broken.rule, found.broken.subject) not in known:
            group.consequences.append(found)


def _explained(item: Group, program: Program, same: Replayer, fresh: Callable[[], Machine]) -> _Order | None:
    """The other order of fields with which it does not break, if there is one."""
    first = item.first
    dropping = _being_dropped(same, item)
    if not dropping:
        return None
    target = (first.broken.rule, first.broken.subject)
    before = _broken(fresh(), first.witness)
    if before is None or target not in before:
        return None
    for order in (order for struct in reversed(dropping) for order in _orders(struct, program)):
        machine = fresh()
        machine.field_order = {order.path: order.order}
        after = _broken(machine, first.witness)
        if after is not None and target not in after and after <= before:
            return order
    return None


def _being_dropped(same: Replayer, item: Group) -> list[Dropping]:
    """The structs whose fields were being dropped where it broke, the outermost first."""
    broken, stack = item.first.broken, list[Dropping]()
    for step in same.steps(item.first.witness):
        if step.kind == "fields":
            path, _, numbers = step.text.partition(" ")
            stack.append(Dropping(path, tuple(map(int, numbers.split(","))), -1))
        elif step.kind == "field":
            stack[-1] = stack[-1]._replace(now=int(step.text))
        elif step.kind == "dropped":
            stack.pop()
        elif (step.kind, step.place) == ("broken", broken.place) and step.text.startswith(broken.rule):
            return stack
    return []


def _orders(struct: Dropping, program: Program) -> Iterator[_Order]:
    """The field that is being dropped moved before one that is gone, or behind one that is still there."""
    count = len(program.types[struct.path].fields)
    at = struct.fields.index(struct.now)
    for other in reversed(struct.fields[:at]):
        yield _Order(struct.path, _moved(count, struct.now, other), other, struct.now)
    for other in struct.fields[at + 1 :]:
        rest = [index for index in range(count) if index != struct.now]
        rest.insert(rest.index(other) + 1, struct.now)
        yield _Order(struct.path, tuple(rest), struct.now, other)


def _moved(count: int, field: int, before: int) -> tuple[int, ...]:
    rest = [index for index in range(count) if index != field]
    rest.insert(rest.index(before), field)
    return tuple(rest)


def _broken(machine: Machine, witness: Witness) -> set[tuple[str, str]] | None:
    """What the last event of a witness can break, in all ways that it can go; None if it does not come to it
    or there are too many."""
    last = len(witness.events) - 1
    replayer = Replayer(machine)
    state = replayer.state(Witness(witness.events[:last], witness.choices[:last]))
    if state is None:
        return None
    machine.plan = None
    machine.limit = machine.executed + TRIAL_OPS
    state.budget = (max(1, len(witness.choices[last])), 0, 0, 0)
    ends = perform(machine, state, witness.events[last])
    if machine.executed > machine.limit:
        return None
    return {(b.rule, b.subject) for end in ends for b in end.broken if b.detail != "retained"}
