"""Numbers, trees and tables of the C API: IDA, XArray, maple tree, reference counts, cpufreq, page tables.

Sources: lib/idr.c, lib/xarray.c, lib/maple_tree.c, include/linux/refcount.h, drivers/cpufreq/cpufreq.c,
drivers/iommu/io-pgtable.c (6.12).
"""

resources = {
    "ida.id": {"noun": "the id", "release": "`ida_free`", "life": "function"},
    "xa.store": {"noun": "the XArray", "release": "`xa_destroy`", "life": "memory"},
    "mem.mtree": {"noun": "the maple tree", "release": "`mtree_destroy`", "life": "memory"},
    "ref.refcount": {"noun": "the counted reference", "release": "`refcount_dec`", "life": "memory"},
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


@source("include/linux/refcount.h:132")
def refcount_set(r, n):
    return None


@source("lib/xarray.c:1473 null if nothing is there")
def xa_load(xa, index):
    return unknown("an entry of an XArray")


@fails("err_ptr", 12)
@source("lib/xarray.c:1557 what was there before, or an error; what it points to stays the caller's")
def __xa_store(xa, index, entry, gfp):
    return unknown("an entry of an XArray")


@source("lib/xarray.c:1511 what was there")
def __xa_erase(xa, index):
    return unknown("an entry of an XArray")


@source("lib/xarray.c:2049 null after the last")
def xa_find(xa, indexp, max, filter):
    return unknown("an entry of an XArray")


@source("lib/xarray.c:2099 null after the last")
def xa_find_after(xa, indexp, max, filter):
    return unknown("an entry of an XArray")


@source("include/linux/xarray.h:223 0 if it is no error")
def xa_err(entry):
    if is_error(entry):
        return entry
    return 0


@source("lib/maple_tree.c:6325 null if nothing is there")
def mtree_load(mt, index):
    return unknown("an entry of a maple tree")


@fails("errno", 17)
@source("lib/maple_tree.c:6416 -EEXIST if something is there")
def mtree_insert_range(mt, first, last, entry, gfp):
    may_sleep("mtree_insert_range", gfp)
    return 0


@fails("errno", 16)
@source("lib/maple_tree.c:6460 -EBUSY if there is no room; the place is written through a pointer")
def mtree_alloc_range(mt, startp, entry, size, min, max, gfp):
    may_sleep("mtree_alloc_range", gfp)
    old = replace(startp, unknown("a place in a maple tree"))
    return 0


@context("sleeps")
@source("lib/maple_tree.c:6591 what was there")
def mtree_erase(mt, index):
    return unknown("an entry of a maple tree")


@source("lib/maple_tree.c:6062 null after the last")
def mas_find(mas, max):
    return unknown("an entry of a maple tree")


@source("drivers/cpufreq/cpufreq.c:197")
def cpufreq_generic_get(cpu):
    return unknown("the frequency of a CPU")


@fails("errno", 22)
@source("drivers/cpufreq/freq_table.c:109")
def cpufreq_generic_frequency_table_verify(policy):
    return 0


@fails("errno", 22)
@source("drivers/cpufreq/cpufreq.c:1924")
def cpufreq_generic_suspend(policy):
    return 0


@source("include/linux/cpufreq.h:1237")
def cpufreq_register_em_with_opp(policy):
    return None
