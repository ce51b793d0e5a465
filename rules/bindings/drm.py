"""DRM devices and buffers. Sources: drivers/gpu/drm/drm_drv.c, drivers/gpu/drm/drm_gem.c (6.12)."""

resources = {
    "drm.dev": {"noun": "the reference of a DRM device", "release": "`drm_dev_put`", "life": "function"},
    "drm.reg": {"noun": "the registered DRM device", "release": "`drm_dev_unregister`", "life": "function"},
    "drm.gem": {
        "noun": "the reference of a GEM object", "release": "`drm_gem_object_put`", "life": "function",
    },
    "drm.shmem": {"noun": "the GEM object", "release": "`drm_gem_shmem_release`", "life": "function"},
    "gpu.buddy": {"noun": "the buddy allocator", "release": "`gpu_buddy_fini`", "life": "function"},
    "gpu.blocks": {"noun": "the blocks", "release": "`gpu_buddy_free_list`", "life": "function"},
}


class drm_device:
    """`struct drm_device`, at some offset in what the driver has of it."""

    registered: "bool"


@acquires("drm.dev", "return")
@fails("err_ptr", 12)
@context("sleeps")
@source("7.1: drivers/gpu/drm/drm_drv.c __drm_dev_alloc (6.12: __devm_drm_dev_alloc)")
def __drm_dev_alloc(parent, driver, size, offset):
    return allocate(drm_device(registered=0))


@acquires("drm.dev", "dev")
@source("drivers/gpu/drm/drm_drv.c:810 nothing for null")
def drm_dev_get(dev):
    return None


@releases("drm.dev", "dev", "held")
@symptom("refcount_t: underflow; use-after-free")
@source("drivers/gpu/drm/drm_drv.c:824 nothing for null; the last reference calls `release`")
def drm_dev_put(dev):
    if held("drm.dev", dev) < 2:
        given_up(dev)


@acquires("drm.reg", "dev")
@fails("errno", 12)
@context("sleeps")
@source("drivers/gpu/drm/drm_drv.c:907 live at once")
def drm_dev_register(dev, flags):
    needs(dev, "the DRM device")
    return 0


@releases("drm.reg", "dev", "held")
@context("sleeps")
@source("drivers/gpu/drm/drm_drv.c:1003")
def drm_dev_unregister(dev):
    needs(dev, "the DRM device")


@releases("drm.reg", "dev", "held")
@context("sleeps")
@source("drivers/gpu/drm/drm_drv.c:498 and whoever has it open is told that it is gone")
def drm_dev_unplug(dev):
    needs(dev, "the DRM device")


class drm_gem_object:
    """`struct drm_gem_object`."""

    size: "size_t"

    def default():
        return drm_gem_object(size=0)


@acquires("drm.gem", "obj")
@fails("errno", 12)
@context("sleeps")
@source("drivers/gpu/drm/drm_gem.c:125 one reference")
def drm_gem_object_init(dev, obj, size):
    return 0


@acquires("drm.gem", "obj")
@source("include/drm/drm_gem.h:493")
def drm_gem_object_get(obj):
    return None


@acquires("drm.gem", "return")
@fails("null", 0)
@source("drivers/gpu/drm/drm_gem.c:800 null for a number that nobody has")
def drm_gem_object_lookup(filp, handle):
    return allocate(drm_gem_object(size=unknown("the size of a GEM object")))


@releases("drm.gem", "obj", "held")
@source("include/drm/drm_gem.h:513 drm_gem_object_put: nothing for null; the last reference calls `free`")
def drm_gem_object_put(obj):
    return None


@releases("drm.gem", "obj")
@source("drivers/gpu/drm/drm_gem.c:1004 what `free` of the driver calls")
def drm_gem_object_release(obj):
    return None


@acquires("drm.shmem", "shmem")
@fails("errno", 12)
@context("sleeps")
@source("7.1: drivers/gpu/drm/drm_gem_shmem_helper.c drm_gem_shmem_init (6.12 has none)")
def drm_gem_shmem_init(dev, shmem, size):
    return 0


@releases("drm.shmem", "shmem", "held")
@context("sleeps")
@source("7.1: drivers/gpu/drm/drm_gem_shmem_helper.c drm_gem_shmem_release (6.12 has none)")
def drm_gem_shmem_release(shmem):
    return None


@acquires("gpu.buddy", "mm")
@fails("errno", 12)
@context("sleeps")
@source("7.1: include/linux/gpu_buddy.h:215 (6.12: drm_buddy_init)")
def gpu_buddy_init(mm, size, chunk_size):
    return 0


@releases("gpu.buddy", "mm", "held")
@context("sleeps")
@source("7.1: include/linux/gpu_buddy.h:217 (6.12: drm_buddy_fini); all blocks must have been freed")
def gpu_buddy_fini(mm):
    return None


@acquires("gpu.blocks", "blocks")
@fails("errno", 28)
@context("sleeps")
@source("7.1: include/linux/gpu_buddy.h:219 (6.12: drm_buddy_alloc_blocks); onto the list")
def gpu_buddy_alloc_blocks(mm, start, end, size, min_block_size, blocks, flags):
    return 0


@releases("gpu.blocks", "objects")
@context("sleeps")
@source("7.1: include/linux/gpu_buddy.h:234 (6.12: drm_buddy_free_list); all that is on the list")
def gpu_buddy_free_list(mm, objects, flags):
    return None
