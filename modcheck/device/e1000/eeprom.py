"""In: a state and an access to EERD or EECD; out: the words of the EEPROM, at once or bit by bit.

Measured on QEMU 7.2. EECD clocks a microwire EEPROM: with CS on, a rising edge of SK takes in DI, a falling
one moves the next bit to DO; after 9 bits, 110 and an address, the word is read, the highest bit first.
"""

from modcheck.device.e1000 import registers as reg
from modcheck.device.e1000.state import Microwire, State, number, with_rest

OPCODE_READ = 6
COMMAND_BITS = 9
PLACES = 16 * len(reg.EEPROM)


def read_eerd(state: State) -> int:
    """The answer to the request in EERD: without START nothing is done."""
    request = number(state, reg.EERD)
    if not request & reg.EERD_START:
        return request
    answer = request & ~reg.EERD_START
    index = answer >> 8
    data = reg.EEPROM[index] << 16 if index < len(reg.EEPROM) else 0
    return data | answer | reg.EERD_DONE


def read_eecd(state: State) -> int:
    """The bits that were written, those that are fixed, and DO, which is 1 where no word is read."""
    wire = state.rest.microwire
    out = not wire.reading or reg.EEPROM[wire.place >> 4] >> (~wire.place & 15) & 1
    return wire.latch | reg.EECD_FIXED | (reg.EECD_DO if out else 0)


def write_eecd(state: State, value: int) -> State:
    """The pins after a write."""
    return with_rest(state, microwire=after_edge(state.rest.microwire, value))


def after_edge(wire: Microwire, value: int) -> Microwire:
    """The EEPROM after its pins have taken the bits of `value`."""
    before = wire.latch
    wire = wire._replace(latch=value & reg.named("EECD").writable)
    if not value & reg.EECD_CS:
        return wire
    if not before & reg.EECD_CS:
        wire = Microwire(wire.latch)
    if not (before ^ value) & reg.EECD_SK:
        return wire
    if not value & reg.EECD_SK:
        return wire._replace(place=(wire.place + 1) % PLACES)
    taken = (wire.taken << 1 | (1 if value & reg.EECD_DI else 0)) & 0x1FF
    clocked_in = min(wire.clocked + 1, COMMAND_BITS + 1)
    if clocked_in != COMMAND_BITS or wire.reading:
        return wire._replace(taken=taken, clocked=clocked_in)
    place = ((taken & 0x3F) * 16 - 1) % PLACES
    return wire._replace(taken=taken, clocked=clocked_in, place=place, reading=taken >> 6 == OPCODE_READ)
