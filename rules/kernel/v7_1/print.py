"""`pr_*!` and `dev_*!` of Linux 7.1."""


def pr_info(text):
    module_log(text)


def pr_err(text):
    module_log(text)


def pr_warn(text):
    module_log(text)


def pr_notice(text):
    module_log(text)


def pr_debug(text):
    return None


def pr_cont(text):
    printk(text)


def pr_alert(text):
    module_log(text)


def pr_crit(text):
    module_log(text)


def pr_emerg(text):
    module_log(text)


def dev_info(text):
    printk(f"{module_name()} {device_name()}: {text}")


def dev_err(text):
    printk(f"{module_name()} {device_name()}: {text}")


def dev_warn(text):
    printk(f"{module_name()} {device_name()}: {text}")


def dev_notice(text):
    printk(f"{module_name()} {device_name()}: {text}")


def dev_dbg(text):
    return None
