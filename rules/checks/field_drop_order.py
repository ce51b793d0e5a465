"""## What it does

Reports a struct whose fields are dropped in an order in which one of them goes while a later one still
needs it: registers that a handler reads before the handler's registration, memory of a ring before the
interface that fills it, a NAPI instance before the device that lists it.

Rust drops the fields of a struct in the order in which they are declared. What breaks is found first, as
another rule says it. Then the same event is run again with one field declared elsewhere. If nothing
breaks any more, the order is the cause, and the finding names the two fields.

## Why is this bad?

The order of fields looks like a matter of taste, so it changes in a cleanup, and nothing in the diff
looks like a lifecycle change. What is acquired last must go first: the declaration has to be the reverse
of the acquisition. It goes wrong at unbind only, or where `probe` fails after it has built the struct.

## Example

```rust
struct Card {
    regs: Box<pci::MappedResource>,   // dropped first
    line: irq::Registration<Handler>, // its handler reads `regs` until now
}
```

## Instead

```rust
struct Card {
    line: irq::Registration<Handler>, // dropped first: waits until no handler runs
    regs: Box<pci::MappedResource>,
}
```

## Known limits

Only fields of structs that the driver defines; the order of locals and of the parts of a tuple is told as
what it breaks. One field is moved at a time: where two would have to be, what breaks is reported as it is.
An order that breaks only when something else goes wrong too is seen where the search comes to that.
"""

title = "the fields of a struct are dropped in the wrong order"
tier = "error"
group = "ownership"
message = "fields are declared in the wrong order: {detail}"
help = "declare them the other way round: fields are dropped in the order of their declaration"
symptom = []
references = [
    "The Rust Reference: destructors, \"the fields of a struct are dropped in declaration order\"",
    "linux Documentation/PCI/pci.rst: PCI device shutdown, what has to go before what",
]
label = "dropped first"
