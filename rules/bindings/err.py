"""Errors in a pointer's place, callbacks and handles of the C API. Source: include/linux/err.h (6.12)."""


@source("include/linux/err.h:39 the number of an error as a pointer")
def ERR_PTR(error):
    return error


@source("include/linux/err.h:55 the error that a pointer stands for")
def PTR_ERR(ptr):
    return ptr


@source("include/linux/err.h:68 the last 4095 addresses are errors")
def IS_ERR(ptr):
    return is_error(ptr)


@source("include/linux/err.h:82")
def IS_ERR_OR_NULL(ptr):
    if is_null(ptr):
        return True
    return is_error(ptr)


def needs(handle, noun):
    """A call that works on what was given back."""
    if freed(handle):
        broken("used_after_release", noun)


def given_up(handle):
    """The last reference of a handle goes."""
    if not is_null(handle) and alive(handle):
        free(handle)


def call_back(function, data):
    """The kernel calls a function that the driver gave; bindgen makes it an `Option`."""
    called = function_of(function)
    if is_function(called):
        return called(data)
    return None
