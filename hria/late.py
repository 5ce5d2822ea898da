"""Functions by name, each imported only when it is asked for: most runs need one of many."""

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from typing import Generic, ParamSpec, TypeVar, cast

P = ParamSpec("P")
R = TypeVar("R")


class Late(Mapping[str, Callable[P, R]], Generic[P, R]):
    """Functions of one package; the module of each bears the function's name."""

    def __init__(self, package: str, modules: Mapping[str, str]) -> None:
        self._package = package
        self._modules = modules

    def __getitem__(self, name: str) -> Callable[P, R]:
        """Return the function of *name*; raise KeyError where there is none."""
        module = self._modules[name]
        found = getattr(import_module(f"{self._package}.{module}"), module)
        return cast("Callable[P, R]", found)

    def __iter__(self) -> Iterator[str]:
        """Yield the names, in the order in which they are listed."""
        return iter(self._modules)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._modules)
