"""`kernel::firmware` of Linux 7.1: an image that is given back when it is dropped."""


class Firmware:
    image: "pointer"

    def request(name, dev):
        image = 0
        ret = request_firmware(ref(image), name, raw_of(dev))
        if ret != 0:
            return Err(ret)
        return Ok(Firmware(image=image))

    def request_nowarn(name, dev):
        return Firmware.request(name, dev)

    def size(self):
        return anything(64)

    def data(self):
        """How long the image is, is not known: here it has three bytes, or 64."""
        image = [anything(8), anything(8), anything(8)]
        if chosen("the image of the firmware is longer"):
            resize(ref(image), 64, anything(8))
        return borrow(allocate(image))

    def drop(self):
        release_firmware(self.image)
