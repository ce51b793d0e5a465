"""`kernel::block::mq` of Linux 6.12, where it differs: a disk has no data of its own yet."""

from kernel.block import disk_added, disk_allocated, disk_freed
from kernel.block.mq.gen_disk import GenDisk
from kernel.use import used_through


class GenDiskBuilder:
    path = "kernel::block::mq::gen_disk::GenDiskBuilder"
    number: "int"

    @by_value
    def build(self, name, tagset):
        disk = disk_allocated(0)
        if disk == 0:
            return Err(-12)
        if disk_added(disk) != 0:
            disk_freed(disk)
            return Err(-12)
        used_through(type_named("kernel::block::mq::Users"), disk)
        return Ok(GenDisk(disk=disk, tagset=tagset))
