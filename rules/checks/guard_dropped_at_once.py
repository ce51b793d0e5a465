"""## What it does

Reports a registration (an interrupt handler, a network device) that `open` or `probe` makes and that is
gone again when the callback returns with success.

## Why is this bad?

A registration lasts as long as its value. `let _ = Registration::…` drops it at once, and a local at
the end of the function; a guard that was made to undo things on an error undoes them on success too, if
it is not dismissed. The callback says that all is well, and there is no handler, or no interface.

## Example

```rust
fn open(dev: &net::Device, data: &NetData) -> Result {
    let _irq = irq::Registration::<Handler>::try_new(data.irq, data.into(), flags::SHARED, fmt!("eth"))?;
    data.napi.enable();
    Ok(()) // `_irq` ends here: free_irq
}
```

## Instead

```rust
fn open(dev: &net::Device, data: &NetData) -> Result {
    let irq = irq::Registration::<Handler>::try_new(data.irq, data.into(), flags::SHARED, fmt!("eth"))?;
    *data.irq_reg.lock() = Some(irq);
    data.napi.enable();
    Ok(())
}
```

## Known limits

A handler that is requested and freed in one callback on purpose, to see whether the line is free, is
reported too.
"""

title = "a registration ends with the callback that made it"
tier = "error"
group = "ownership"
message = "`{callback}` succeeds, but what it registered here is gone when it returns"
help = (
    "keep the value in the driver's data (a `Mutex<Option<…>>`), or `dismiss()` the guard that takes it back"
)
symptom = []
references = [
    "The Rust Reference, Destructors: temporaries and `let _`",
    "linux Documentation/core-api/genericirq.rst: free_irq",
]
points_at = "site"
label = "registered here"
judged = {"open": ["bindings::dev_open"], "probe": ["bindings::bind"]}
