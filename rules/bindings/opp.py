"""Operating points (OPPs). Sources: drivers/opp/core.c, drivers/opp/of.c, drivers/opp/cpu.c (6.12).

What is found is counted, so `dev_pm_opp_put` is due. What is read from it is not known.
"""

resources = {
    "opp.table": {"noun": "the OPP table", "release": "`dev_pm_opp_put_opp_table`", "life": "function"},
    "opp.config": {
        "noun": "the OPP configuration", "release": "`dev_pm_opp_clear_config`", "life": "function",
    },
    "opp.ref": {"noun": "the reference of an OPP", "release": "`dev_pm_opp_put`", "life": "function"},
    "opp.dynamic": {"noun": "the OPPs of a device", "release": "`dev_pm_opp_remove`", "life": "function"},
}


class opp_table:
    """`struct opp_table`."""

    opps: "int"


@acquires("opp.table", "return")
@fails("err_ptr", 12)
@context("sleeps")
@source("drivers/opp/core.c:1627")
def dev_pm_opp_get_opp_table(dev):
    return allocate(opp_table(opps=0))


@releases("opp.table", "opp_table", "held")
@context("sleeps")
@source("drivers/opp/core.c:1667")
def dev_pm_opp_put_opp_table(opp_table):
    return None


@acquires("opp.config", "return")
@fails("errno", 16)
@context("sleeps")
@source("drivers/opp/core.c:2570 a number, 1 at the least")
def dev_pm_opp_set_config(dev, config):
    token = 1
    while held("opp.config", token):
        token = token + 1
    return token


@releases("opp.config", "token", "held")
@context("sleeps")
@source("drivers/opp/core.c:2697 nothing for 0 and below, WARN_ON for a number that is no token")
def dev_pm_opp_clear_config(token):
    return None


class dev_pm_opp:
    """`struct dev_pm_opp`."""

    rate: "unsigned long"


@acquires("opp.ref", "return")
@fails("err_ptr", 34)
@context("sleeps")
@source("drivers/opp/core.c:666")
def dev_pm_opp_find_freq_exact_indexed(dev, freq, index, available):
    return allocate(dev_pm_opp(rate=freq))


@acquires("opp.ref", "opp")
@source("drivers/opp/core.c:1697 (7.1: gives it back)")
def dev_pm_opp_get(opp):
    return opp


@releases("opp.ref", "opp", "held")
@context("sleeps")
@source("drivers/opp/core.c:1702")
def dev_pm_opp_put(opp):
    return None


@acquires("opp.dynamic", "dev")
@fails("errno", 12)
@context("sleeps")
@source("drivers/opp/core.c:2884 -EEXIST for one that is there and differs (6.1: dev_pm_opp_add)")
def dev_pm_opp_add_dynamic(dev, opp):
    return 0


@releases("opp.dynamic", "dev", "held")
@context("sleeps")
@source("drivers/opp/core.c:1715 a line in the log if there is none of that frequency")
def dev_pm_opp_remove(dev, freq):
    return None


@acquires("opp.dynamic", "cpumask")
@fails("errno", 19)
@context("sleeps")
@source("drivers/opp/of.c:1283")
def dev_pm_opp_of_cpumask_add_table(cpumask):
    return 0


@releases("opp.dynamic", "cpumask", "held")
@context("sleeps")
@source("drivers/opp/of.c:1271")
def dev_pm_opp_of_cpumask_remove_table(cpumask):
    return None


@acquires("opp.dynamic", "opp_table")
@fails("errno", 12)
@context("sleeps")
@source("drivers/opp/cpu.c:43 through the pointer")
def dev_pm_opp_init_cpufreq_table(dev, opp_table):
    return 0


@releases("opp.dynamic", "opp_table")
@source("drivers/opp/cpu.c:96 nothing for null; the pointer becomes null")
def dev_pm_opp_free_cpufreq_table(dev, opp_table):
    return None


@acquires("opp.ref", "return")
@fails("err_ptr", 34)
@context("sleeps")
@source("drivers/opp/core.c:727")
def dev_pm_opp_find_freq_ceil_indexed(dev, freq, index):
    return allocate(dev_pm_opp(rate=0))


@acquires("opp.ref", "return")
@fails("err_ptr", 34)
@context("sleeps")
@source("drivers/opp/core.c:781")
def dev_pm_opp_find_freq_floor_indexed(dev, freq, index):
    return allocate(dev_pm_opp(rate=0))


@acquires("opp.ref", "return")
@fails("err_ptr", 34)
@context("sleeps")
@source("drivers/opp/core.c:803")
def dev_pm_opp_find_level_exact(dev, level):
    return allocate(dev_pm_opp(rate=0))


@acquires("opp.ref", "return")
@fails("err_ptr", 34)
@context("sleeps")
@source("drivers/opp/core.c:825")
def dev_pm_opp_find_level_ceil(dev, level):
    return allocate(dev_pm_opp(rate=0))


@acquires("opp.ref", "return")
@fails("err_ptr", 34)
@context("sleeps")
@source("drivers/opp/core.c:865")
def dev_pm_opp_find_level_floor(dev, level):
    return allocate(dev_pm_opp(rate=0))


@acquires("opp.ref", "return")
@fails("err_ptr", 34)
@context("sleeps")
@source("drivers/opp/core.c:896")
def dev_pm_opp_find_bw_ceil(dev, bw, index):
    return allocate(dev_pm_opp(rate=0))


@acquires("opp.ref", "return")
@fails("err_ptr", 34)
@context("sleeps")
@source("drivers/opp/core.c:928")
def dev_pm_opp_find_bw_floor(dev, bw, index):
    return allocate(dev_pm_opp(rate=0))


@acquires("opp.table", "opp_table")
@source("7.1: drivers/opp/core.c dev_pm_opp_get_opp_table_ref")
def dev_pm_opp_get_opp_table_ref(opp_table):
    return opp_table


@source("drivers/opp/core.c:137")
def dev_pm_opp_get_voltage(opp):
    return unknown("a voltage")


@source("drivers/opp/core.c:182")
def dev_pm_opp_get_power(opp):
    return unknown("a power")


@source("drivers/opp/core.c:207")
def dev_pm_opp_get_freq_indexed(opp, index):
    return unknown("a frequency")


@source("drivers/opp/core.c:225")
def dev_pm_opp_get_level(opp):
    return unknown("a level")


@source("drivers/opp/core.c:245")
def dev_pm_opp_get_required_pstate(opp, index):
    return unknown("a state")


@source("drivers/opp/core.c:278")
def dev_pm_opp_is_turbo(opp):
    return unknown("a property of an OPP")


@source("drivers/opp/core.c:295")
def dev_pm_opp_get_max_clock_latency(dev):
    return unknown("a latency")


@source("drivers/opp/core.c:318")
def dev_pm_opp_get_max_volt_latency(dev):
    return unknown("a latency")


@source("drivers/opp/core.c:390")
def dev_pm_opp_get_max_transition_latency(dev):
    return unknown("a latency")


@source("drivers/opp/core.c:404")
def dev_pm_opp_get_suspend_opp_freq(dev):
    return unknown("a frequency")


@source("drivers/opp/core.c:446")
def dev_pm_opp_get_opp_count(dev):
    return unknown("how many OPPs")


@fails("errno", 22)
@context("sleeps")
@source("drivers/opp/core.c:1324")
def dev_pm_opp_set_rate(dev, target_freq):
    return 0


@fails("errno", 22)
@context("sleeps")
@source("drivers/opp/core.c:1401")
def dev_pm_opp_set_opp(dev, opp):
    return 0


@fails("errno", 22)
@context("sleeps")
@source("drivers/opp/core.c:2991")
def dev_pm_opp_adjust_voltage(dev, freq, u_volt, u_volt_min, u_volt_max):
    return 0


@fails("errno", 22)
@context("sleeps")
@source("drivers/opp/core.c:3108")
def dev_pm_opp_enable(dev, freq):
    return 0


@fails("errno", 22)
@context("sleeps")
@source("drivers/opp/core.c:3128")
def dev_pm_opp_disable(dev, freq):
    return 0


@fails("errno", 22)
@context("sleeps")
@source("drivers/opp/core.c:3062")
def dev_pm_opp_sync_regulators(dev):
    return 0


@fails("errno", 22)
@context("sleeps")
@source("drivers/opp/cpu.c:155")
def dev_pm_opp_set_sharing_cpus(cpu_dev, cpumask):
    return 0


@fails("errno", 22)
@context("sleeps")
@source("drivers/opp/cpu.c:205")
def dev_pm_opp_get_sharing_cpus(cpu_dev, cpumask):
    return 0


@fails("errno", 2)
@context("sleeps")
@source("drivers/opp/of.c:1340")
def dev_pm_opp_of_get_sharing_cpus(cpu_dev, cpumask):
    return 0


@fails("errno", 22)
@context("sleeps")
@source("drivers/opp/of.c:1619")
def dev_pm_opp_of_register_em(dev, cpus):
    return 0


@source("kernel/power/energy_model.c:649 what dev_pm_opp_of_register_em registered; nothing if there is none")
def em_dev_unregister_perf_domain(dev):
    return None


@acquires("opp.dynamic", "dev")
@fails("errno", 19)
@context("sleeps")
@source("drivers/opp/of.c:1243")
def dev_pm_opp_of_add_table_indexed(dev, index):
    return 0


@releases("opp.dynamic", "dev")
@context("sleeps")
@source("drivers/opp/of.c:780")
def dev_pm_opp_of_remove_table(dev):
    return None
