"""Elements that are taken out of a list in their order. Source: the documentation of `Vec::drain`."""


class Vec:
    path = "core::Vec"

    def drain(self, bounds):
        """All of them; of a part it is not known which ones."""
        if not (is_unit(bounds.start) and is_unit(bounds.end)):
            return unknown("a part of a list that is taken out")
        taken = replace(self, [])
        return taken.into_iter()
