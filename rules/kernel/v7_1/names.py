"""Names of the crate of Linux 7.1, and what its macros hold."""

prelude = {
    "GFP_KERNEL": "bindings::GFP_KERNEL", "GFP_ATOMIC": "bindings::GFP_ATOMIC",
    "GFP_NOWAIT": "bindings::GFP_NOWAIT", "__GFP_ZERO": "bindings::__GFP_ZERO",
    "VBox": "core::Box", "KVBox": "core::Box", "VVec": "core::Vec", "KVVec": "core::Vec",
    "Zeroable": "core::Zeroable", "UserPtr": "kernel::uaccess::UserPtr", "TryFrom": "core::TryFrom",
    "From": "core::From", "pin_init_scope": "core::PinInit::scope",
}
aliases = {
    "current!": "kernel::current!",
    "kernel::fmt": "core::fmt", "kernel::sync::aref::ARef": "core::ARef",
    "kernel::sync::aref::AlwaysRefCounted": "kernel::types::AlwaysRefCounted",
    "kernel::alloc::KBox": "core::Box", "kernel::alloc::KVec": "core::Vec",
    "kernel::alloc::VVec": "core::Vec",
    "kernel::alloc::flags": "bindings", "kernel::io::mem": "kernel::io", "kernel::io::resource": "kernel::io",
    "kernel::str::CString": "kernel::str::CString", "kernel::alloc::kvec::KVec": "core::Vec",
    "kernel::sync::atomic::Atomic": "core::AtomicUsize", "kernel::time::delay": "kernel::time",
    "kernel::error::Error": "kernel::error::Error", "kernel::net::phy::Driver": "kernel::phy::Driver",
    "kernel::net::phy": "kernel::phy", "kernel::time::hrtimer": "kernel::hrtimer",
    "kernel::fs::File": "kernel::file::File", "kernel::fs::file::File": "kernel::file::File",
    "kernel::fs::kiocb::Kiocb": "kernel::fs::Kiocb", "kernel::dma::CoherentBox": "kernel::dma::Coherent",
    "kernel::sync::new_mutex!": "kernel::new_mutex!", "kernel::sync::new_spinlock!": "kernel::new_spinlock!",
    "kernel::sync::new_condvar!": "kernel::new_condvar!", "kernel::workqueue::new_work!": "kernel::new_work!",
    "kernel::workqueue::new_delayed_work!": "kernel::new_delayed_work!",
    "kernel::dma::DmaAddress": "u64", "kernel::alloc::kvec::KVVec": "core::Vec",
    "kernel::alloc::kvec::VVec": "core::Vec",
}
constants = {
    "bindings::GFP_NOWAIT": 0x800,
    "kernel::sync::atomic::Relaxed": 0, "kernel::sync::atomic::Acquire": 1,
    "kernel::sync::atomic::Release": 2, "kernel::sync::atomic::Full": 3,
    "kernel::page::PAGE_SIZE": 4096, "kernel::page::PAGE_SHIFT": 12,
    "kernel::sizes::SZ_1K": 0x400, "kernel::sizes::SZ_2K": 0x800, "kernel::sizes::SZ_4K": 0x1000,
    "kernel::sizes::SZ_8K": 0x2000, "kernel::sizes::SZ_16K": 0x4000, "kernel::sizes::SZ_32K": 0x8000,
    "kernel::sizes::SZ_64K": 0x10000, "kernel::sizes::SZ_128K": 0x20000, "kernel::sizes::SZ_256K": 0x40000,
    "kernel::sizes::SZ_512K": 0x80000, "kernel::sizes::SZ_1M": 0x100000, "kernel::sizes::SZ_2M": 0x200000,
    "kernel::sizes::SZ_4M": 0x400000, "kernel::sizes::SZ_8M": 0x800000, "kernel::sizes::SZ_16M": 0x1000000,
    "kernel::sizes::SZ_32M": 0x2000000, "kernel::sizes::SZ_64M": 0x4000000,
    "kernel::sizes::SZ_128M": 0x8000000,
    "kernel::sizes::SZ_256M": 0x10000000, "kernel::sizes::SZ_512M": 0x20000000,
    "kernel::sizes::SZ_1G": 0x40000000, "kernel::sizes::SZ_2G": 0x80000000,
    "kernel::time::NSEC_PER_SEC": 1000000000,
}
id_tables = [
    "pci_device_table", "of_device_table", "acpi_device_table", "auxiliary_device_table", "i2c_device_table",
    "usb_device_table", "cpufreq_device_table",
]
module_macros = {
    "module_pci_driver": "kernel::pci::Module", "module_platform_driver": "kernel::platform::Module",
    "module_auxiliary_driver": "kernel::auxiliary::Module", "module_i2c_driver": "kernel::i2c::Module",
    "module_usb_driver": "kernel::usb::Module", "module_pwm_platform_driver": "kernel::platform::Module",
    "module_phy_driver": "kernel::phy::Module",
}
callbacks = {"remove": ["unbind", "disconnect"]}
static_macros = {"global_lock": "of_static"}
register_macros = ["register"]
without_items = [
    "configfs_attrs", "impl_has_work", "impl_has_delayed_work", "impl_has_hr_timer", "impl_list_arc_safe",
    "impl_has_list_links", "impl_list_item", "define_list_arc_field_getter",
]
effectless_macros = ["declare_trace"]
default_device = {"name": "stranger"}
