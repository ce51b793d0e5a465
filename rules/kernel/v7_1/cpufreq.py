"""`kernel::cpufreq` of Linux 7.1: a driver of CPU frequencies, from the registration until its drop.

One policy is looked at. The registration brings it up, which calls `init`; what unregisters the driver takes
it down. Between them its frequency is read and set, it is suspended, and its CPUs go and come back.
"""

from kernel.clk import Clk, Hertz
from kernel.cpu import CpuId
from kernel.cpumask import Cpumask
from kernel.managed import managed
from kernel.use import used_no_more, used_through


class Registration(Generic[T]):
    policy: "pointer"
    driver: "type"

    def new():
        return registered(T, Users[T])

    def new_foreign_owned(dev):
        made = registered(T, Users[T])
        if is_err(made):
            return Err(payload(made))
        return managed(dev, payload(made))

    def drop(self):
        policy = self.policy
        used_no_more(policy)
        enter("cpufreq_remove_dev")
        taken_down(self.driver, policy)
        if has_method(self.driver, "kernel::cpufreq::Driver::offline"):
            let_go(self.driver, policy)
        leave()
        cpufreq_driver_removed(policy)
        free(policy)


def registered(driver, users):
    if kmalloc() == 0:
        return Err(-12)
    policy = allocate(unused(anything(31)))
    ret = cpufreq_driver_added(policy)
    if ret != 0:
        free(policy)
        return Err(ret)
    if brought_up(driver, policy) == 0:
        cpufreq_driver_removed(policy)
        free(policy)
        return Err(-19)
    used_through(users, policy)
    return Ok(Registration(policy=policy, driver=driver))


def unused(cpu):
    return Policy(cpu=cpu, cpus=Cpumask(number=0), freq_table=0, up=0, data=NONE)


@source("drivers/cpufreq/cpufreq.c cpufreq_policy_online: of a new policy")
def brought_up(driver, policy):
    result = invoke(driver, "kernel::cpufreq::Driver::init", borrow(policy))
    rejoin()
    if is_err(result):
        return 0
    policy.data = Some(payload(result))
    policy.up = 1
    works = runs(driver, policy)
    if works:
        invoke(driver, "kernel::cpufreq::Driver::register_em", borrow(policy))
        if otherwise("the policy has no governor"):
            works = 0
    if works:
        invoke(driver, "kernel::cpufreq::Driver::ready", borrow(policy))
    else:
        if has_method(driver, "kernel::cpufreq::Driver::offline"):
            ignored = invoke(driver, "kernel::cpufreq::Driver::offline", borrow(policy))
        let_go(driver, policy)
    rejoin()
    return works


def runs(driver, policy):
    """Its table of frequencies is right, and the frequency that it runs at can be read."""
    if otherwise("the table of frequencies is wrong"):
        return 0
    if has_method(driver, "kernel::cpufreq::Driver::get"):
        rate = invoke(driver, "kernel::cpufreq::Driver::get", borrow(policy))
        if is_err(rate):
            return 0
        if payload(rate) == 0:
            return 0
    return 1


@source("drivers/cpufreq/cpufreq.c __cpufreq_offline")
def taken_down(driver, policy):
    if policy.up == 0:
        return None
    if has_method(driver, "kernel::cpufreq::Driver::offline"):
        policy.up = 0
        ignored = invoke(driver, "kernel::cpufreq::Driver::offline", borrow(policy))
        return None
    let_go(driver, policy)
    policy.freq_table = 0


def let_go(driver, policy):
    """`exit` gets the data; where there is none it is never given back."""
    policy.up = 0
    if has_method(driver, "kernel::cpufreq::Driver::exit"):
        data = replace(ref(policy.data), NONE)
        ignored = invoke(driver, "kernel::cpufreq::Driver::exit", borrow(policy), data)


class Users(Generic[T]):
    """drivers/cpufreq/cpufreq.c: governors, files in sysfs, suspend and hotplug."""

    def used_callback(policy):
        if policy.up == 0 or chosen("its CPUs go, or come back"):
            hotplug(T, policy)
        elif chosen("its frequency is read"):
            enter("cpufreq_get")
            rate = invoke(T, "kernel::cpufreq::Driver::get", borrow(policy))
            leave()
        elif chosen("the machine is suspended"):
            enter("cpufreq_suspend")
            ignored = invoke(T, "kernel::cpufreq::Driver::suspend", borrow(policy))
            ignored = invoke(T, "kernel::cpufreq::Driver::resume", borrow(policy))
            leave()
        elif chosen("boost is switched"):
            enter("cpufreq_boost")
            ignored = invoke(T, "kernel::cpufreq::Driver::set_boost", borrow(policy), anything(1))
            leave()
        else:
            enter("cpufreq_set_policy")
            set_policy(T, policy)
            leave()


def hotplug(driver, policy):
    """One that was taken down by `offline` comes back by `online`."""
    if policy.up:
        enter("cpufreq_offline")
        taken_down(driver, policy)
        leave()
        return None
    if not has_method(driver, "kernel::cpufreq::Driver::online") or is_none(policy.data):
        enter("cpufreq_online")
        ignored = brought_up(driver, policy)
        leave()
        return None
    enter("cpufreq_online")
    result = invoke(driver, "kernel::cpufreq::Driver::online", borrow(policy))
    policy.up = 1
    if is_err(result):
        let_go(driver, policy)
    leave()


def set_policy(driver, policy):
    limits = PolicyData(number=0)
    verified = invoke(driver, "kernel::cpufreq::Driver::verify", ref(limits))
    if is_err(verified):
        return None
    index = TableIndex(number=anything(8))
    if has_method(driver, "kernel::cpufreq::Driver::setpolicy"):
        ignored = invoke(driver, "kernel::cpufreq::Driver::setpolicy", borrow(policy))
    elif has_method(driver, "kernel::cpufreq::Driver::target"):
        relation = unknown("how near the frequency must come")
        ignored = invoke(driver, "kernel::cpufreq::Driver::target", borrow(policy), anything(32), relation)
    else:
        if has_method(driver, "kernel::cpufreq::Driver::get_intermediate"):
            between = invoke(driver, "kernel::cpufreq::Driver::get_intermediate", borrow(policy), index)
            reached = invoke(driver, "kernel::cpufreq::Driver::target_intermediate", borrow(policy), index)
        ignored = invoke(driver, "kernel::cpufreq::Driver::target_index", borrow(policy), index)
    if has_method(driver, "kernel::cpufreq::Driver::fast_switch"):
        rate = invoke(driver, "kernel::cpufreq::Driver::fast_switch", borrow(policy), anything(32))
    if has_method(driver, "kernel::cpufreq::Driver::update_limits"):
        invoke(driver, "kernel::cpufreq::Driver::update_limits", borrow(policy))


class Policy:
    """`up`: its CPUs are there. `data`: what `init` gave, until `exit` gets it."""

    cpu: "u32"
    cpus: "Cpumask"
    freq_table: "pointer"
    up: "bool"
    data: "Option"

    def cpu(self):
        return CpuId(number=self.cpu)

    def cpus(self):
        return ref(self.cpus)

    def min(self):
        return Hertz(number=anything(64))

    def max(self):
        return Hertz(number=anything(64))

    def cur(self):
        return Hertz(number=anything(64))

    def suspend_freq(self):
        return Hertz(number=anything(64))

    def set_min(self, rate):
        return self

    def set_max(self, rate):
        return self

    def set_suspend_freq(self, rate):
        return self

    def set_dvfs_possible_from_any_cpu(self, value):
        return self

    def fast_switch_possible(self):
        return chosen("the frequency can be switched fast")

    def set_fast_switch_possible(self, value):
        return self

    def set_transition_latency_ns(self, latency):
        return self

    def set_transition_delay_us(self, delay):
        return self

    def set_cpuinfo_min_freq(self, rate):
        return self

    def set_cpuinfo_max_freq(self, rate):
        return self

    def set_clk(self, dev, name):
        return Clk.get(dev, name)

    def set_freq_table(self, table):
        if is_a(table, "kernel::opp::FreqTable"):
            self.freq_table = table.table
        else:
            self.freq_table = raw_of(table)
        return self

    def freq_table(self):
        if self.freq_table == 0:
            return Err(-22)
        return Ok(borrow(self.freq_table))

    def generic_suspend(self):
        if otherwise("the frequency for suspend cannot be set"):
            return Err(-22)
        return Ok(None)

    def generic_get(self):
        return Ok(anything(32))

    def register_em_opp(self):
        return None

    def data(self):
        if is_none(self.data):
            return NONE
        return Some(borrow(read_through(payload_ref(self.data))))


class PolicyData:
    number: "int"

    def generic_verify(self):
        if otherwise("the limits leave no frequency"):
            return Err(-22)
        return Ok(None)


class TableIndex:
    number: "usize"
    identity = ["0"]

    def new(number):
        return TableIndex(number=number)


class Table:
    """Frequencies that a policy may have."""

    number: "int"

    def freq(self, index):
        if otherwise("the frequency is no number of kHz"):
            return Err(-22)
        return Ok(Hertz(number=anything(64)))

    def flags(self, index):
        return anything(32)

    def data(self, index):
        return anything(32)


def frequencies(number):
    return allocate(Table(number=number))


class TableBox:
    table: "Table"
    deref = "table"


class TableBuilder:
    number: "int"

    def new():
        return TableBuilder(number=0)

    def default():
        return TableBuilder(number=0)

    def add(self, freq, flags, data):
        if kmalloc() == 0:
            return Err(-12)
        return Ok(None)

    @by_value
    def to_table(self):
        if kmalloc() == 0:
            return Err(-12)
        return Ok(TableBox(table=Table(number=0)))


@acquires("cpufreq.drv", "policy")
@fails("errno", 17)
@source("drivers/cpufreq/cpufreq.c cpufreq_register_driver")
def cpufreq_driver_added(policy):
    return 0


@releases("cpufreq.drv", "policy")
@source("drivers/cpufreq/cpufreq.c cpufreq_unregister_driver")
def cpufreq_driver_removed(policy):
    return None


constants = {
    "kernel::cpufreq::DEFAULT_TRANSITION_LATENCY_NS": 1000000,
    "kernel::cpufreq::flags::NEED_UPDATE_LIMITS": 1, "kernel::cpufreq::flags::CONST_LOOPS": 2,
    "kernel::cpufreq::flags::IS_COOLING_DEV": 4, "kernel::cpufreq::flags::HAVE_GOVERNOR_PER_POLICY": 8,
    "kernel::cpufreq::flags::ASYNC_NOTIFICATION": 16, "kernel::cpufreq::flags::NEED_INITIAL_FREQ_CHECK": 32,
    "kernel::cpufreq::flags::NO_AUTO_DYNAMIC_SWITCHING": 64,
}
resources = {
    "cpufreq.drv": {
        "noun": "the cpufreq driver", "release": "dropping its `cpufreq::Registration`", "life": "function",
    },
}

replaces = {
    "kernel::cpufreq::Registration::new": [
        "nothing more", "policies that are brought up at once may fail too (drivers/cpufreq/cpufreq.c)",
    ],
}
own = ["kernel::cpufreq::registered"]
