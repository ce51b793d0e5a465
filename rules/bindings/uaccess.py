"""Memory of a process, of which the kernel copies from or to: what the wrappers of each crate do with it.

A reader has `start`, `left` and `target`: where the first of the bytes went that were copied last. A writer
has `left`, `given` and `source`: where the first of the bytes came from.
Sources: lib/usercopy.c (6.1), rust/kernel/user_ptr.rs, io_buffer.rs of the camp's tree, uaccess.rs (7.1).
"""


def read_lost(reader):
    """So much was copied that nothing is known any more."""
    reader.left = unknown("how much is left of what was written")
    return unknown("a copy of an unknown length")


def write_lost(writer):
    writer.left = unknown("how much may still be read")
    writer.given = unknown("how much was given")
    return unknown("a copy of an unknown length")


def read_raw_from(reader, out, count):
    if not known(count) or not known(reader.left):
        return read_lost(reader)
    if count > reader.left:
        return too_much(count, reader.left, reader.start)
    known = fits_in(out, count)
    if from_user_faults():
        return Err(-14)
    read_into(reader, out, count)
    return Ok(None)


def read_into(reader, out, count):
    put_text(out, reader.start, count)
    reader.target = given(out, count)
    read_on(reader, count)


def read_on(reader, count):
    reader.start = reader.start + count
    reader.left = reader.left - count


def read_part_from(reader, data):
    """Into a whole slice."""
    if not known(data):
        return read_lost(reader)
    part = data.as_part()
    return read_raw_from(reader, ref(part), length(ref(part)))


def skipped_in(reader, count):
    """Taken to where nobody looks."""
    if count > reader.left:
        return too_much(count, reader.left, reader.start)
    if from_user_faults():
        return Err(-14)
    read_on(reader, count)
    return Ok(None)


def read_number_from(reader, count):
    if not known(count) or not known(reader.left):
        return read_lost(reader)
    if count > reader.left or from_user_faults():
        return Err(-14)
    start = reader.start
    read_on(reader, count)
    return Ok(user_number(start, count))


def read_rest_of(reader):
    """All that is left, in memory of its own."""
    if kmalloc() == 0:
        return Err(-12)
    if from_user_faults():
        return Err(-14)
    start = reader.start
    count = reader.left
    read_on(reader, count)
    return Ok(user_text(start, count))


def write_raw_to(writer, data, count):
    if not known(count) or not known(writer.left):
        return write_lost(writer)
    if count > writer.left:
        return too_much(count, writer.left, writer.given)
    known = fits_in(data, count)
    if to_user_faults():
        return Err(-14)
    gave(writer, given(data, count), count)
    return Ok(None)


def gave(writer, source, count):
    if writer.given == 0 and count > 0:
        writer.source = source
    writer.given = writer.given + count
    writer.left = writer.left - count


def write_part_to(writer, data):
    """All of a slice."""
    if not known(data):
        return write_lost(writer)
    part = data.as_part()
    return write_raw_to(writer, ref(part), length(ref(part)))


def write_value_to(writer, source, count):
    if not known(count) or not known(writer.left):
        return write_lost(writer)
    if count > writer.left or to_user_faults():
        return Err(-14)
    gave(writer, source, count)
    return Ok(None)


def too_much(count, left, before):
    """A process that asks for 0 bytes gets an error instead of a 0, and does not mind."""
    if left + before == 0:
        return Err(-14)
    detail = f"{count} bytes, and the caller asked for {left} more, {world.asked}"
    broken("copy_exceeds_request", "the copy", detail)
    return Err(-14)


@source("lib/usercopy.c _copy_from_user sleeps for the page and may fault; the first copy of an event may")
def from_user_faults():
    context("copy_from_user", "sleeps")
    if world.copied:
        return False
    world.copied = 1
    faults = inject("copy_from_user")
    if faults:
        world.copied = 2
    return faults


def to_user_faults():
    context("copy_to_user", "sleeps")
    if world.copied:
        return False
    world.copied = 1
    return inject("copy_to_user")
