"""`kernel::pwm` of Linux 7.1: chips with data of the driver inside, registered until the unbinding."""

from core import PinInit
from kernel.managed import managed
from kernel.use import used_no_more, used_through


class Chip(Generic[T]):
    references: "int"
    data: "T"
    parent: "pointer"
    channels: "u32"

    def new(parent, channels, data):
        chip = chip_allocated(Chip(references=1, data=None, parent=raw_of(parent), channels=channels))
        if chip == 0:
            return Err(-12)
        result = PinInit.run(data)
        if is_err(result):
            chip_freed(chip)
            return Err(payload(result))
        chip.data = payload(result)
        return Ok(UnregisteredChip(chip=as_counted(chip)))

    def inc_ref(self):
        self.references = self.references + 1

    def dec_ref(self):
        self.references = self.references - 1
        if self.references == 0:
            drop_now(take(self.data))
            chip_freed(raw_of(self))

    def num_channels(self):
        return self.channels

    def device(self):
        return borrow(self.parent)

    def drvdata(self):
        return ref(self.data)


class UnregisteredChip(Generic[T]):
    chip: "ARef<Chip<T>>"
    deref = "chip"

    @by_value
    def register(self):
        chip = raw_of(ref(self.chip))
        ret = chip_added(chip)
        if ret != 0:
            return Err(ret)
        used_through(Users[T], chip)
        result = managed(chip.parent, Registration(chip=convert(borrow(chip))))
        if is_err(result):
            return Err(payload(result))
        return Ok(take(self.chip))


class Registration:
    chip: "ARef<Chip>"

    def drop(self):
        chip = raw_of(ref(self.chip))
        used_no_more(chip)
        chip_removed(chip)


class Users(Generic[T]):
    """drivers/pwm/core.c: what `pwm_apply` and the files in sysfs call."""

    def used_callback(chip):
        ops = only(T, "kernel::pwm::PwmOps")
        pwm = Device(number=0)
        wave = any_waveform()
        enter("pwm_apply")
        rounded = invoke(ops, "round_waveform_tohw", borrow(chip), ref(pwm), ref(wave))
        if is_ok(rounded):
            found = payload(rounded)
            hardware = ref(found.hardware_waveform)
            written = invoke(ops, "write_waveform", borrow(chip), ref(pwm), hardware, borrow(chip.parent))
            back = invoke(ops, "round_waveform_fromhw", borrow(chip), ref(pwm), hardware, ref(wave))
        read = invoke(ops, "read_waveform", borrow(chip), ref(pwm), borrow(chip.parent))
        leave()


class Device:
    number: "u32"

    def hwpwm(self):
        return anything(32)

    def label(self):
        return NONE


class Waveform:
    period_length_ns: "u64"
    duty_length_ns: "u64"
    duty_offset_ns: "u64"

    def default():
        return Waveform(period_length_ns=0, duty_length_ns=0, duty_offset_ns=0)


class RoundedWaveform:
    status: "int"
    hardware_waveform: "W"


def any_waveform():
    return Waveform(
        period_length_ns=anything(64), duty_length_ns=anything(64), duty_offset_ns=anything(64)
    )


@acquires("pwm.chipmem", "return")
@fails("null", 12)
@source("drivers/pwm/core.c pwmchip_alloc")
def chip_allocated(chip):
    return allocate(chip)


@releases("pwm.chipmem", "chip")
def chip_freed(chip):
    free(chip)


@acquires("pwm.chip", "chip")
@fails("errno", 12)
@source("drivers/pwm/core.c __pwmchip_add")
def chip_added(chip):
    return 0


@releases("pwm.chip", "chip")
@source("drivers/pwm/core.c pwmchip_remove")
def chip_removed(chip):
    return None

replaces = {
    "kernel::pwm::Chip::inc_ref": ["+dev.ref, then success", "counted in `references`"],
    "kernel::pwm::Chip::dec_ref": ["-dev.ref, then success", "counted in `references`"],
}
