"""Whether the addresses of sources, bodies and cited documents can be opened, by their form."""

from collections.abc import Iterator

from hria.check.subject import Checked
from hria.errors import Fault
from hria.model.addresses import ALLOWED, flaw
from hria.model.bibliography import Bibliography
from hria.model.cases import Cases
from hria.model.standard import Body, Descriptor


def malformed(checked: Checked) -> Iterator[Fault]:
    """Yield a fault for each address that nobody else could open; no address is opened."""
    for at, address in _addresses(checked):
        if address is not None and (wrong := flaw(address)):
            words = f"no address that others can open: {wrong} (allowed: {ALLOWED})"
            yield Fault("HRIA409", at, words)


def _addresses(checked: Checked) -> Iterator[tuple[tuple[str, ...], str | None]]:
    document = checked.loaded.document if checked.loaded else None
    match document:
        case Descriptor() | Body():
            if isinstance(document, Body):
                yield ("address",), document.address
            for key, entry in document.sources.items():
                yield ("sources", key, "address"), entry.address
        case Bibliography():
            for name, cited in document.entries.items():
                yield ("entries", name, "address"), cited.address
        case Cases():
            for name, case in document.cases.items():
                yield ("cases", name, "address"), case.address
        case _:
            return
