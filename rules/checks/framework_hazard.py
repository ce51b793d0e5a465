"""## What it does

Reports what the kernel crate itself does wrong around a driver, as a note: private data that it never
frees, a function that it never disables, a mapping that it loses on an error path, a file whose module may
be unloaded while the file is open. It is looked for with `--hazards`, or with `hazards = true` in the
configuration.

The driver is run twice: with the crate as it is meant, and as it is written. What breaks only as written
is the crate's doing. Which of its functions does it is tried, not looked up: each of those that were run is
taken as it is meant, alone, until nothing breaks any more.

## Why is this bad?

The driver is right and leaves things behind all the same, so its author looks for a mistake that is not
there. Some hazards can be avoided from the driver (give back by hand what the crate forgets); the others
have to be known when a log is read.

## Example

```rust
impl Drop for Registration {
    fn drop(&mut self) {
        unregister(self.dev); // and the data that `register` was given is never freed
    }
}
```

## Instead

```rust
impl Drop for Registration {
    fn drop(&mut self) {
        unregister(self.dev);
        drop(unsafe { Data::from_foreign(private(self.dev)) });
    }
}
```

## Known limits

Only functions for which the rules know both readings are told apart. `modcheck learn --kernel DIR` finds
hazards in the source of a crate, without a driver. Where two functions of the crate do wrong together and
neither alone, nothing is said.
"""

title = "the kernel crate itself leaks or does things in the wrong order"
tier = "note"
group = "leaks"
message = "the kernel crate does this, not the driver: {detail}"
help = "no change of the driver mends it: report it to those who maintain the crate, or give back by hand"
symptom = []
references = ["linux rust/kernel/net.rs, pci.rs, io/mem.rs, miscdevice.rs: what each gives back, and when"]
label = "what is left behind, or goes wrong"
