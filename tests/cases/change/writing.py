"""Write the verdict of every case of change anew; read the diff before it is kept."""

from tests.cases.change.reading import cases

if __name__ == "__main__":
    for case in cases():
        case.expected.write_text("".join(f"{line}\n" for line in case.lines()), encoding="utf-8")
