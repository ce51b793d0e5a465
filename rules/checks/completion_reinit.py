"""## What it does

Reports `init_completion` of a completion that was initialised before, or that a process waits for.

## Why is this bad?

It makes the list of waiters empty: who sleeps there is forgotten and sleeps for ever, though `complete`
is called. A completion that came before is lost.

## Example

```rust
fn open(_shared: &(), _file: &File) -> Result {
    unsafe { bindings::init_completion(READY.get()) }; // each open forgets who waits
    Ok(())
}
```

## Instead

```rust
fn init(name: &'static CStr, module: &'static ThisModule) -> Result<Self> {
    unsafe { bindings::init_completion(READY.get()) };
    Ok(Demo { reg: register(name, module)? })
}
```

## Known limits

`reinit_completion` keeps the list and is not reported.
"""

title = "a completion is initialised a second time"
tier = "error"
group = "misuse"
message = "{resource} is initialised again in `{callback}`: {detail}"
help = (
    "initialise it once, before the device is registered; to use it once more call "
    "`reinit_completion` when nobody waits"
)
symptom = [
    "INFO: task blocked for more than 120 seconds",
]
references = [
    "linux Documentation/scheduler/completion.rst: init_completion() once, later reinit_completion()",
]
judged = {"init_completion": ["bindings::init_completion"]}
