"""## What it does

Reports a module that goes by different names: in `module!`, as the object that its Kbuild builds, and
in the scripts beside it that load it.

## Why is this bad?

The kernel knows a module by its object: `lsmod`, `rmmod`, `/sys/module`. `module!` gives the name in
the log and, with `kernel::chrdev`, in /proc/devices. A script that loads one and looks for the other
finds nothing, and parameters of a built-in module are looked for under the name of the object. A file
that is not built cannot be loaded: "can't open 'x.ko': No such file or directory".

## Example

```make
# Kbuild; the source says `module! { …, name: "rust_chrdev", … }`
obj-m := completion.o
# load_module.sh: insmod ./completion.ko
#   major=$(awk '$2 == "completion" { print $1 }' /proc/devices)
```

## Instead

```make
# `module! { …, name: "completion", … }`
obj-m := completion.o
```

## Known limits

`-` and `_` are the same, as in the kernel. `modprobe` is not judged: it loads by aliases too. `insmod`
is judged where its file lies beside the script and the folder builds one module only; `rmmod` where the
script has one. A Kbuild that is not evaluated gives no names. In a kernel tree a module may go by two
names (6 of the 19 that are written in Rust in Linux 7.1 do), so there only scripts are judged.
"""

title = "`module!`, the object file and the scripts call the module by different names"
tier = "warning"
group = "around"
message = "this module goes by two names: {detail}"
help = "use one name: that of the object without `.o` in `module!`, and in the scripts that load it"
symptom = []
references = [
    "linux scripts/Makefile.lib: KBUILD_MODNAME",
    "linux rust/macros/module.rs: the name of `module!` stands before each line of the log",
    "observed: a loader script that finds the major number by the module's name in /proc/devices",
]
label = "this name"
