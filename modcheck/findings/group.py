"""Broken promises in, groups with one root cause each out: what is primary, what is a consequence.

A consequence is a break that the primary explains: the same subject seen at a later point, what a lost
value owned, what happens in a world that an earlier break has made.
"""

from __future__ import annotations

from modcheck.engine.search import Found
from modcheck.environment import DATAPATH
from modcheck.findings.causes import CAUSES, Group, absorb, caused, cost

DISABLED = "registers"
"""The subject of an access to a function that was disabled: it still decodes."""
_HANDLER_ORDER = ("stale_handler", "code_outlives_module", "leak_on_stop", "leak_on_open_error")
_PANIC = "panic_while_holding"
_BEFORE = ("init", "probe", "open")
_PUBLISHING = ("init", "probe")
"""They register what others then call, and are called when nothing of it is there."""
_AGAIN = ("reprobe_fails", "reopen_fails")
_OUTLIVED_BY = {"irq": "handler_outlives_data", "poll": "async_outlives_data"}
"""What a callback that runs by itself uses after it was given back."""
_POLLED = "napi.enabled@"
_RAW = ("raw_never_reclaimed", "overwritten_live_handle")


def group(found: tuple[Found, ...], idle: frozenset[str], merged: frozenset[str]) -> list[Group]:
    """Sort breaks into root causes. `idle` are the callbacks that do nothing; of a rule in `merged` a
    callback has one finding, however many subjects it breaks it for."""
    merged |= {"retained"}
    groups: dict[tuple[str, ...], Group] = {}
    panics = [f for f in found if f.broken.rule == _PANIC]
    anyway = {f.broken.subject for f in panics if not _stopped(f)}
    late = {f.broken.subject for f in panics if f.broken.inside not in _BEFORE}
    for item in found:
        rule = _rule(item, anyway, late)
        callback = item.broken.callback
        key = (rule, callback) if rule in merged else (rule, item.broken.subject, callback)
        if rule == "reclaimed_twice" or rule in (*_AGAIN, "stale_handler"):
            key = (rule, item.broken.subject)
        if rule in CAUSES:
            key = (rule, str(item.broken.site or item.broken.place))
        known = groups.get(key)
        if known is None:
            groups[key] = Group(rule, item)
        elif _better(item, known.first):
            known.same.append(known.first)
            known.first = item
        else:
            known.same.append(item)
    return _fold(list(groups.values()), idle, merged)


def _stopped(item: Found) -> bool:
    """Does a callback run into this because it still runs in `stop` or after it?"""
    life = [event for event in item.witness.events if event in ("up", "down")]
    return item.broken.callback in DATAPATH and (item.broken.inside == "stop" or life[-1:] == ["down"])


def _unmapped(item: Found) -> bool:
    """Is it an access to registers that are no longer mapped?"""
    return item.broken.rule == "access_after_release" and item.broken.subject != DISABLED


def _rule(item: Found, anyway: set[str], late: set[str]) -> str:
    """The rule under which a break is reported; `anyway` are the panics that need no `stop`, `late` those
    that need no callback which still makes what is used."""
    broken = item.broken
    if broken.rule == "leak_on_stop" and broken.detail == "retained":
        return "retained"
    gone = broken.rule == "used_after_release" or _unmapped(item)
    if gone and broken.callback in _OUTLIVED_BY:
        return _OUTLIVED_BY[broken.callback]
    if broken.rule == "used_after_release" and item.witness.events[-1:] == ("unbind",):
        return "callback_after_remove"
    if broken.rule == _PANIC and broken.subject not in late and broken.callback not in _PUBLISHING:
        return "irq_before_ready" if broken.callback in DATAPATH else "published_before_ready"
    if broken.rule == _PANIC and broken.subject not in anyway:
        return "rings_freed_while_live"
    return broken.rule


def _better(item: Found, known: Found) -> bool:
    """The one that rests on less, then the one that is easier to bring about."""
    return cost(item) < cost(known)


def _fold(groups: list[Group], idle: frozenset[str], merged: frozenset[str]) -> list[Group]:
    groups = _raws(caused(_handlers(_overwritten(_retained(groups)))))
    groups = _after_the_end(groups)
    groups = _written(_reprobe(_told_better(groups)))
    groups = _by_scope(groups, merged)
    return _in_statics(_endless(_cloned(_waiting(_early(_reopened(_missing(groups, idle)))))))


def _retained(groups: list[Group]) -> list[Group]:
    """What grows is no longer only retained."""
    grows = {g.first.broken.subject for g in groups if g.rule == "leak_on_stop"}
    for item in groups:
        if item.rule == "retained":
            rest = [f for f in (item.first, *item.same) if f.broken.subject not in grows]
            item.first, item.same = (rest[0], rest[1:]) if rest else (item.first, [])
            item.rule = "retained" if rest else ""
    return [g for g in groups if g.rule]


def _overwritten(groups: list[Group]) -> list[Group]:
    """A handle that was stored over explains its loss, if it is not lost without that too."""
    for item in [g for g in groups if g.rule == "overwritten_live_handle"]:
        broken = item.first.broken
        owned = {broken.subject, *broken.related}
        lost = [g for g in groups if g.rule.startswith(("leak_", "raw_")) and g.first.broken.subject in owned]
        anyway = [g for g in lost if g.first.witness != item.first.witness]
        if any(g.rule == "raw_never_reclaimed" for g in anyway):
            groups = [g for g in groups if g is not item]
            continue
        primary, rest = (anyway[0], [item]) if anyway else (item, lost)
        groups = absorb(groups, primary, rest)
    return groups


def _raws(groups: list[Group]) -> list[Group]:
    """A lost raw pointer explains the loss of what its value owned."""
    for item in [g for g in groups if g.rule in ("leak_on_open_error", "raw_never_reclaimed")]:
        if item not in groups:
            continue
        members = (item.first, *item.same)
        raws = [f for f in members if f.broken.subject.startswith("rust.raw@")]
        if not raws:
            continue
        owned = {name for f in raws for name in (f.broken.subject, *f.broken.related)}
        objects = {name for name in owned if "#" in name}
        exit_leak = next(
            (
                g
                for g in groups
                if g.rule == "leak_on_exit" and (_only(g, owned) or objects & set(g.first.broken.related))
            ),
            None,
        )
        if exit_leak is not None:
            groups = absorb(groups, exit_leak, [item])
            continue
        late = [
            g for g in groups if g is not item and g.rule.startswith(("leak_on_", "raw_")) and _only(g, owned)
        ]
        groups = absorb(groups, item, late)
        item.first = raws[0]
        item.same = [f for f in members if f is not raws[0] and f.broken.subject not in owned]
    return groups


def _only(group: Group, subjects: set[str]) -> bool:
    return all(f.broken.subject in subjects for f in (group.first, *group.same))


def _reopened(groups: list[Group]) -> list[Group]:
    """An open that cannot work: what was not given back is its other side."""
    for late in [g for g in groups if g.rule == "reopen_fails"]:
        subject = late.first.broken.subject
        same = [g for g in groups if g.rule.startswith("leak_on_") and g.first.broken.subject == subject]
        if any(late.first.witness.choices) and same:
            groups = absorb(groups, same[0], [late])
        else:
            groups = absorb(groups, late, same)
    return groups


def _handlers(groups: list[Group]) -> list[Group]:
    """All that one unfreed handler breaks is one finding."""
    for subject in {g.first.broken.subject for g in groups if g.first.broken.subject.startswith("irq.line@")}:
        members = [g for g in groups if g.first.broken.subject == subject and g.rule in _HANDLER_ORDER]
        members.sort(key=lambda g: _HANDLER_ORDER.index(g.rule))
        if not members:
            continue
        primary, rest = members[0], members[1:]
        raw = [g for g in groups if g.rule in _RAW and _owns(g, subject)]
        keys = {related for g in raw for f in (g.first, *g.same) for related in f.broken.related}
        drops = [g for g in groups if g.rule == "drop_of_reference" and keys & set(g.first.broken.related)]
        told = [g for g in groups if g.rule in CAUSES and _only(g, {subject})]
        groups = absorb(groups, primary, [*rest, *told, *raw, *drops])
    return groups


def _owns(group: Group, subject: str) -> bool:
    return any(subject in item.broken.related for item in (group.first, *group.same))


def _cloned(groups: list[Group]) -> list[Group]:
    """What outlives `remove` and is not given back later is told as a leak; what a handler keeps, as that."""
    for item in [g for g in groups if g.rule == "clone_outlives_teardown"]:
        subject = item.first.broken.subject
        lost = [g for g in groups if g.rule.startswith(("leak_", "raw_")) and _about(g, subject)]
        left = [g for g in groups if g.rule in ("stale_handler", "code_outlives_module")]
        if lost:
            groups = absorb(groups, lost[0], [item])
        elif left:
            groups = [g for g in groups if g is not item]
    return groups


def _about(group: Group, subject: str) -> bool:
    """Is it about the subject, itself or in a consequence?"""
    members = (group.first, *group.same, *group.consequences)
    return any(subject == f.broken.subject or subject in f.broken.related for f in members)


def _waiting(groups: list[Group]) -> list[Group]:
    """What waits for itself must not sleep there either."""
    for item in [g for g in groups if g.rule == "teardown_deadlock"]:
        place = item.first.broken.place
        asleep = [g for g in groups if g.rule == "sleep_in_atomic" and g.first.broken.place == place]
        groups = absorb(groups, item, asleep)
    return groups


def _early(groups: list[Group]) -> list[Group]:
    """A callback that leaves early explains what is lost on that way only; what is lost anyway has nothing
    to do with it."""
    for item in [g for g in groups if g.rule == "fallible_stop"]:
        ways = {f.witness for f in (item.first, *item.same)}
        told = {name for f in (item.first, *item.same) for name in f.broken.related}
        due = [g for g in groups if f"{g.rule} {g.first.broken.subject}" in told and g.first.witness in ways]
        lost = {g.first.broken.subject for g in due}
        again = [g for g in groups if g.rule in _AGAIN and g.first.broken.subject in lost]
        due += [g for g in again if any(g.first.witness.choices)]
        groups = absorb(groups, item, due) if due else [g for g in groups if g is not item]
    return groups


def _after_the_end(groups: list[Group]) -> list[Group]:
    """What a handler or `poll` does after the module's text went, or with what is freed while nobody ends it,
    follows from its being left behind."""
    left = [g for g in groups if g.rule in ("code_outlives_module", "stale_handler")]
    late = [
        g
        for g in groups
        if g not in left and (_ends_after_unload(g.first) or g.rule in _OUTLIVED_BY.values())
    ]
    if left:
        return absorb(groups, left[0], late)
    enabled = [g for g in groups if g.rule == "leak_on_stop" and g.first.broken.subject.startswith(_POLLED)]
    polled = [g for g in groups if g.rule == _OUTLIVED_BY["poll"]]
    return absorb(groups, enabled[0], polled) if enabled else groups


def _ends_after_unload(item: Found) -> bool:
    events = item.witness.events
    return (
        item.broken.callback in DATAPATH
        and "rmmod" in events[:-1]
        and "insmod" not in events[events.index("rmmod") :]
    )


def _reprobe(groups: list[Group]) -> list[Group]:
    """A second probe that fails only after a failed first one follows from the failed one's leak."""
    leak = next((g for g in groups if g.rule == "leak_on_probe_error"), None)
    if leak is None:
        return groups
    late = [g for g in groups if g.rule == "reprobe_fails" and any(g.first.witness.choices)]
    return absorb(groups, leak, late)


def _written(groups: list[Group]) -> list[Group]:
    """That the device writes into what was freed follows from its being freed while an engine is on."""
    freed = [g for g in groups if g.rule == "dma_outlives_buffer" and g.first.broken.site is None]
    first = next((g for g in freed if "@" in g.first.broken.subject), None)
    if first is None:
        return groups
    return absorb(groups, first, [g for g in freed if "@" not in g.first.broken.subject])


_FOLLOWS = {
    "teardown_out_of_order": (
        *("unregister_after_disable", "irq_freed_after_disable", "stale_handler", "code_outlives_module"),
        "access_after_release",
    ),
    "lost_interrupt": ("unmask_before_handler",),
}
"""What another rule tells better, wherever it breaks."""
_TOLD_BY = {
    "irq_freed_after_disable": ("unregister_after_disable",),
    "tx_busy_after_effect": ("bql_imbalance", "leak_in_datapath", "leak_on_stop"),
}
"""What another rule tells better if it is about the same place: the interface that goes so late, the bytes or
the mapping that are never given back."""


def _in_statics(groups: list[Group]) -> list[Group]:
    """What a static keeps is told as the leak that it is, if it is on the books."""
    for item in [g for g in groups if g.rule == "static_mut_resource"]:
        kept = {subject for f in (item.first, *item.same) for subject in f.broken.related}
        leaks = [g for g in groups if g.rule.startswith("leak_")]
        lost = [g for g in leaks if any(f.broken.subject in kept for f in (g.first, *g.same))]
        if lost:
            groups = absorb(groups, lost[0], [item])
    return groups


def _endless(groups: list[Group]) -> list[Group]:
    """A file without an end explains what else is wrong with how much of it is read."""
    for item in [g for g in groups if g.rule == "read_never_ends"]:
        place = item.first.broken.callback
        others = ("read_ignores_offset", "read_returns_uncopied")
        same = [g for g in groups if g.rule in others and g.first.broken.callback == place]
        groups = absorb(groups, item, same)
    return groups


def _told_better(groups: list[Group]) -> list[Group]:
    for late in [g for g in groups if g.rule in _FOLLOWS]:
        better = [g for g in groups if g.rule in _FOLLOWS[late.rule]]
        groups = absorb(groups, better[0], [late]) if better else groups
    for late in [g for g in groups if g.rule in _TOLD_BY]:
        sites = {f.broken.site for f in (late.first, *late.same)}
        better = [g for g in groups if g.rule in _TOLD_BY[late.rule] and {g.first.broken.site} == sites]
        if better and None not in sites:
            groups = absorb(groups, better[0], [late])
    return groups


def _by_scope(groups: list[Group], merged: frozenset[str]) -> list[Group]:
    """The same break seen from another callback (stop inside remove) is one finding."""
    kept: dict[tuple[str, str], Group] = {}
    for item in groups:
        key = (
            item.rule,
            item.first.broken.subject if item.rule not in merged else item.first.broken.callback,
        )
        known = kept.get(key)
        if known is None:
            kept[key] = item
        else:
            known.same += [item.first, *item.same]
            known.consequences += item.consequences
    return list(kept.values())


def _missing(groups: list[Group], idle: frozenset[str]) -> list[Group]:
    """A callback that does nothing though something is held: one finding for it, the leaks at its end
    are consequences."""
    for callback in sorted(idle):
        held = [g for g in groups if g.first.broken.callback == callback and g.rule.startswith("leak_on_")]
        if held:
            primary = Group("missing_callback", held[0].first, [g.first for g in held[1:]])
            primary.consequences = [g.first for g in held]
            groups = [primary, *(g for g in groups if g not in held or g.rule != "leak_on_stop")]
    return groups
