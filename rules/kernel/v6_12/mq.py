"""`kernel::block::mq` of Linux 6.12, where it differs: a disk has no data of its own yet."""

from kernel.block import add_disk, alloc_disk, put_disk
from kernel.block.mq.gen_disk import GenDisk
from kernel.use import used_through


class GenDiskBuilder:
    path = "kernel::block::mq::gen_disk::GenDiskBuilder"
    number: "int"

    @by_value
    def build(self, name, tagset):
        disk = alloc_disk(0)
        if disk == 0:
            return Err(-12)
        if add_disk(disk) != 0:
            put_disk(disk)
            return Err(-12)
        used_through(type_named("kernel::block::mq::Users"), disk)
        return Ok(GenDisk(disk=disk, tagset=tagset))
