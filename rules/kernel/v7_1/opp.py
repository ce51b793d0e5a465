"""`kernel::opp` of Linux 7.1: tables of operating points, put and removed when they are dropped.

Which points a table has is not known here.
"""

from kernel.clk import Hertz
from kernel.cpufreq import frequencies
from kernel.cpumask import CpumaskVar


class MicroVolt:
    number: "u64"
    identity = ["0"]


class MicroWatt:
    number: "u64"
    identity = ["0"]


class SearchType:
    variants = ["Exact", "Floor", "Ceil"]


class Data:
    freq: "Hertz"

    def new(freq, volt, level, turbo):
        return Data(freq=freq)

    @by_value
    def add_opp(self, dev):
        ret = dev_pm_opp_add_dynamic(raw_of(dev), 0)
        if ret != 0:
            return Err(ret)
        return Ok(Token(dev=raw_of(dev)))


class Token:
    """A point that was added by hand."""

    dev: "pointer"

    def drop(self):
        dev_pm_opp_remove(self.dev, 0)


class ConfigToken:
    token: "i32"

    def drop(self):
        dev_pm_opp_clear_config(self.token)


class Config:
    """What is set before the table is made; each at most once."""

    clk_names: "Option"
    prop_name: "Option"
    regulator_names: "Option"
    supported_hw: "Option"
    required_dev: "Option"

    def new():
        return Config(
            clk_names=NONE, prop_name=NONE, regulator_names=NONE, supported_hw=NONE, required_dev=NONE
        )

    @by_value
    def set_clk_names(self, names):
        if is_some(self.clk_names):
            return Err(-16)
        if length(ref(names)) == 0:
            return Err(-22)
        self.clk_names = Some(names)
        return Ok(self)

    @by_value
    def set_prop_name(self, name):
        if is_some(self.prop_name):
            return Err(-16)
        self.prop_name = Some(name)
        return Ok(self)

    @by_value
    def set_regulator_names(self, names):
        if is_some(self.regulator_names):
            return Err(-16)
        if length(ref(names)) == 0:
            return Err(-22)
        self.regulator_names = Some(names)
        return Ok(self)

    @by_value
    def set_supported_hw(self, versions):
        if is_some(self.supported_hw):
            return Err(-16)
        if length(ref(versions)) == 0:
            return Err(-22)
        self.supported_hw = Some(versions)
        return Ok(self)

    @by_value
    def set_required_dev(self, dev, index):
        if is_some(self.required_dev):
            return Err(-16)
        self.required_dev = Some(dev)
        return Ok(self)

    @by_value
    def set(self, dev):
        """Arrays are made of the names."""
        if kmalloc() == 0:
            return Err(-12)
        token = dev_pm_opp_set_config(raw_of(dev), 0)
        if token < 0:
            return Err(token)
        return Ok(ConfigToken(token=token))


class Opps:
    number: "int"


class Table:
    """`cpus`: the points of several CPUs came from the device tree; those of `dev` stand for them all."""

    ptr: "*mut opp_table"
    dev: "pointer"
    em: "bool"
    of: "bool"
    cpus: "Option<CpumaskVar>"

    def from_dev(dev):
        ptr = dev_pm_opp_get_opp_table(raw_of(dev))
        if is_error(ptr):
            return Err(ptr)
        return Ok(Table(ptr=ptr, dev=raw_of(dev), em=0, of=0, cpus=NONE))

    def from_of(dev, index):
        ret = dev_pm_opp_of_add_table_indexed(raw_of(dev), index)
        if ret != 0:
            return Err(ret)
        return Ok(Table(ptr=found(Opps(number=0)), dev=raw_of(dev), em=0, of=1, cpus=NONE))

    def from_of_cpumask(dev, mask):
        """As implemented the points stay where the mask cannot be copied."""
        ret = dev_pm_opp_of_cpumask_add_table(raw_of(dev))
        if ret != 0:
            return Err(ret)
        ptr = found(Opps(number=0))
        copied = CpumaskVar.try_clone(mask)
        if is_err(copied):
            dev_pm_opp_put_opp_table(ptr)
            if intended():
                dev_pm_opp_of_cpumask_remove_table(raw_of(dev))
            return Err(payload(copied))
        return Ok(Table(ptr=ptr, dev=raw_of(dev), em=0, of=0, cpus=Some(payload(copied))))

    def opp_count(self):
        if otherwise("the table has no points"):
            return Err(-19)
        return Ok(anything(31))

    def max_clock_latency_ns(self):
        return anything(64)

    def max_volt_latency_ns(self):
        return anything(64)

    def max_transition_latency_ns(self):
        return anything(64)

    def suspend_freq(self):
        return Hertz(number=anything(64))

    def sync_regulators(self):
        return outcome(dev_pm_opp_sync_regulators(self.dev))

    def sharing_cpus(dev, mask):
        return outcome(dev_pm_opp_get_sharing_cpus(raw_of(dev), 0))

    def set_sharing_cpus(self, mask):
        return outcome(dev_pm_opp_set_sharing_cpus(self.dev, 0))

    def of_sharing_cpus(dev, mask):
        if otherwise("the CPUs have no points in the device tree"):
            return Err(-2)
        if otherwise("what the device tree says of them is wrong"):
            return Err(-22)
        return Ok(None)

    def adjust_voltage(self, freq, volt, volt_min, volt_max):
        return outcome(dev_pm_opp_adjust_voltage(self.dev, 0, 0, 0, 0))

    def cpufreq_table(self):
        table = frequencies(0)
        ret = dev_pm_opp_init_cpufreq_table(self.dev, table)
        if ret != 0:
            free(table)
            return Err(ret)
        return Ok(FreqTable(dev=self.dev, table=table))

    def set_rate(self, freq):
        return outcome(dev_pm_opp_set_rate(self.dev, 0))

    def set_opp(self, opp):
        return outcome(dev_pm_opp_set_opp(self.dev, 0))

    def opp_from_freq(self, freq, available, index, kind):
        return counted(dev_pm_opp_find_freq_ceil_indexed(self.dev, 0, 0))

    def opp_from_level(self, level, kind):
        return counted(dev_pm_opp_find_level_ceil(self.dev, 0))

    def opp_from_bw(self, bw, index, kind):
        return counted(dev_pm_opp_find_bw_ceil(self.dev, 0, index))

    def enable_opp(self, freq):
        return outcome(dev_pm_opp_enable(self.dev, 0))

    def disable_opp(self, freq):
        return outcome(dev_pm_opp_disable(self.dev, 0))

    def of_register_em(self, mask):
        ret = dev_pm_opp_of_register_em(self.dev, 0)
        if ret != 0:
            return Err(ret)
        self.em = 1
        return Ok(None)

    def drop(self):
        dev_pm_opp_put_opp_table(self.ptr)
        if self.em:
            em_dev_unregister_perf_domain(self.dev)
        if self.of:
            dev_pm_opp_of_remove_table(self.dev)
        elif is_some(self.cpus):
            dev_pm_opp_of_cpumask_remove_table(self.dev)


class FreqTable:
    """What cpufreq gets; it ends with the value."""

    dev: "pointer"
    table: "*mut Table"
    deref = "table"

    def drop(self):
        dev_pm_opp_free_cpufreq_table(self.dev, self.table)
        free(self.table)


class OPP:
    path = "bindings::dev_pm_opp"

    def inc_ref(self):
        dev_pm_opp_get(raw_of(self))

    def dec_ref(self):
        dev_pm_opp_put(raw_of(self))

    def freq(self, index):
        return Hertz(number=anything(64))

    def voltage(self):
        return MicroVolt(number=anything(64))

    def power(self):
        return MicroWatt(number=anything(64))

    def level(self):
        return anything(32)

    def required_pstate(self, index):
        return anything(32)

    def is_turbo(self):
        return chosen("it is a turbo frequency")


def found(opps):
    """The table is there, so it is found."""
    return dev_pm_opp_get_opp_table_ref(allocate(opps))


def counted(opp):
    if is_error(opp):
        return Err(opp)
    return Ok(as_counted(opp))


def outcome(ret):
    if ret != 0:
        return Err(ret)
    return Ok(None)


aliases = {"kernel::opp::OPP": "bindings::dev_pm_opp"}

replaces = {
    "kernel::opp::Table::from_of": [
        "+opp.dynamic !opp.table, then the error -12", "the table of points that were just added is there",
    ],
}
own = ["kernel::opp::found"]
