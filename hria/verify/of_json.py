"""A report as JSON, taken apart."""

import json
from collections.abc import Iterator

from hria.errors import FileError
from hria.verify.base import MOST_SAID, Said, Taken, broken, gathered


def of_json(data: bytes, name: str) -> Taken:
    """Return the report as JSON in *data* with the files inside it."""
    try:
        report = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise broken(name, "JSON", error) from error
    enclosed = report.get("enclosed", []) if isinstance(report, dict) else []
    found = []
    for each in enclosed if isinstance(enclosed, list) else []:
        if isinstance(each, dict):
            words = str(each.get("text", "")).encode(errors="surrogatepass")
            found.append((str(each.get("name", "")), words))
    files, twice = gathered(name, found)

    def said() -> tuple[Said, ...]:
        return tuple(values_in(report, name))

    return Taken(files, twice, said, lambda: dict(said()), placed=True)


def values_in(value: object, name: str) -> Iterator[Said]:
    """Yield every value in *value*, which came from JSON, each at its place."""
    ahead: list[tuple[str, object]] = [("", value)]
    count = 0
    while ahead:
        at, each = ahead.pop()
        count += 1
        if count > MOST_SAID:
            raise FileError(f"{name}: more than {MOST_SAID} values; it was not verified")
        if isinstance(each, dict) and each:
            ahead += [(f"{at}.{key}".lstrip("."), inner) for key, inner in each.items()][::-1]
        elif isinstance(each, list) and each:
            ahead += [(f"{at}[{index}]", inner) for index, inner in enumerate(each)][::-1]
        else:
            yield Said(at, json.dumps(each, ensure_ascii=False))
