"""Block devices. Sources: block/blk-mq.c, block/genhd.c (6.12)."""

resources = {
    "blk.tagset": {"noun": "the tag set", "release": "`blk_mq_free_tag_set`", "life": "function"},
    "blk.disk": {"noun": "the disk", "release": "`put_disk`", "life": "function"},
    "blk.added": {"noun": "the disk in the system", "release": "`del_gendisk`", "life": "function"},
    "blk.req": {"noun": "the started request", "release": "`blk_mq_end_request`", "life": "function"},
}


@acquires("blk.tagset", "set")
@fails("errno", 12)
@context("sleeps")
@source("block/blk-mq.c:4739")
def blk_mq_alloc_tag_set(set):
    return 0


@releases("blk.tagset", "set", "held")
@context("sleeps")
@source("block/blk-mq.c:4853 after put_disk of every disk that uses it")
def blk_mq_free_tag_set(set):
    return None


class gendisk:
    """`struct gendisk`."""

    set: "pointer"
    queuedata: "pointer"
    private_data: "pointer"


@acquires("blk.disk", "return")
@fails("err_ptr", 12)
@context("sleeps")
@source("block/blk-mq.c:4404 (6.1: without limits)")
def __blk_mq_alloc_disk(set, lim, queuedata, lkclass):
    return allocate(gendisk(set=set, queuedata=queuedata, private_data=0))


@releases("blk.disk", "disk", "held")
@context("sleeps")
@source("block/genhd.c:1463 nothing for null; after del_gendisk if it was added, and on every way that fails")
def put_disk(disk):
    given_up(disk)


@acquires("blk.added", "disk")
@fails("errno", 12)
@context("sleeps")
@source("block/genhd.c:416 live at once; after an error put_disk is still due")
def device_add_disk(parent, disk, groups):
    needs(disk, "the disk")
    return 0


@releases("blk.added", "gp", "held")
@context("sleeps")
@source("block/genhd.c:651 WARN_ON_ONCE if it was not added; waits for requests")
def del_gendisk(gp):
    needs(gp, "the disk")


@acquires("blk.req", "rq")
@source("block/blk-mq.c:1328 WARN_ON_ONCE if it is started already")
def blk_mq_start_request(rq):
    return None


@releases("blk.req", "rq")
@source("block/blk-mq.c:1136")
def blk_mq_end_request(rq, error):
    return None


@releases("blk.req", "rq")
@source("block/blk-mq.c:1279 true if another CPU completes it")
def blk_mq_complete_request_remote(rq):
    return True


@source("block/genhd.c:59 in sectors of 512 bytes")
def set_capacity(disk, size):
    return None


@source("block/blk-core.c:169")
def errno_to_blk_status(errno):
    return unknown("the status of a request")
