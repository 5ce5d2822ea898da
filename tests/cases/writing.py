"""Write the problems of every invalid case anew; read the diff before it is kept."""

from tests.cases.reading import cases

if __name__ == "__main__":
    for case in cases("invalid"):
        try:
            case.expected.write_text("".join(f"{line}\n" for line in case.lines()))
        except Exception as error:  # noqa: BLE001 - the other cases are written all the same
            print(f"{case.name}: {error!r}")  # noqa: T201 - a script
