"""In: a state of QEMU's teaching device, an event and host memory; out: its reaction, as QEMU 7.2's.

Both profiles are QEMU's: there is no silicon. Not modelled: MSI, accesses of 1 and 2 bytes (they are faults).
A transfer beyond the device's buffer, or of no or all of its bytes, ends QEMU 7.2; here it is a fault.
"""

from collections.abc import Hashable
from math import factorial

from modcheck.device.choice import FIRST, Choice, all_tried, chosen_bits, every
from modcheck.device.declarations import WORD, Register
from modcheck.device.edu import registers as reg
from modcheck.device.edu import state as states
from modcheck.device.edu.state import Exact, State
from modcheck.device.port import (
    Access,
    Bar,
    BarKind,
    Command,
    Elapse,
    Event,
    Fault,
    FaultKind,
    Memory,
    Profile,
    Progress,
    Reaction,
    Reset,
    RingView,
)
from modcheck.device.turn import Turn
from modcheck.domains import Bits, Pointer, Unknown, Word, and_, not_, sub, truncate

MILLISECOND = 1_000_000
TRANSFER_MS = 100
LAST_FACTORIAL = 33
"""All greater ones are 0 in 32 bits."""
MOST_ALTERNATIVES = 64
BAR_LENGTH = 0x100000
LONG_FROM = 0x80
"""From here on accesses may be of 8 bytes."""


class Edu:
    """The device; it holds no state."""

    name: str = "edu"
    title: str = "QEMU's teaching device"
    vendor: int = 0x1234
    device: int = 0x11E8
    bars: tuple[Bar, ...] = (Bar(BarKind.MEM, BAR_LENGTH),)
    registers: tuple[Register, ...] = reg.REGISTERS
    behind: tuple[tuple[str, tuple[Register, ...]], ...] = ()

    def power_on(self, profile: Profile, exact: bool = False) -> State:
        return State(profile=profile, exact=Exact() if exact else None)

    def react(self, state: State, event: Event, memory: Memory) -> tuple[Reaction, ...]:
        return (_happen(state, event, Turn(memory, FIRST, _mastering(state))),)

    def alternatives(self, state: State, event: Event, memory: Memory) -> tuple[Reaction, ...]:
        def run(choice: Choice) -> Reaction:
            return _happen(state, event, Turn(memory, choice, _mastering(state)))

        return tuple(every(run, MOST_ALTERNATIVES)[0])

    def postponed(self, state: State, access: Access, memory: Memory) -> Reaction:
        return self.react(state, access, memory)[0]

    def line(self, state: State) -> bool:
        return state.level and not state.command & reg.COMMAND_INTX_DISABLE

    def pending(self, state: State) -> bool:
        return state.level

    causes = staticmethod(states.known_causes)

    def can_interrupt(self, state: State) -> bool:
        """Whether a cause is pending, or comes with the end of a computation or of a transfer."""
        expected = state.interrupt or _running(state) and state.transfer & reg.DMA_INTERRUPT
        return bool(state.causes or expected) and not state.command & reg.COMMAND_INTX_DISABLE

    def engines(self, state: State) -> tuple[str, ...]:
        return ("DMA_COMMAND.RUN",) if _running(state) else ()

    def can_master(self, state: State) -> bool:
        return _mastering(state) and _running(state)

    def draining(self, state: State) -> tuple[str, ...]:
        return ()

    def cell(self, offset: int) -> Hashable:
        register = reg.BY_OFFSET.get(offset)
        return register.name if register else offset

    def describe(self, state: State) -> tuple[tuple[str, int | str], ...]:
        status = state.computing * reg.STATUS_COMPUTING | state.interrupt * reg.STATUS_INTERRUPT
        shown = (("STATUS", status), ("IRQ_STATUS", state.causes), ("DMA_COMMAND", state.transfer))
        return (*shown, ("MASTER", int(_mastering(state))))

    def rings(self, state: State) -> tuple[RingView, ...]:
        return ()

    def with_indices(self, state: State, name: str, indices: tuple[Word, ...]) -> State:
        raise LookupError(f"edu has no ring {name}")

    def roots(self, state: State) -> tuple[Hashable, ...]:
        words = (state.words.source, state.words.destination)
        return tuple(dict.fromkeys(word.base for word in words if isinstance(word, Pointer)))

    covers = staticmethod(states.covers)
    join = staticmethod(states.join)


def _mastering(state: State) -> bool:
    return state.command & reg.COMMAND_MASTER != 0


def _running(state: State) -> bool:
    return state.transfer & reg.DMA_RUN != 0


def _happen(state: State, event: Event, turn: Turn) -> Reaction:
    if isinstance(event, Access):
        return _access(state, event, turn)
    if isinstance(event, Elapse):
        nanoseconds = event.milliseconds * MILLISECOND + event.nanoseconds
        return turn.reaction(_elapse(_computed(state, turn), nanoseconds, turn))
    if isinstance(event, Progress):
        return turn.reaction(_computed(state, turn))
    if isinstance(event, Command):
        return turn.reaction(state._replace(command=event.value & reg.COMMAND_WRITABLE))
    if isinstance(event, Reset):  # measured: only the bus's side of the function is reset
        return turn.reaction(state._replace(command=0, level=False))
    return turn.reaction(state)


def _access(state: State, access: Access, turn: Turn) -> Reaction:
    """A read or a write; a computation that goes on may be over by then, or not."""
    register = reg.BY_OFFSET.get(access.offset)
    fault = _fault(access, register)
    if fault is not None or register is None:
        turn.faults += [fault] if fault else []
        return turn.reaction(state, _ones(access.width) if access.value is None else None)
    if not state.command & reg.COMMAND_MEM:
        return turn.reaction(state, 0 if access.value is None else None)
    if state.computing and turn.decide(None, True):
        state = _computed(state, turn)
    if access.value is None:
        return turn.reaction(state, truncate(_word(state, register), 8 * access.width))
    known = _known(register, truncate(access.value, 8 * access.width), turn)
    return turn.reaction(_written(state, register.name, known, turn))


def _fault(access: Access, register: Register | None) -> Fault | None:
    if access.bar or not 0 <= access.offset <= BAR_LENGTH - access.width:
        text = f"{access.width} bytes at {access.offset:#x} of BAR {access.bar}"
        return Fault(FaultKind.OUTSIDE_BAR, "", text)
    allowed = (4, 8) if access.offset >= LONG_FROM else (4,)
    if access.width in allowed and access.offset % access.width == 0 and register is not None:
        return None
    text = f"no register answers to {access.width} bytes at {access.offset:#x}"
    return Fault(FaultKind.RESERVED_REGISTER, register.name if register else "", text)


def _ones(width: int) -> int:
    return (1 << 8 * max(0, width)) - 1


def _word(state: State, register: Register) -> Word:
    """What a register shows."""
    status = state.computing * reg.STATUS_COMPUTING | state.interrupt * reg.STATUS_INTERRUPT
    words = state.words
    shown: dict[str, Word] = {
        **{"LIVENESS": words.inverted, "FACTORIAL": words.factorial, "STATUS": status},
        **{"IRQ_STATUS": state.causes, "DMA_SOURCE": words.source, "DMA_DESTINATION": words.destination},
        **{"DMA_COUNT": words.length, "DMA_COMMAND": state.transfer},
    }
    return shown.get(register.name, register.reset)


def _known(register: Register, value: Word, turn: Turn) -> Word:
    """The word with the bits known that decide something: tried out if they are few, else 0 and a fault."""
    if isinstance(value, int) or not register.decides:
        return value
    known, open_bits = (value.value, value.mask) if isinstance(value, Bits) else (0, register.decides)
    doubt = open_bits & register.decides
    if not all_tried(doubt, turn.choice):
        text = f"{register.name} is written with a word that is not known"
        turn.faults.append(Fault(FaultKind.UNKNOWN_WORD, register.name, text))
    return known | chosen_bits(doubt, turn.choice)


def _written(state: State, name: str, value: Word, turn: Turn) -> State:
    if name == "LIVENESS":
        return state._replace(words=state.words._replace(inverted=not_(value, 32)))
    if name == "FACTORIAL":
        started = state._replace(words=state.words._replace(factorial=value), computing=True)
        return state if state.computing else started
    number = value if isinstance(value, int) else 0
    if name == "STATUS":
        return state._replace(interrupt=number & reg.STATUS_INTERRUPT != 0)
    if name == "IRQ_RAISE":
        return _raised(state, number, turn)
    if name == "IRQ_ACK":
        turn.acknowledged |= state.causes & number
        causes = state.causes & ~number
        return state._replace(causes=causes, level=state.level and causes != 0)
    return state if _running(state) else _transfer_written(state, name, value)


def _transfer_written(state: State, name: str, value: Word) -> State:
    if name == "DMA_SOURCE":
        return state._replace(words=state.words._replace(source=value))
    if name == "DMA_DESTINATION":
        return state._replace(words=state.words._replace(destination=value))
    if name == "DMA_COUNT":
        return state._replace(words=state.words._replace(length=value))
    if name != "DMA_COMMAND" or not isinstance(value, int) or not value & reg.DMA_RUN:
        return state
    exact = state.exact
    if exact is not None:
        exact = exact._replace(left=TRANSFER_MS * MILLISECOND - exact.phase)
    return state._replace(transfer=value, exact=exact)


def _raised(state: State, causes: int, turn: Turn) -> State:
    """The line follows the causes, also where a bus reset had taken it down."""
    turn.raised |= causes & ~state.causes
    causes |= state.causes
    return state._replace(causes=causes, level=state.level or causes != 0)


def _computed(state: State, turn: Turn) -> State:
    """The computation, if there is one, is over."""
    if not state.computing:
        return state
    number = state.words.factorial
    result: Word = Unknown("the factorial of an unknown number")
    if isinstance(number, int):
        result = factorial(number) & WORD if number <= LAST_FACTORIAL else 0
    state = state._replace(words=state.words._replace(factorial=result), computing=False)
    return _raised(state, reg.CAUSE_FACTORIAL, turn) if state.interrupt else state


def _elapse(state: State, nanoseconds: int, turn: Turn) -> State:
    exact = state.exact
    if exact is None:
        over = True if nanoseconds >= TRANSFER_MS * MILLISECOND else None
        return _transferred(state, turn) if _running(state) and turn.decide(over, False) else state
    if _running(state) and exact.left <= nanoseconds:
        state = _transferred(state, turn)
    exact = state.exact or exact
    phase = (exact.phase + nanoseconds) % MILLISECOND
    return state._replace(exact=exact._replace(phase=phase, left=max(0, exact.left - nanoseconds)))


def _transferred(state: State, turn: Turn) -> State:
    """The transfer takes place."""
    to_host = state.transfer & reg.DMA_TO_HOST != 0
    own, host = state.words.source, state.words.destination
    if not to_host:
        own, host = host, own
    host = host if isinstance(host, Pointer) else and_(host, reg.DMA_MASK)
    start, count = sub(own, reg.BUFFER), state.words.length
    if not isinstance(start, int) or not isinstance(count, int) or not _inside(start, count):
        text = "a transfer that is not known to stay in the device's buffer"
        turn.faults.append(Fault(FaultKind.OUTSIDE_BUFFER, "DMA_COMMAND", text))
    elif to_host:
        data = None if state.exact is None else state.exact.buffer[start : start + count]
        turn.store(host, count, UNSEEN if data is None else int.from_bytes(data, "little"))
    else:
        state = _filled(state, start, turn.block(host, count), count)
    state = state._replace(transfer=state.transfer & ~reg.DMA_RUN)
    return _raised(state, reg.CAUSE_DMA, turn) if state.transfer & reg.DMA_INTERRUPT else state


UNSEEN = Unknown("the device's buffer")


def _inside(start: int, count: int) -> bool:
    """QEMU 7.2 takes the end of the buffer for outside."""
    return count > 0 and start + count < reg.BUFFER_LENGTH


def _filled(state: State, start: int, data: bytes | None, count: int) -> State:
    exact = state.exact
    if exact is None:
        return state
    found = bytes(count) if data is None else data
    buffer = exact.buffer[:start] + found + exact.buffer[start + count :]
    return state._replace(exact=exact._replace(buffer=buffer))


