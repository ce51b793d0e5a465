"""In: nothing; out: the registers of QEMU's `edu` as declarations; what an access sets off is elsewhere.

All of it was measured on QEMU 7.2 through qtest; docs/specs/edu.txt of QEMU describes the device.
"""

from modcheck.device.declarations import WORD, Kind, Register, fields

LONG = 0xFFFFFFFFFFFFFFFF
STATUS_COMPUTING, STATUS_INTERRUPT = 1 << 0, 1 << 7
DMA_RUN, DMA_TO_HOST, DMA_INTERRUPT = 1 << 0, 1 << 1, 1 << 2
CAUSE_FACTORIAL, CAUSE_DMA = 1 << 0, 1 << 8
BUFFER, BUFFER_LENGTH = 0x40000, 0x1000
"""The device's own memory, as transfers name it; it cannot be reached by accesses."""
DMA_MASK = (1 << 28) - 1
COMMAND_IO, COMMAND_MEM, COMMAND_MASTER, COMMAND_INTX_DISABLE = 1 << 0, 1 << 1, 1 << 2, 1 << 10
COMMAND_WRITABLE = 0x0506
FIRMWARE_COMMAND = 0x0102  # general knowledge of SeaBIOS, not measured: it leaves MEM and SERR on

NOT_RUNNING = "measured: not written while RUN is set"
CAUSES = fields("FACTORIAL 0, DMA 8")

REGISTERS: tuple[Register, ...] = (
    Register("ID", 0x00, Kind.RO, "measured: version 1.0 and 0xed", 0x010000ED),
    Register("LIVENESS", 0x04, Kind.RW, "measured: reads the complement of what was written"),
    Register("FACTORIAL", 0x08, Kind.RW, "measured: a write starts the computation, unless one is going on"),
    Register("STATUS", 0x20, Kind.RW, "measured", 0, STATUS_INTERRUPT, fields("COMPUTING 0, IRQFACT 7"),
             decides=STATUS_INTERRUPT),
    Register("IRQ_STATUS", 0x24, Kind.RO, "measured: the causes that are pending", fields=CAUSES),
    Register("IRQ_RAISE", 0x60, Kind.WO, "measured: a written 1 sets its cause, reads give ones", WORD,
             fields=CAUSES, decides=WORD),
    Register("IRQ_ACK", 0x64, Kind.WO, "measured: a written 1 clears its cause, reads give ones", WORD,
             fields=CAUSES, decides=WORD),
    Register("DMA_SOURCE", 0x80, Kind.RW, NOT_RUNNING, 0, LONG, width=8),
    Register("DMA_DESTINATION", 0x88, Kind.RW, NOT_RUNNING, 0, LONG, width=8),
    Register("DMA_COUNT", 0x90, Kind.RW, NOT_RUNNING, 0, LONG, decides=0xFFFF, width=8),
    Register("DMA_COMMAND", 0x98, Kind.RW, "measured: only written with RUN; the transfer is 100 ms later", 0,
             LONG, fields("RUN 0, TO_HOST 1, IRQ 2"), width=8, decides=DMA_RUN | DMA_TO_HOST | DMA_INTERRUPT),
)
BY_OFFSET: dict[int, Register] = {register.offset: register for register in REGISTERS}
