"""## What it does

Reports a module that no build makes: no `obj-` line lists its source, no line enters its folder, no
Kconfig file defines the symbol of its line, or the configuration of its kernel has Rust switched off.

## Why is this bad?

Kbuild builds what is listed, and says nothing of the rest: `make` ends without an error and there is no
`.ko`. A symbol that no Kconfig defines is never set, so a line with it is the same as no line. Without
`CONFIG_RUST=y` in the kernel no module in Rust can be built, in its tree or beside it.

## Example

```make
# samples/rust/Makefile, beside rust_helloworld.rs
obj-$(CONFIG_SAMPLE_RUST_MINIMAL)	+= rust_minimal.o
obj-$(CONFIG_SAMPLE_RUST_PRINT)		+= rust_print.o
# rust_helloworld.o is on no line
```

## Instead

```make
# and in samples/rust/Kconfig: config SAMPLE_RUST_HELLOWORLD, tristate
obj-$(CONFIG_SAMPLE_RUST_HELLOWORLD)	+= rust_helloworld.o
```

## Known limits

A symbol that is only not set is no finding: not everything is to be built. `modcheck doctor` says it.
Text that only running would tell (`$(shell …)`, `$(wildcard …)`) is not evaluated and counted; where a
list depends on it, nothing is reported as missing from that list. A Makefile without an `obj-` line and
without `M=` is taken for one of another program. Rust that needs a certain compiler is not looked at.
"""

title = "no build makes this module"
tier = "warning"
group = "around"
message = "this module is not built: {detail}"
help = (
    "list its object in the Kbuild of its folder (`obj-m := name.o`, or `obj-$(CONFIG_NAME) += name.o` with "
    "a `config NAME` in a Kconfig file of the tree) and give its kernel `CONFIG_RUST=y`; look at {place}"
)
symptom = []
references = [
    "linux Documentation/kbuild/makefiles.rst: The kbuild files",
    "linux Documentation/kbuild/modules.rst: Creating a Kbuild File for an External Module",
    "linux Documentation/kbuild/kconfig-language.rst: Menu entries",
    "linux Documentation/rust/quick-start.rst: Configuration",
]
label = "this module"
