"""In: nothing; out: the registers of the 82540EM as declarations; what else an access does is elsewhere.

Offsets, resets and masks were measured on QEMU 7.2 through qtest unless the note names another source;
"manual p.N" is the printed page of the Intel 8254x Software Developer's Manual, revision 4.0. A register
array is one cell that stands for all its elements.
"""

from enum import Enum
from typing import NamedTuple

ALL = 0xFFFFFFFF
LOW16 = 0x0000FFFF
MEASURED = "measured on QEMU 7.2"
STORAGE = "measured on QEMU 7.2: storage only"
NOT_IN_QEMU = "in the manual; measured on QEMU 7.2: reads 0, ignores writes"
RING_BASE = "measured: QEMU keeps the low 4 bits; manual p.312: they read 0"
RING_LENGTH = "measured on QEMU 7.2; manual p.303, 312: multiples of 128, low 7 bits read 0"


class Kind(Enum):
    RW = "stored where writable; an unknown bit counts as 0"
    DATA = "stored as any word: it decides nothing in the model"
    BASE = "half of a ring's address, stored as any word"
    RO = "holds a word, ignores writes"
    CAUSES = "a read returns and clears, a written 1 clears"
    W1S = "a written 1 sets"
    W1C = "a written 1 clears in the mask, reads 0"
    ZERO = "reads 0, ignores writes"
    ABSENT = "named in the manual, not there on QEMU: reads 0, ignores writes"


class Ring(Enum):
    """The ring that a register programs; writing it while the engine runs is a fault."""

    RECEIVE = "RCTL.EN"
    TRANSMIT = "TCTL.EN"


class Register(NamedTuple):
    name: str
    offset: int
    kind: Kind
    note: str
    reset: int = 0
    writable: int = ALL
    elements: int = 1  # 4 bytes apart
    ring: Ring | None = None


RW, DATA, RO, BASE, ABSENT = Kind.RW, Kind.DATA, Kind.RO, Kind.BASE, Kind.ABSENT
RX, TX = Ring.RECEIVE, Ring.TRANSMIT

REGISTERS: tuple[Register, ...] = (
    # Most used first: a tuple is copied at each write, and its length is what that costs.
    Register("CTRL", 0x0000, RW, "measured: RST reads 0 and on QEMU resets nothing", 0x140240, 0xFBFFFFFF),
    Register("STATUS", 0x0008, RO, "measured: FD, LU, speed 1000; LU follows the link", 0x80080783),
    Register("EECD", 0x0010, RW, "measured: PRES, GNT, DO computed; bit-bang is not modelled", 0x188, 0x77),
    Register("EERD", 0x0014, RW, "measured: word << 8 | START; a read gives data << 16 | DONE"),
    Register("MDIC", 0x0020, RW, "measured: executes at once, READY set at once"),
    Register("VET", 0x0038, RW, MEASURED, 0x8100),
    Register("ICR", 0x00C0, Kind.CAUSES, "measured; manual p.289: all bits cleared on read, write 1 clears"),
    Register("ITR", 0x00C4, RW, "measured: 256 ns units; moderation is not modelled", 0, LOW16),
    Register("ICS", 0x00C8, Kind.W1S, "measured: reads ICR without clearing"),
    Register("IMS", 0x00D0, Kind.W1S, "measured; manual p.293: write 0 leaves unchanged"),
    Register("IMC", 0x00D8, Kind.W1C, "measured; manual p.295: the only way to mask"),
    Register("RCTL", 0x0100, RW, "measured: a write makes QEMU deaf for 1000 ms; manual p.300"),
    Register("TCTL", 0x0400, RW, "measured: a write with EN works off TDH..TDT and sets TXQE"),
    Register("AIT", 0x0458, RW, MEASURED, 0, LOW16),
    Register("LEDCTL", 0x0E00, RW, STORAGE, 0x602),
    Register("PBA", 0x1000, RW, STORAGE, 0x100030),
    # Receive and transmit rings.
    Register("RDBAL", 0x2800, BASE, RING_BASE, 0, ALL - 15, 1, RX),
    Register("RDBAH", 0x2804, BASE, MEASURED, ring=RX),
    Register("RDLEN", 0x2808, RW, RING_LENGTH, 0, 0xFFF80, 1, RX),
    Register("RDH", 0x2810, RW, "measured; manual p.313: write only after reset, before EN", 0, LOW16, 1, RX),
    Register("RDT", 0x2818, RW, "measured: a write delivers what waits in QEMU's backend", 0, LOW16),
    Register("RDTR", 0x2820, RW, "measured: moderation is not modelled", 0, LOW16),
    Register("RADV", 0x282C, RW, "measured: moderation is not modelled", 0, LOW16),
    Register("TDBAL", 0x3800, BASE, RING_BASE, 0, ALL - 15, 1, TX),
    Register("TDBAH", 0x3804, BASE, MEASURED, ring=TX),
    Register("TDLEN", 0x3808, RW, RING_LENGTH, 0, 0xFFF80, 1, TX),
    Register("TDH", 0x3810, RW, "measured; manual p.303: write only after reset, before EN", 0, LOW16, 1, TX),
    Register("TDT", 0x3818, RW, "measured: with TCTL.EN the burst is sent within the write", 0, LOW16),
    Register("TXDCTL", 0x3828, RW, STORAGE),
    Register("TADV", 0x382C, RW, "measured: moderation is not modelled", 0, LOW16),
    # Filters, wake-up, management: they decide nothing in the model, every frame is for us.
    Register("MTA", 0x5200, DATA, STORAGE, elements=128),
    Register("RAL0", 0x5400, DATA, "measured: the MAC from the EEPROM", 0x12005452),
    Register("RAH0", 0x5404, DATA, "measured: AV is bit 31", 0x80005634),
    Register("RA", 0x5408, DATA, "measured: pairs 1 to 15", elements=30),
    Register("VFTA", 0x5600, DATA, STORAGE, elements=128),
    Register("WUC", 0x5800, RW, STORAGE),
    Register("WUFC", 0x5808, RW, STORAGE),
    Register("WUS", 0x5810, RW, STORAGE),
    Register("MANC", 0x5820, RO, "measured: the drivers' write is ignored", 0x222300),
    Register("IPAV", 0x5838, RW, STORAGE),
    Register("SWSM", 0x5B50, RW, STORAGE),
    Register("IP4AT", 0x5840, DATA, STORAGE, elements=7),
    Register("IP6AT", 0x5880, DATA, STORAGE, elements=4),
    Register("WUPM", 0x5A00, DATA, STORAGE, elements=32),
    Register("FFLT", 0x5F00, DATA, STORAGE, 0, 0x7FF, 7),
    Register("FFMT", 0x9000, DATA, STORAGE, 0, 0xF, 255),
    Register("FFVT", 0x9800, DATA, STORAGE, elements=255),
    Register("PBM", 0x10000, DATA, STORAGE, elements=0x4000),
    # FIFO diagnostics.
    Register("RDFH", 0x2410, RW, STORAGE, 0, 0x1FFF),
    Register("RDFT", 0x2418, RW, STORAGE, 0, 0x1FFF),
    Register("RDFHS", 0x2420, RW, STORAGE, 0, 0x1FFF),
    Register("RDFTS", 0x2428, RW, STORAGE, 0, 0x1FFF),
    Register("RDFPC", 0x2430, RW, STORAGE, 0, 0x1FFF),
    Register("TDFH", 0x3410, RW, STORAGE, 0, 0x7FF),
    Register("TDFT", 0x3418, RW, STORAGE, 0, 0x7FF),
    Register("TDFHS", 0x3420, RW, STORAGE, 0, 0x1FFF),
    Register("TDFTS", 0x3428, RW, STORAGE, 0, 0x1FFF),
    Register("TDFPC", 0x3430, RW, STORAGE, 0, 0x1FFF),
    # FIXME: the statistics count on QEMU and on silicon; nothing is counted here yet.
    Register("STATISTICS", 0x4000, Kind.ZERO, "manual p.384; counting is not modelled", elements=64),
    Register("CTRL_DUP", 0x0004, ABSENT, NOT_IN_QEMU),
    Register("CTRL_EXT", 0x0018, ABSENT, NOT_IN_QEMU),
    Register("FLA", 0x001C, ABSENT, NOT_IN_QEMU),
    Register("FCAL", 0x0028, ABSENT, NOT_IN_QEMU),
    Register("FCAH", 0x002C, ABSENT, NOT_IN_QEMU),
    Register("FCT", 0x0030, ABSENT, NOT_IN_QEMU),
    Register("FCTTV", 0x0170, ABSENT, NOT_IN_QEMU),
    Register("TXCW", 0x0178, ABSENT, NOT_IN_QEMU),
    Register("RXCW", 0x0180, ABSENT, NOT_IN_QEMU),
    Register("TIPG", 0x0410, ABSENT, NOT_IN_QEMU),
    Register("FCRTL", 0x2160, ABSENT, NOT_IN_QEMU),
    Register("FCRTH", 0x2168, ABSENT, NOT_IN_QEMU),
    Register("RXDCTL", 0x2828, ABSENT, NOT_IN_QEMU),
    Register("RSRPD", 0x2C00, ABSENT, NOT_IN_QEMU),
    Register("TIDV", 0x3820, ABSENT, NOT_IN_QEMU),
    Register("TSPMT", 0x3830, ABSENT, NOT_IN_QEMU),
    Register("RXCSUM", 0x5000, ABSENT, NOT_IN_QEMU),
    Register("WUPL", 0x5900, ABSENT, NOT_IN_QEMU),
)

# A cell is the place of a register's word in a state; what reads 0 needs none.
CELLS: tuple[Register, ...] = tuple(r for r in REGISTERS if r.kind not in (Kind.ZERO, Kind.ABSENT))
RESET_WORDS: tuple[int, ...] = tuple(register.reset for register in CELLS)


def cell(name: str) -> int:
    """The place of a register's word in a state."""
    return next(index for index, register in enumerate(CELLS) if register.name == name)


CTRL, STATUS, EERD, MDIC = cell("CTRL"), cell("STATUS"), cell("EERD"), cell("MDIC")
ICR, IMS, RCTL, TCTL = cell("ICR"), cell("IMS"), cell("RCTL"), cell("TCTL")
RDBAL, RDBAH, RDLEN, RDH, RDT = cell("RDBAL"), cell("RDBAH"), cell("RDLEN"), cell("RDH"), cell("RDT")
TDBAL, TDBAH, TDLEN, TDH, TDT = cell("TDBAL"), cell("TDBAH"), cell("TDLEN"), cell("TDH"), cell("TDT")
ANY_WORD: tuple[int, ...] = tuple(i for i, r in enumerate(CELLS) if r.kind in (Kind.DATA, Kind.BASE))

CTRL_RST = 1 << 26
STATUS_LU = 1 << 1
RCTL_EN, RCTL_SBP, RCTL_LPE, RCTL_SECRC = 1 << 1, 1 << 2, 1 << 5, 1 << 26
TCTL_EN = 1 << 1
COMMAND_IO, COMMAND_MEM, COMMAND_MASTER, COMMAND_INTX_DISABLE = 1 << 0, 1 << 1, 1 << 2, 1 << 10
COMMAND_WRITABLE = 0x0507  # measured
FIRMWARE_COMMAND = 0x0103  # general knowledge of SeaBIOS, not measured: it leaves IO, MEM and SERR on

TXDW, TXQE, LSC, RXDMT0, RXO, RXT0, MDAC = 1 << 0, 1 << 1, 1 << 2, 1 << 4, 1 << 6, 1 << 7, 1 << 9

EEPROM: tuple[int, ...] = (
    *(0x5452, 0x1200, 0x5634, 0x0000, 0xFFFF, 0x0000, 0x0000, 0x0000, 0x3000, 0x1000, 0x6403, 0x100E, 0x8086),
    *(0x100E, 0x8086, 0x3040, 0x0008, 0x2000, 0x7E14, 0x0048, 0x1000, 0x00D8, 0x0000, 0x2700, 0x6CC9, 0x3150),
    *(0x0722, 0x040B, 0x0984, 0x0000, 0xC000, 0x0706, 0x1008, 0x0000, 0x0F04, 0x7FFF, 0x4D01),
    *(*(0xFFFF,) * 11, 0x0100, 0x4000, 0x121C, *(0xFFFF,) * 12, 0x79AD),
)
# PHY registers at address 1, as (register, value); every other one answers with ERROR.
PHY: tuple[tuple[int, int], ...] = (
    *((0, 0x1140), (1, 0x794D), (2, 0x0141), (3, 0x0C20), (4, 0x0DE1), (5, 0x01E0), (6, 0), (9, 0x0E00)),
    *((10, 0x3C00), (16, 0x0360), (17, 0xAC00), (20, 0x0D60), (21, 0)),
)
