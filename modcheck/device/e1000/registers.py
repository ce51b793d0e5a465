"""In: nothing; out: the registers of the 82540EM as declarations; what an access sets off is elsewhere.

Offsets, resets, kinds and masks were measured on QEMU 7.2 through qtest unless the source says otherwise;
"manual p.N" is the printed page of the Intel 8254x Software Developer's Manual, revision 4.0. The names and
places of fields on which the model depends were measured; the others are general knowledge of that manual.
"""

from enum import Enum

from modcheck.device.declarations import WORD, Kind, Register, fields

LOW16, LOW13, LOW11 = 0xFFFF, 0x1FFF, 0x7FF
MEASURED = "measured"
STORAGE = "measured: storage only"
NOT_IN_QEMU = "in the manual; measured: not there on QEMU; on silicon storage, its reset is not known here"
RING_BASE = "measured: QEMU keeps the low 4 bits and ignores them in use; manual p.312: they read 0"
RING_LENGTH = "measured; manual p.303, 312: multiples of 128, low 7 bits read 0"
MODERATION = "measured: in exact states it delays interrupts"
COUNTER = "measured: counts in exact states; manual p.384"
KEPT_COUNTER = "measured: counts in exact states, a read does not clear it; on silicon it does"
NEVER = "measured: QEMU never counts it"
DIAGNOSTIC = "measured: storage only (FIFO diagnostics)"

CAUSE_FIELDS = fields(
    "TXDW 0, TXQE 1, LSC 2, RXSEQ 3, RXDMT0 4, RXO 6, RXT0 7, MDAC 9, RXCFG 10, GPI 14:11, TXD_LOW 15, "
    "SRPD 16"
)
BURST_FIELDS = fields("PTHRESH 5:0, HTHRESH 13:8, WTHRESH 21:16, GRAN 24")

CTRL_RST, CTRL_VME = 1 << 26, 1 << 30
STATUS_LU = 1 << 1
EECD_SK, EECD_CS, EECD_DI, EECD_DO = 1 << 0, 1 << 1, 1 << 2, 1 << 3
EECD_FIXED = 1 << 7 | 1 << 8  # EE_GNT and EE_PRES
EERD_START, EERD_DONE = 1 << 0, 1 << 4
RCTL_EN, RCTL_SBP, RCTL_UPE, RCTL_MPE, RCTL_LPE = 1 << 1, 1 << 2, 1 << 3, 1 << 4, 1 << 5
RCTL_BAM, RCTL_VFE, RCTL_BSEX, RCTL_SECRC = 1 << 15, 1 << 18, 1 << 25, 1 << 26
RCTL_DECIDES = 0x0607B33E
TCTL_EN = 1 << 1
RAH_AV = 1 << 31

TXDW, TXQE, LSC, RXDMT0, RXO, RXT0, MDAC = 1 << 0, 1 << 1, 1 << 2, 1 << 4, 1 << 6, 1 << 7, 1 << 9

COMMAND_IO, COMMAND_MEM, COMMAND_MASTER, COMMAND_INTX_DISABLE = 1 << 0, 1 << 1, 1 << 2, 1 << 10
COMMAND_WRITABLE = 0x0507  # measured
FIRMWARE_COMMAND = 0x0103  # general knowledge of SeaBIOS, not measured: it leaves IO, MEM and SERR on


class Ring(Enum):
    """The ring that a register programs; writing it while the engine runs is a fault."""

    RECEIVE = "RCTL.EN"
    TRANSMIT = "TCTL.EN"


RINGS: dict[str, Ring] = {
    **dict.fromkeys(("RDBAL", "RDBAH", "RDLEN", "RDH"), Ring.RECEIVE),
    **dict.fromkeys(("TDBAL", "TDBAH", "TDLEN", "TDH"), Ring.TRANSMIT),
}

RW, RO, RC, RC_PAIR, ABSENT = Kind.RW, Kind.RO, Kind.RC, Kind.RC_PAIR, Kind.ABSENT

CONTROL: tuple[Register, ...] = (
    Register("CTRL", 0x0000, RW, "measured: RST reads 0 and resets nothing on QEMU; on silicon the MAC",
             0x140240, WORD & ~CTRL_RST,
             fields("FD 0, LRST 3, ASDE 5, SLU 6, ILOS 7, SPEED 9:8, FRCSPD 11, FRCDPLX 12, SDP0_DATA 18, "
                    "SDP1_DATA 19, SDP0_IODIR 22, SDP1_IODIR 23, RST 26, RFCE 27, TFCE 28, VME 30, "
                    "PHY_RST 31"),
             decides=CTRL_RST | CTRL_VME),
    Register("CTRL_DUP", 0x0004, ABSENT, "in the manual, as a copy of CTRL; measured: not there on QEMU",
             silicon=RW),
    Register("STATUS", 0x0008, RO, "measured: LU follows the cable and autonegotiation", 0x80080783,
             fields=fields("FD 0, LU 1, FUNCTION_ID 3:2, TXOFF 4, SPEED 7:6, ASDV 9:8, MTXCKOK 10, PCI66 11, "
                           "BUS64 12, PCIX_MODE 13, PCIXSPD 15:14"),
             decides=STATUS_LU),
    Register("EECD", 0x0010, RW, "measured: PRES, GNT, DO computed; SK, CS, DI, DO are pins of the EEPROM",
             0x188, 0x77, fields("SK 0, CS 1, DI 2, DO 3, FWE 5:4, EE_REQ 6, EE_GNT 7, EE_PRES 8, EE_SIZE 9"),
             decides=0x77),
    Register("EERD", 0x0014, RW, "measured: with START a read gives the word at ADDR and DONE, at once", 0,
             WORD, fields("START 0, DONE 4, ADDR 15:8, DATA 31:16"), decides=WORD),
    Register("CTRL_EXT", 0x0018, ABSENT, NOT_IN_QEMU, silicon=RW),
    Register("FLA", 0x001C, ABSENT, NOT_IN_QEMU, silicon=RW),
    Register("MDIC", 0x0020, RW, "measured: carried out at once, R is set at once", 0, WORD,
             fields("DATA 15:0, REGADD 20:16, PHYADD 25:21, OP 27:26, R 28, I 29, E 30"), decides=WORD),
    Register("FCAL", 0x0028, ABSENT, NOT_IN_QEMU, silicon=RW),
    Register("FCAH", 0x002C, ABSENT, NOT_IN_QEMU, silicon=RW),
    Register("FCT", 0x0030, ABSENT, NOT_IN_QEMU, silicon=RW),
    Register("VET", 0x0038, RW, MEASURED, 0x8100, WORD, fields("VET 15:0"), decides=LOW16),
    Register("FCTTV", 0x0170, ABSENT, NOT_IN_QEMU, silicon=RW),
    Register("TXCW", 0x0178, ABSENT, NOT_IN_QEMU, silicon=RW),
    Register("RXCW", 0x0180, ABSENT, NOT_IN_QEMU, silicon=RW),
    Register("LEDCTL", 0x0E00, RW, STORAGE, 0x602),
    Register("PBA", 0x1000, RW, STORAGE, 0x100030, WORD, fields("RXA 15:0, TXA 31:16")),
)

INTERRUPTS: tuple[Register, ...] = (
    Register("ICR", 0x00C0, Kind.RC_W1C, "measured; manual p.289: all bits cleared on read, write 1 clears",
             fields=CAUSE_FIELDS, decides=WORD),
    Register("ITR", 0x00C4, RW, f"{MODERATION}; 256 ns units", 0, LOW16, fields("INTERVAL 15:0"),
             decides=LOW16),
    Register("ICS", 0x00C8, Kind.W1S, "measured: reads ICR without clearing it", fields=CAUSE_FIELDS,
             decides=WORD),
    Register("IMS", 0x00D0, Kind.W1S, "measured; manual p.293: write 0 leaves unchanged", fields=CAUSE_FIELDS,
             decides=WORD),
    Register("IMC", 0x00D8, Kind.W1C, "measured; manual p.295: the only way to mask", fields=CAUSE_FIELDS,
             decides=WORD),
)

RECEIVE: tuple[Register, ...] = (
    Register("RCTL", 0x0100, RW, "measured: a write makes QEMU deaf for 1000 ms; manual p.300", 0, WORD,
             fields("EN 1, SBP 2, UPE 3, MPE 4, LPE 5, LBM 7:6, RDMTS 9:8, MO 13:12, BAM 15, BSIZE 17:16, "
                    "VFE 18, CFIEN 19, CFI 20, DPF 22, PMCF 23, BSEX 25, SECRC 26"),
             decides=RCTL_DECIDES),
    Register("FCRTL", 0x2160, ABSENT, NOT_IN_QEMU, silicon=RW),
    Register("FCRTH", 0x2168, ABSENT, NOT_IN_QEMU, silicon=RW),
    Register("RDFH", 0x2410, RW, DIAGNOSTIC, 0, LOW13),
    Register("RDFT", 0x2418, RW, DIAGNOSTIC, 0, LOW13),
    Register("RDFHS", 0x2420, RW, DIAGNOSTIC, 0, LOW13),
    Register("RDFTS", 0x2428, RW, DIAGNOSTIC, 0, LOW13),
    Register("RDFPC", 0x2430, RW, DIAGNOSTIC, 0, LOW13),
    Register("RDBAL", 0x2800, RW, RING_BASE, 0, WORD & ~15),
    Register("RDBAH", 0x2804, RW, MEASURED),
    Register("RDLEN", 0x2808, RW, RING_LENGTH, 0, 0xFFF80, decides=0xFFF80),
    Register("RDH", 0x2810, RW, "measured; manual p.313: written only after a reset, before EN", 0, LOW16,
             decides=LOW16),
    Register("RDT", 0x2818, RW, "measured: a write delivers what waits in QEMU's backend", 0, LOW16,
             decides=LOW16),
    Register("RDTR", 0x2820, RW, f"{MODERATION}: only whether it is 0 counts; FPD does nothing", 0, LOW16,
             fields("DELAY 15:0"), decides=LOW16),
    Register("RXDCTL", 0x2828, ABSENT, NOT_IN_QEMU, fields=BURST_FIELDS, silicon=RW),
    Register("RADV", 0x282C, RW, f"{MODERATION}; 1024 ns units", 0, LOW16, fields("DELAY 15:0"),
             decides=LOW16),
    Register("RSRPD", 0x2C00, ABSENT, NOT_IN_QEMU, silicon=RW),
    Register("RXCSUM", 0x5000, ABSENT, NOT_IN_QEMU, fields=fields("PCSS 7:0, IPOFLD 8, TUOFLD 9"),
             silicon=RW),
)

TRANSMIT: tuple[Register, ...] = (
    Register("TCTL", 0x0400, RW, "measured: a write with EN works off TDH..TDT and sets TXQE", 0, WORD,
             fields("EN 1, PSP 3, CT 11:4, COLD 21:12, SWXOFF 22, RTLC 24, NRTU 25"), decides=TCTL_EN),
    Register("TIPG", 0x0410, ABSENT, NOT_IN_QEMU, fields=fields("IPGT 9:0, IPGR1 19:10, IPGR2 29:20"),
             silicon=RW),
    Register("AIT", 0x0458, RW, STORAGE, 0, LOW16),
    Register("TDFH", 0x3410, RW, DIAGNOSTIC, 0, LOW11),
    Register("TDFT", 0x3418, RW, DIAGNOSTIC, 0, LOW11),
    Register("TDFHS", 0x3420, RW, DIAGNOSTIC, 0, LOW13),
    Register("TDFTS", 0x3428, RW, DIAGNOSTIC, 0, LOW13),
    Register("TDFPC", 0x3430, RW, DIAGNOSTIC, 0, LOW13),
    Register("TDBAL", 0x3800, RW, RING_BASE, 0, WORD & ~15),
    Register("TDBAH", 0x3804, RW, MEASURED),
    Register("TDLEN", 0x3808, RW, RING_LENGTH, 0, 0xFFF80, decides=0xFFF80),
    Register("TDH", 0x3810, RW, "measured; manual p.303: written only after a reset, before EN", 0, LOW16,
             decides=LOW16),
    Register("TDT", 0x3818, RW, "measured: with TCTL.EN the burst is sent within the write", 0, LOW16,
             decides=LOW16),
    Register("TIDV", 0x3820, ABSENT, NOT_IN_QEMU, fields=fields("IDV 15:0"), silicon=RW),
    Register("TXDCTL", 0x3828, RW, STORAGE, fields=BURST_FIELDS),
    Register("TADV", 0x382C, RW, f"{MODERATION}, after a descriptor with IDE; 1024 ns units", 0, LOW16,
             fields("DELAY 15:0"), decides=LOW16),
    Register("TSPMT", 0x3830, ABSENT, NOT_IN_QEMU, silicon=RW),
)

STATISTICS: tuple[Register, ...] = (
    Register("CRCERRS", 0x4000, RO, NEVER, silicon=RC),
    Register("ALGNERRC", 0x4004, RO, NEVER, silicon=RC),
    Register("SYMERRS", 0x4008, RO, NEVER, silicon=RC),
    Register("RXERRC", 0x400C, RO, NEVER, silicon=RC),
    Register("MPC", 0x4010, RO, KEPT_COUNTER, silicon=RC),
    Register("SCC", 0x4014, RO, NEVER, silicon=RC),
    Register("ECOL", 0x4018, RO, NEVER, silicon=RC),
    Register("MCC", 0x401C, RO, NEVER, silicon=RC),
    Register("LATECOL", 0x4020, RO, NEVER, silicon=RC),
    Register("COLC", 0x4028, RO, NEVER, silicon=RC),
    Register("DC", 0x4030, RO, NEVER, silicon=RC),
    Register("TNCRS", 0x4034, RO, NEVER, silicon=RC),
    Register("SEC", 0x4038, RO, NEVER, silicon=RC),
    Register("CEXTERR", 0x403C, RO, NEVER, silicon=RC),
    Register("RLEC", 0x4040, RO, NEVER, silicon=RC),
    Register("XONRXC", 0x4048, RO, NEVER, silicon=RC),
    Register("XONTXC", 0x404C, RO, NEVER, silicon=RC),
    Register("XOFFRXC", 0x4050, RO, NEVER, silicon=RC),
    Register("XOFFTXC", 0x4054, RO, NEVER, silicon=RC),
    Register("PRC64", 0x405C, RC, COUNTER),
    Register("PRC127", 0x4060, RC, COUNTER),
    Register("PRC255", 0x4064, RC, COUNTER),
    Register("PRC511", 0x4068, RC, COUNTER),
    Register("PRC1023", 0x406C, RC, COUNTER),
    Register("PRC1522", 0x4070, RC, COUNTER),
    Register("GPRC", 0x4074, RC, COUNTER),
    Register("BPRC", 0x4078, RC, "measured: counts what RCTL.BAM lets in"),
    Register("MPRC", 0x407C, RC, "measured: counts what RCTL.MPE or the hash lets in, unicast too"),
    Register("GPTC", 0x4080, RC, COUNTER),
    Register("GORCL", 0x4088, RO, KEPT_COUNTER, silicon=RC),
    Register("GORCH", 0x408C, RC_PAIR, COUNTER),
    Register("GOTCL", 0x4090, RO, KEPT_COUNTER, silicon=RC),
    Register("GOTCH", 0x4094, RC_PAIR, COUNTER),
    Register("RNBC", 0x40A0, RO, KEPT_COUNTER, silicon=RC),
    Register("RUC", 0x40A4, RC, NEVER),
    Register("RFC", 0x40A8, RO, NEVER, silicon=RC),
    Register("ROC", 0x40AC, RC, "measured: above 1522 bytes without LPE and SBP, above 16384 without SBP"),
    Register("RJC", 0x40B0, RO, NEVER, silicon=RC),
    Register("MGTPRC", 0x40B4, RO, NEVER, silicon=RC),
    Register("MGTPDC", 0x40B8, RO, NEVER, silicon=RC),
    Register("MGTPTC", 0x40BC, RO, NEVER, silicon=RC),
    Register("TORL", 0x40C0, RO, KEPT_COUNTER, silicon=RC),
    Register("TORH", 0x40C4, RC_PAIR, COUNTER),
    Register("TOTL", 0x40C8, RO, KEPT_COUNTER, silicon=RC),
    Register("TOTH", 0x40CC, RC_PAIR, COUNTER),
    Register("TPR", 0x40D0, RC, COUNTER),
    Register("TPT", 0x40D4, RC, COUNTER),
    Register("PTC64", 0x40D8, RC, "measured: by the frame's size and 4"),
    Register("PTC127", 0x40DC, RC, COUNTER),
    Register("PTC255", 0x40E0, RC, COUNTER),
    Register("PTC511", 0x40E4, RC, COUNTER),
    Register("PTC1023", 0x40E8, RC, COUNTER),
    Register("PTC1522", 0x40EC, RC, COUNTER),
    Register("MPTC", 0x40F0, RC, COUNTER),
    Register("BPTC", 0x40F4, RC, COUNTER),
    Register("TSCTC", 0x40F8, RC, "measured: one for each TSO packet of more than one segment"),
    Register("TSCTFC", 0x40FC, RO, NEVER, silicon=RC),
)

TABLES: tuple[Register, ...] = (
    Register("FCRUC", 0x4058, RW, "measured: storage only on QEMU; on silicon it counts", silicon=RC),
    Register("MTA", 0x5200, RW, "measured: a hash of the address, by RCTL.MO", elements=128),
    Register("RAL0", 0x5400, RW, "measured: the address in the EEPROM", 0x12005452),
    Register("RAH0", 0x5404, RW, MEASURED, 0x80005634, WORD, fields("RAH 15:0, AS 17:16, AV 31")),
    Register("RA", 0x5408, RW, "measured: RAL and RAH of 15 more addresses", elements=30),
    Register("VFTA", 0x5600, RW, "measured: one bit for each VLAN, used with RCTL.VFE", elements=128),
    Register("WUC", 0x5800, RW, STORAGE, 0, WORD, fields("APME 0, PME_EN 1, PME_STATUS 2, APMPME 3")),
    Register("WUFC", 0x5808, RW, STORAGE),
    Register("WUS", 0x5810, RW, STORAGE),
    Register("MANC", 0x5820, RO, "measured: the drivers' write is ignored", 0x222300, silicon=RW),
    Register("IPAV", 0x5838, RW, STORAGE),
    Register("IP4AT", 0x5840, RW, STORAGE, elements=7),
    Register("IP6AT", 0x5880, RW, STORAGE, elements=4),
    Register("WUPL", 0x5900, ABSENT, NOT_IN_QEMU, silicon=RW),
    Register("WUPM", 0x5A00, RW, STORAGE, elements=32),
    Register("SWSM", 0x5B50, RW, STORAGE),
    Register("FFLT", 0x5F00, RW, STORAGE, 0, LOW11, elements=7),
    Register("FFMT", 0x9000, RW, STORAGE, 0, 0xF, elements=255),
    Register("FFVT", 0x9800, RW, STORAGE, elements=255),
    Register("PBM", 0x10000, RW, "measured: storage only (packet buffer memory)", elements=0x4000),
)

COUNTED: tuple[str, ...] = tuple(found.name for found in STATISTICS if found.source != NEVER)

REGISTERS: tuple[Register, ...] = tuple(
    sorted((*CONTROL, *INTERRUPTS, *RECEIVE, *TRANSMIT, *STATISTICS, *TABLES), key=lambda found: found.offset)
)

# The registers whose words decide what happens lie in one short tuple of the state; a register's place in it
# is its cell. The others lie beside it, and only where they differ from their reset.
CELLS: tuple[str, ...] = (
    *("CTRL", "STATUS", "ICR", "IMS", "RCTL", "TCTL", "RDBAL", "RDBAH", "RDLEN", "RDH", "RDT"),
    *("TDBAL", "TDBAH", "TDLEN", "TDH", "TDT", "EERD", "MDIC", "VET", "ITR", "RDTR", "RADV", "TADV"),
)
_BY_NAME = {register.name: register for register in REGISTERS}
RESET_WORDS: tuple[int, ...] = tuple(_BY_NAME[name].reset for name in CELLS)
DECIDES: tuple[int, ...] = tuple(_BY_NAME[name].decides for name in CELLS)

CTRL, STATUS, ICR, IMS, RCTL, TCTL, RDBAL, RDBAH, RDLEN, RDH, RDT = range(11)
TDBAL, TDBAH, TDLEN, TDH, TDT, EERD, MDIC, VET, ITR, RDTR, RADV, TADV = range(11, 23)
BASES = (RDBAL, RDBAH, TDBAL, TDBAH)


def named(name: str) -> Register:
    """The declaration of a register."""
    return _BY_NAME[name]


EEPROM: tuple[int, ...] = (
    *(0x5452, 0x1200, 0x5634, 0x0000, 0xFFFF, 0x0000, 0x0000, 0x0000, 0x3000, 0x1000, 0x6403, 0x100E, 0x8086),
    *(0x100E, 0x8086, 0x3040, 0x0008, 0x2000, 0x7E14, 0x0048, 0x1000, 0x00D8, 0x0000, 0x2700, 0x6CC9, 0x3150),
    *(0x0722, 0x040B, 0x0984, 0x0000, 0xC000, 0x0706, 0x1008, 0x0000, 0x0F04, 0x7FFF, 0x4D01),
    *(*(0xFFFF,) * 11, 0x0100, 0x4000, 0x121C, *(0xFFFF,) * 12, 0x79AD),
)
