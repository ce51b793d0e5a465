"""Where the names of `core`, `alloc` and the kernel's re-exports of them lead."""

prelude = {
    "Box": "core::Box", "Option": "core::Option", "Some": "core::Some", "None": "core::None",
    "Result": "core::Result", "Ok": "core::Ok", "Err": "core::Err", "Vec": "core::Vec", "Pin": "core::Pin",
    "drop": "core::mem::drop", "Drop": "core::Drop", "PinnedDrop": "core::Drop", "String": "core::String",
    "Default": "core::Default", "size_of": "core::mem::size_of", "align_of": "core::mem::align_of",
    "Error": "kernel::error::Error", "Into": "core::Into", "From": "core::From", "TryFrom": "core::TryFrom",
    "KBox": "core::Box", "KVec": "core::Vec", "CStr": "core::str", "ThisModule": "kernel::ThisModule",
    "ARef": "core::ARef", "pr_info": "kernel::pr_info", "ScopeGuard": "kernel::types::ScopeGuard",
}
aliases = {
    "core::cell::UnsafeCell": "core::UnsafeCell", "kernel::Opaque": "kernel::types::Opaque",
    "kernel::init::PinnedDrop": "core::Drop", "kernel::prelude::PinnedDrop": "core::Drop",
    "kernel::sync::Arc": "core::Arc", "kernel::sync::UniqueArc": "core::Arc",
    "kernel::sync::ArcBorrow": "core::Arc",
    "kernel::sync::Ref": "core::Arc", "kernel::sync::UniqueRef": "core::Arc",
    "kernel::ARef": "core::ARef", "kernel::types::ARef": "core::ARef", "kernel::Result": "core::Result",
    "kernel::error::Result": "core::Result", "kernel::ScopeGuard": "kernel::types::ScopeGuard",
    "kernel::prelude::Box": "core::Box", "kernel::prelude::Vec": "core::Vec",
    "kernel::str::CStr": "core::str",
    "kernel::error::code": "bindings", "kernel::prelude::code": "bindings", "core::drop": "core::mem::drop",
    "kernel::sync::RevocableMutexGuard": "kernel::device::RevocableMutexGuard",
    "core::ffi::c_char": "i8", "core::ffi::c_schar": "i8", "core::ffi::c_uchar": "u8",
    "core::ffi::c_short": "i16", "core::ffi::c_ushort": "u16", "core::ffi::c_int": "i32",
    "core::ffi::c_uint": "u32", "core::ffi::c_long": "i64", "core::ffi::c_ulong": "u64",
    "core::ffi::c_longlong": "i64", "core::ffi::c_ulonglong": "u64", "kernel::ffi": "core::ffi",
    "kernel::ffi::c_char": "u8", "kernel::ffi::c_long": "isize", "kernel::ffi::c_ulong": "usize",
    "kernel::c_types": "core::ffi", "kernel::prelude::ffi": "core::ffi",
    "kernel::prelude::ARef": "core::ARef", "core::ptr::NonNull": "core::NonNull",
}
macro_rules = {
    "addr_of": "($place:expr) => { (&($place)) as *const _ }",
    "addr_of_mut": "($place:expr) => { (&mut ($place)) as *mut _ }",
    "write": "($f:expr, $($arg:tt)*) => { $f.write_fmt(format_args!($($arg)*)) }",
    "writeln": "($f:expr $(, $($arg:tt)*)?) => { $f.write_fmt(format_args!($($($arg)*)?)) }",
    "matches": "($e:expr, $p:pat $(if $g:expr)? $(,)?) => { match $e { $p $(if $g)? => true, _ => false } }",
}
transparent = ["core::Pin", "core::MaybeUninit"]
formats = {
    "pr_emerg": 0, "pr_alert": 0, "pr_crit": 0, "pr_err": 0, "pr_warn": 0, "pr_notice": 0, "pr_info": 0,
    "pr_debug": 0, "pr_cont": 0, "dev_emerg": 1, "dev_alert": 1, "dev_crit": 1, "dev_err": 1, "dev_warn": 1,
    "dev_notice": 1, "dev_info": 1, "dev_dbg": 1,
}
constants = {
    "u8::MAX": 0xFF, "u16::MAX": 0xFFFF, "u32::MAX": 0xFFFFFFFF, "u64::MAX": 0xFFFFFFFFFFFFFFFF,
    "usize::MAX": 0xFFFFFFFFFFFFFFFF, "i8::MAX": 0x7F, "i16::MAX": 0x7FFF, "i32::MAX": 0x7FFFFFFF,
    "i64::MAX": 0x7FFFFFFFFFFFFFFF, "u8::MIN": 0, "u16::MIN": 0, "u32::MIN": 0, "u64::MIN": 0,
    "usize::MIN": 0,
    "i8::MIN": -0x80, "i16::MIN": -0x8000, "i32::MIN": -0x80000000, "i64::MIN": -0x8000000000000000,
    "isize::MIN": -0x8000000000000000, "isize::MAX": 0x7FFFFFFFFFFFFFFF,
    "u128::MIN": 0, "u128::MAX": 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF,
    "i8::BITS": 8, "i16::BITS": 16, "i32::BITS": 32, "i64::BITS": 64, "isize::BITS": 64,
    "u8::BITS": 8, "u16::BITS": 16, "u32::BITS": 32, "u64::BITS": 64, "usize::BITS": 64,
    "core::u32::MAX": 0xFFFFFFFF, "core::u16::MAX": 0xFFFF, "core::u8::MAX": 0xFF,
}
static_macros = {"init_static_sync": "new"}
module_macros = {"module_misc_device": "kernel::miscdev::Module"}
id_tables = ["define_pci_id_table", "pci_device_table"]
words = {
    "core::AtomicUsize": "usize", "core::AtomicIsize": "isize", "core::AtomicU8": "u8",
    "core::AtomicU16": "u16", "core::AtomicU32": "u32", "core::AtomicU64": "u64", "core::AtomicI8": "i8",
    "core::AtomicI16": "i16", "core::AtomicI32": "i32", "core::AtomicI64": "i64",
}
like_argument = [
    "core::AtomicUsize::load", "core::AtomicUsize::swap", "core::AtomicUsize::fetch_add",
    "core::AtomicUsize::fetch_sub",
    "core::cmp::min", "core::cmp::max", "core::word::min", "core::word::max",
    "core::word::wrapping_add", "core::word::wrapping_sub", "core::word::wrapping_mul",
    "core::word::wrapping_neg", "core::word::saturating_add", "core::word::saturating_sub",
    "core::word::saturating_mul",
]
