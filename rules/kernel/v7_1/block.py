"""`kernel::block::mq` of Linux 7.1: disks that are there for everybody until they are dropped."""

from kernel.use import used_no_more, used_through


class TagSet:
    path = "kernel::block::mq::TagSet"
    token: "pointer"

    def new(queues, tags, maps):
        token = blk_mq_tags(Disk(data=None))
        if token == 0:
            return Err(-12)
        return Ok(TagSet(token=token))

    def drop(self):
        blk_mq_tags_gone(self.token)


class GenDiskBuilder:
    path = "kernel::block::mq::gen_disk::GenDiskBuilder"
    number: "int"

    def new():
        return GenDiskBuilder(number=0)

    @by_value
    def rotational(self, value):
        return self

    @by_value
    def capacity_sectors(self, value):
        return self

    @by_value
    def logical_block_size(self, size):
        if sizes_a_block(size):
            return Ok(self)
        return Err(-22)

    @by_value
    def physical_block_size(self, size):
        if sizes_a_block(size):
            return Ok(self)
        return Err(-22)

    def validate_block_size(size):
        if sizes_a_block(size):
            return Ok(None)
        return Err(-22)

    @by_value
    def build(self, name, tagset, data):
        """As implemented the disk itself is not given back where a later step fails."""
        disk = disk_allocated(0)
        if disk == 0:
            return Err(-12)
        if disk_added(disk) != 0:
            disk_freed(disk)
            return Err(-12)
        disk.data = data
        used_through(type_named("kernel::block::mq::Users"), disk)
        return Ok(GenDisk(disk=disk, tagset=tagset))


class GenDisk:
    path = "kernel::block::mq::gen_disk::GenDisk"
    disk: "pointer"
    tagset: "Arc<TagSet>"

    def drop(self):
        used_no_more(self.disk)
        data = take(self.disk.data)
        disk_deleted(self.disk)
        disk_freed(self.disk)
        drop_now(data)


class Disk:
    data: "D"


class Users:
    """block/blk-mq.c: a request is queued, and completed."""

    path = "kernel::block::mq::Users"

    def used_callback(disk):
        ops = only(type_named("?"), "kernel::block::mq::Operations")
        request = arc(Request(number=0))
        enter("queue_rq")
        if is_unit(disk.data):
            ignored = invoke(ops, "kernel::block::mq::Operations::queue_rq", None, request, True)
            nothing = invoke(ops, "kernel::block::mq::Operations::commit_rqs", None)
        else:
            data = borrow(disk.data)
            ignored = invoke(ops, "kernel::block::mq::Operations::queue_rq", data, request, True)
            nothing = invoke(ops, "kernel::block::mq::Operations::commit_rqs", data)
        leave()


class Request:
    path = "kernel::block::mq::Request"
    number: "int"

    def end_ok(request):
        return Ok(None)

    def complete(request):
        """The completion may run at once."""
        ops = only(type_named("?"), "kernel::block::mq::Operations")
        ignored = invoke(ops, "kernel::block::mq::Operations::complete", request)


def sizes_a_block(size):
    return size >= 512 and size <= 4096 and (size & (size - 1)) == 0


@acquires("blk.tagset", "return")
@fails("null", 12)
@source("block/blk-mq.c blk_mq_alloc_tag_set")
def blk_mq_tags(tags):
    return allocate(tags)


@releases("blk.tagset", "token")
def blk_mq_tags_gone(token):
    free(token)


@acquires("blk.disk", "return")
@fails("null", 12)
@source("block/blk-mq.c __blk_mq_disk_allocated")
def disk_allocated(limits):
    return allocate(Disk(data=None))


@releases("blk.disk", "disk")
def disk_freed(disk):
    free(disk)


@acquires("blk.added", "disk")
@fails("errno", 12)
@source("block/genhd.c device_disk_added: from here on it can be opened")
def disk_added(disk):
    return 0


@releases("blk.added", "disk")
def disk_deleted(disk):
    return None


constants = {"kernel::block::SECTOR_SHIFT": 9, "kernel::block::SECTOR_SIZE": 512}

replaces = {
    "kernel::block::mq::Request::complete": ["-blk.req, then success", "requests are not counted"],
}
