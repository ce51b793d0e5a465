"""## What it does

Reports a resource that `init` acquired and that is still held after the module struct has been
dropped.

## Why is this bad?

Exit of a Rust module is the drop of its module struct: first the body of its `Drop`, then its
fields in the order of their declaration. What was leaked or forgotten in `init` is in no field, so
nothing undoes it, while the code and the strings of the module are gone a moment later.

## Example

```rust
impl kernel::Module for Demo {
    fn init(name: &'static CStr, module: &'static ThisModule) -> Result<Self> {
        let mut reg = chrdev::Registration::<1>::new_pinned(name, 0, module)?;
        reg.as_mut().register::<DemoFile>()?;
        core::mem::forget(reg);
        Ok(Demo {})
    }
}
```

## Instead

```rust
struct Demo {
    _reg: Pin<Box<chrdev::Registration<1>>>,
}

impl kernel::Module for Demo {
    fn init(name: &'static CStr, module: &'static ThisModule) -> Result<Self> {
        let mut reg = chrdev::Registration::<1>::new_pinned(name, 0, module)?;
        reg.as_mut().register::<DemoFile>()?;
        Ok(Demo { _reg: reg })
    }
}
```

## Known limits

A callback that is still registered is the more dangerous case and is reported as
`code_outlives_module`. While a file is open whose `cdev` has an owner, `rmmod` is refused and exit
does not run: nothing is reported for that.
"""

title = "module init registers it and dropping the module does not undo it"
tier = "error"
group = "leaks"
message = "{resource} registered at {place} is still there after the module exits"
help = (
    "keep {resource} in a field of the module struct, so that it is dropped when the module exits, and "
    "undo in its `Drop` what no field owns"
)
symptom = []
references = [
    "linux 6.1 rust/macros/module.rs:610: exit drops the module struct, its Drop body before its fields",
]
points_at = "site"
one_per = "callback"
