"""Files, file systems and what stands in them. Sources: fs/ of 6.12."""

resources = {
    "file.ref": {"noun": "the reference of a file", "release": "`fput`", "life": "function"},
    "file.fd": {"noun": "the reserved file descriptor", "release": "`put_unused_fd`", "life": "function"},
    "fs.type": {"noun": "the file system type", "release": "`unregister_filesystem`", "life": "function"},
    "fs.sysctl": {"noun": "the sysctl table", "release": "`unregister_sysctl_table`", "life": "function"},
    "debugfs.ent": {"noun": "the debugfs entry", "release": "`debugfs_remove`", "life": "function"},
    "configfs.sub": {
        "noun": "the configfs subsystem", "release": "`configfs_unregister_subsystem`", "life": "function",
    },
    "ref.dentry": {"noun": "the reference of a dentry", "release": "`dput`", "life": "function"},
    "ref.inode": {"noun": "the reference of an inode", "release": "`iput`", "life": "function"},
}


class file:
    """`struct file`."""

    f_flags: "unsigned int"


@acquires("file.ref", "return")
@fails("null", 0)
@source("fs/file.c:1024 null if the number is not open")
def fget(fd):
    return allocate(file(f_flags=0))


@acquires("file.ref", "f")
@source("include/linux/fs.h:1124")
def get_file(f):
    return f


@releases("file.ref", "file", "held")
@source("fs/file_table.c:517 the last reference closes it later, in the task's own time")
def fput(file):
    return None


@acquires("file.fd", "return")
@fails("errno", 24)
@context("sleeps")
@source("fs/file.c:555 a number")
def get_unused_fd_flags(flags):
    fd = 3
    while held("file.fd", fd):
        fd = fd + 1
    return fd


@releases("file.fd", "fd", "held")
@source("fs/file.c:569")
def put_unused_fd(fd):
    return None


@releases("file.fd", "fd", "held")
@source("fs/file.c:595 takes the number and the reference of the file")
def fd_install(fd, file):
    release("file.ref", file)


@acquires("fs.type", "fs")
@fails("errno", 16)
@source("fs/filesystems.c:72 -EBUSY for a name that is taken")
def register_filesystem(fs):
    return 0


@releases("fs.type", "fs", "held")
@context("sleeps")
@source("fs/filesystems.c:108 -EINVAL if it is not registered")
def unregister_filesystem(fs):
    return 0


class ctl_table_header:
    """`struct ctl_table_header`."""

    used: "int"


@acquires("fs.sysctl", "return")
@fails("null", 12)
@context("sleeps")
@source("fs/proc/proc_sysctl.c:1426 null for an error, as for a path that is taken (6.1: without size)")
def register_sysctl_sz(path, table, table_size):
    return allocate(ctl_table_header(used=0))


@source("include/linux/sysctl.h:212 a macro (6.1: a function)")
def register_sysctl(path, table):
    return register_sysctl_sz(path, table, 1)


@releases("fs.sysctl", "header", "held")
@context("sleeps")
@source("fs/proc/proc_sysctl.c:1527 nothing for null")
def unregister_sysctl_table(header):
    given_up(header)


class dentry:
    """`struct dentry`."""

    d_inode: "pointer"


@acquires("debugfs.ent", "return")
@context("sleeps")
@source("fs/debugfs/inode.c:600 an error in the pointer's place is a parent that is taken as well")
def debugfs_create_dir(name, parent):
    return allocate(dentry(d_inode=0))


@acquires("debugfs.ent", "return")
@context("sleeps")
@source("include/linux/debugfs.h:208 goes with the folder that it stands in (6.12: debugfs_create_file_full)")
def debugfs_create_file(name, mode, parent, data, fops):
    return allocate(dentry(d_inode=0))


@source("7.1: fs/debugfs/inode.c debugfs_create_file_full")
def debugfs_create_file_full(name, mode, parent, data, aux, fops):
    return debugfs_create_file(name, mode, parent, data, fops)


@releases("debugfs.ent", "dentry")
@context("sleeps")
@source("fs/debugfs/inode.c:826 nothing for null and errors; waits for users; what stands below goes too")
def debugfs_remove(dentry):
    given_up(dentry)


@acquires("configfs.sub", "subsys")
@fails("errno", 17)
@context("sleeps")
@source("fs/configfs/dir.c:1890")
def configfs_register_subsystem(subsys):
    return 0


@releases("configfs.sub", "subsys", "held")
@context("sleeps")
@source("fs/configfs/dir.c:1950")
def configfs_unregister_subsystem(subsys):
    return None


@acquires("ref.dentry", "dentry")
@source("include/linux/dcache.h:337")
def dget(dentry):
    return dentry


@acquires("ref.dentry", "return")
@fails("null", 12)
@source("fs/dcache.c:1941 takes the reference of the inode, also when it fails")
def d_make_root(root_inode):
    release("ref.inode", root_inode)
    return allocate(dentry(d_inode=root_inode))


@releases("ref.dentry", "dentry", "held")
@context("sleeps")
@source("fs/dcache.c:857 nothing for null")
def dput(dentry):
    return None


class inode:
    """`struct inode`."""

    i_mode: "umode_t"


@acquires("ref.inode", "return")
@fails("null", 12)
@context("sleeps")
@source("fs/inode.c:1116")
def new_inode(sb):
    return allocate(inode(i_mode=0))


@acquires("ref.inode", "inode")
@source("fs/inode.c:446 WARN_ON if nobody had one")
def ihold(inode):
    return None


@releases("ref.inode", "inode", "held")
@context("sleeps")
@source("fs/inode.c:1886 nothing for null")
def iput(inode):
    return None
