"""Numbers, trees and tables of the C API: IDA, XArray, maple tree, counts, OPPs, cpufreq, page tables.

Sources: lib/idr.c, lib/xarray.c, lib/maple_tree.c, include/linux/refcount.h, drivers/opp/core.c,
drivers/cpufreq/cpufreq.c, drivers/iommu/io-pgtable.c (6.12).
"""

resources = {
    "ida.id": {"noun": "the id", "release": "`ida_free`", "life": "function"},
    "xa.store": {"noun": "the XArray", "release": "`xa_destroy`", "life": "memory"},
    "mem.mtree": {"noun": "the maple tree", "release": "`mtree_destroy`", "life": "memory"},
    "ref.refcount": {"noun": "the counted reference", "release": "`refcount_dec`", "life": "memory"},
    "opp.table": {"noun": "the OPP table", "release": "`dev_pm_opp_put_opp_table`", "life": "function"},
    "opp.config": {
        "noun": "the OPP configuration", "release": "`dev_pm_opp_clear_config`", "life": "function",
    },
    "opp.ref": {"noun": "the reference of an OPP", "release": "`dev_pm_opp_put`", "life": "function"},
    "opp.dynamic": {"noun": "the OPPs of a device", "release": "`dev_pm_opp_remove`", "life": "function"},
    "cpufreq.drv": {
        "noun": "the cpufreq driver", "release": "`cpufreq_unregister_driver`", "life": "function",
    },
    "cpufreq.pol": {"noun": "the reference of a policy", "release": "`cpufreq_cpu_put`", "life": "function"},
    "iommu.pgt": {"noun": "the I/O page table", "release": "`free_io_pgtable_ops`", "life": "function"},
}


@acquires("ida.id", "return")
@fails("errno", 28)
@source("lib/idr.c:382 a number that nobody has")
def ida_alloc_range(ida, min, max, gfp):
    id = min
    while held("ida.id", id):
        id = id + 1
    return id


@releases("ida.id", "id", "held")
@symptom("ida_free called for id=7 which is not allocated.")
@source("lib/idr.c:489 WARN for one that is not allocated")
def ida_free(ida, id):
    return None


@acquires("xa.store", "xa")
@source("include/linux/xarray.h:382")
def xa_init_flags(xa, flags):
    return None


@releases("xa.store", "xa")
@source("lib/xarray.c:2243 the nodes, not what the entries point to; a second time is nothing")
def xa_destroy(xa):
    return None


@acquires("mem.mtree", "mt")
@source("include/linux/maple_tree.h:790")
def mt_init_flags(mt, flags):
    return None


@releases("mem.mtree", "mt")
@context("sleeps")
@source("lib/maple_tree.c:6902 the nodes, not what the entries point to; a second time is nothing")
def mtree_destroy(mt):
    return None


@acquires("ref.refcount", "r")
@symptom("refcount_t: addition on 0; use-after-free.")
@source("include/linux/refcount.h:362")
def refcount_inc(r):
    return None


@acquires("ref.refcount", "r")
@fails("null", 0)
@source("include/linux/refcount.h:314 false if it is 0")
def refcount_inc_not_zero(r):
    return True


@releases("ref.refcount", "r")
@source("include/linux/refcount.h:455 the first reference is not on the books: it was set, not taken")
def refcount_dec(r):
    return None


@source("include/linux/refcount.h:429 true for the last one, who frees")
@releases("ref.refcount", "r")
def refcount_dec_and_test(r):
    return held("ref.refcount", r) == 0


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
@source("drivers/opp/core.c:2697 nothing for numbers that are no token")
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


@acquires("cpufreq.drv", "driver_data")
@fails("errno", 17)
@context("sleeps")
@source("drivers/cpufreq/cpufreq.c:2933 -EEXIST: there is one driver")
def cpufreq_register_driver(driver_data):
    return 0


@releases("cpufreq.drv", "driver", "held")
@context("sleeps")
@source("drivers/cpufreq/cpufreq.c:3038 WARN_ON if it is not the one")
def cpufreq_unregister_driver(driver):
    return None


class cpufreq_policy:
    """`struct cpufreq_policy`."""

    cpu: "unsigned int"


@acquires("cpufreq.pol", "return")
@fails("null", 0)
@source("drivers/cpufreq/cpufreq.c:222 null if the CPU has none")
def cpufreq_cpu_get(cpu):
    return allocate(cpufreq_policy(cpu=cpu))


@releases("cpufreq.pol", "policy", "held")
@source("drivers/cpufreq/cpufreq.c:250")
def cpufreq_cpu_put(policy):
    return None


class io_pgtable_ops:
    """`struct io_pgtable_ops`."""

    map_pages: "function"


@acquires("iommu.pgt", "return")
@fails("null", 12)
@context("sleeps")
@source("drivers/iommu/io-pgtable.c:57")
def alloc_io_pgtable_ops(fmt, cfg, cookie):
    return allocate(io_pgtable_ops(map_pages=0))


@releases("iommu.pgt", "ops", "held")
@context("sleeps")
@source("drivers/iommu/io-pgtable.c:90 nothing for null; no walker may use it any more")
def free_io_pgtable_ops(ops):
    given_up(ops)
