"""In: what happens to a device (an access, a frame, time); out: its reactions; no behaviour here."""

from collections.abc import Hashable
from enum import Enum
from typing import Any, NamedTuple, Protocol

from modcheck.device.declarations import Register
from modcheck.domains import Word


class Profile(Enum):
    """Whose behaviour where the two differ: what QEMU 7.2 does, or what the manual says of silicon."""

    QEMU = "qemu"
    HW = "hw"


class Access(NamedTuple):
    """The processor reads (`value` None) or writes `width` bytes at `offset` of a BAR."""

    bar: int
    offset: int
    width: int
    value: Word | None = None


class Frame(NamedTuple):
    """A frame arrives from the wire, without its checksum; `content` None: nothing is known of its bytes."""

    length: int
    content: bytes | None = None


class Command(NamedTuple):
    """The PCI COMMAND register is written."""

    value: int


class Elapse(NamedTuple):
    """Time passes: the sum of both. In states that are not exact one sleep is one event, and shorter ones are
    not added up."""

    milliseconds: int
    nanoseconds: int = 0


class Link(NamedTuple):
    """The cable is plugged in or pulled out."""

    up: bool


class Progress(NamedTuple):
    """The device goes on with what it has begun; on devices that finish at once nothing happens."""


class Reset(NamedTuple):
    """The bus is reset: the function is as after power-on, but for what is outside of it."""


# NOTE: events are tuples, so Frame(5) == Elapse(5, None): a memo keys on (type(event), event).
Event = Access | Frame | Command | Elapse | Link | Progress | Reset


class Memory(Protocol):
    """Host memory as the device sees it; what is not mapped or not known gives Unknown or None, and nothing
    raises."""

    def load(self, address: Word, width: int) -> Word:
        """A little-endian word of `width` bytes."""

    def block(self, address: Word, length: int) -> bytes | None:
        """`length` bytes in a row."""


class Store(NamedTuple):
    """The device writes host memory; the caller applies it, in the order given. A block of bytes is one
    little-endian word of that width."""

    address: Word
    width: int
    value: Word


class FaultKind(Enum):
    RING_OVERRUN = "the tail of a ring reaches the head while descriptors of it wait"
    RING_REPROGRAMMED = "base, length or head of a ring written while its engine is enabled"
    TAIL_OUTSIDE = "the tail of a ring lies behind its last descriptor while its engine is enabled"
    RESERVED_REGISTER = "no such register"
    OUTSIDE_BAR = "no such place in a BAR"
    OUTSIDE_BUFFER = "a transfer beyond the device's own memory"
    UNKNOWN_WORD = "a word that decides something is not known"
    SIMPLIFIED = "something that only exact states keep is left out"


class Fault(NamedTuple):
    kind: FaultKind
    register: str
    text: str


class Transmitted(NamedTuple):
    """A frame has left for the wire; `content` None: its bytes are not known."""

    length: int
    content: bytes | None = None


class Reaction(NamedTuple):
    """What one event does; `state` is hashable and only its own device looks inside."""

    state: Any
    value: Word | None = None  # what a read returned
    stores: tuple[Store, ...] = ()
    acknowledged: int = 0  # interrupt causes that this event cleared
    raised: int = 0  # interrupt causes that were not set before
    sent: tuple[Transmitted, ...] = ()
    faults: tuple[Fault, ...] = ()


class BarKind(Enum):
    MEM = "mem"
    IO = "io"


class Bar(NamedTuple):
    kind: BarKind
    length: int


class RingView(NamedTuple):
    """A ring of descriptors in host memory, as the registers have it."""

    name: str
    length: int  # descriptors; 0 if it is not programmed
    indices: tuple[Word, ...]  # the registers that hold an index: where the device is, where the driver is
    base: Word  # where descriptor 0 lies
    size: int = 16  # bytes of a descriptor


class Device(Protocol):
    """A model of a device: pure functions of a state that it hands out and takes back."""

    name: str
    vendor: int
    device: int
    bars: tuple[Bar, ...]
    title: str
    registers: tuple[Register, ...]
    behind: tuple[tuple[str, tuple[Register, ...]], ...]
    """What is reached through a register, by the words that say how."""

    def power_on(self, profile: Profile, exact: bool = False) -> Any:
        """The state in which a driver finds the device after the firmware has run. An exact state also keeps
        what grows or changes by itself (statistics, the clock, contents of frames): a concrete simulator is
        exact, a search is not."""

    def react(self, state: Any, event: Event, memory: Memory) -> tuple[Reaction, ...]:
        """What the device does next; where it may do several things, the plainest of them."""

    def alternatives(self, state: Any, event: Event, memory: Memory) -> tuple[Reaction, ...]:
        """Everything that the device may do next, `react` first: together they cover what it does for each
        concrete word that the words stand for. If they cannot, a reaction has the fault UNKNOWN_WORD or
        SIMPLIFIED."""

    def postponed(self, state: Any, access: Access, memory: Memory) -> Reaction:
        """As `react`, but what the access hands over to be sent waits, as behind a slow wire."""

    def line(self, state: Any) -> bool:
        """Whether the interrupt line is asserted; in a state that is not exact, whether it may be."""

    def causes(self, state: Any) -> int:
        """The interrupt causes that are set, masked or not."""

    def can_interrupt(self, state: Any) -> bool:
        """Whether some cause is unmasked."""

    def engines(self, state: Any) -> tuple[str, ...]:
        """The engines that are enabled, by the bit that enables them."""

    def can_master(self, state: Any) -> bool:
        """Whether an enabled engine may reach host memory."""

    def draining(self, state: Any) -> tuple[str, ...]:
        """The engines that are disabled, but not yet known to have come to rest."""

    def cell(self, offset: int) -> Hashable:
        """What the model keeps for a register of BAR 0: the elements of an array share one cell."""

    def describe(self, state: Any) -> tuple[tuple[str, int | str], ...]:
        """The registers that a report shows."""

    def rings(self, state: Any) -> tuple[RingView, ...]:
        """The rings, in a fixed order."""

    def with_indices(self, state: Any, name: str, indices: tuple[Word, ...]) -> Any:
        """The state with other indices in the registers of a ring; nothing is set off."""

    def roots(self, state: Any) -> tuple[Hashable, ...]:
        """The objects whose addresses are held in registers."""


class Ordered(Device, Protocol):
    """A device whose states are ordered. The search compares whole states and asks none of this."""

    def pending(self, state: Any) -> bool:
        """The bit Interrupt Status of PCI STATUS: as `line`, before COMMAND can turn it off."""

    def covers(self, abstract: Any, concrete: Any) -> bool:
        """Whether each concrete state that `concrete` stands for is one that `abstract` stands for."""

    def join(self, a: Any, b: Any) -> Any | None:
        """The least state that covers both; None if they differ in what decides most (the lines, engines, and
        where the rings are)."""
