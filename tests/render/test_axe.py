"""Every kind of page, in the hardest cases, before the rules of axe-core in a real browser."""

import html as markup
import json
import re
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest

from hria.brief import KINDS
from hria.render.html import html
from tests.brief.example import brief_of

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
SPEC = find_spec("axe_playwright_python")

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium (Debian: chromium)"),
    pytest.mark.skipif(SPEC is None, reason="needs axe-core (axe-playwright-python)"),
]

OPTIONS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--virtual-time-budget=60000",
]
RUN = """axe.run().then(found => parent.postMessage({passes: found.passes.length,
    kind: document.body.className.split(" ")[0],
    dark: matchMedia("(prefers-color-scheme: dark)").matches,
    violations: found.violations.map(v => [v.id, v.nodes.map(n => n.html)])}, "*"));"""
GATHER = """const all = []; addEventListener("message", told => {
  all.push(told.data);
  document.getElementById("found").textContent = JSON.stringify(all); });"""


# One browser for all kinds: each stands in a frame of its own.
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_no_rule_of_axe_is_violated(*, dark: bool, tmp_path: Path) -> None:
    assert CHROMIUM
    assert SPEC
    assert SPEC.origin
    axe = (Path(SPEC.origin).parent / "axe.min.js").read_text(encoding="utf-8")
    axe = axe.replace("</script", r"<\/script")
    script = f"<script>{axe}</script><script>{RUN}</script></body>"
    # The page itself lets no script run; only its copy for this test does.
    policy = r'<meta http-equiv="Content-Security-Policy"[^>]*>'
    for kind in KINDS:
        page = re.sub(policy, "", html(brief_of(kind)).decode()).replace("</body>", script)
        (tmp_path / f"{kind}.html").write_text(page, encoding="utf-8")
    frames = "".join(
        f'<iframe src="{kind}.html" width="1200" height="900"></iframe>' for kind in KINDS
    )
    outer = tmp_path / "all.html"
    outer.write_text(
        f'<!DOCTYPE html><pre id="found"></pre><script>{GATHER}</script>{frames}', encoding="utf-8"
    )
    scheme = f"--blink-settings=preferredColorScheme={0 if dark else 1}"
    command = [CHROMIUM, *OPTIONS, scheme, f"--user-data-dir={tmp_path / 'user'}", "--dump-dom"]
    ended = subprocess.run(
        [*command, outer.as_uri()], capture_output=True, text=True, check=True, timeout=120
    )
    told = re.search(r'<pre id="found">(.*?)</pre>', ended.stdout, re.DOTALL)
    assert told
    found = json.loads(markup.unescape(told[1]))
    assert {each["kind"] for each in found} == set(KINDS)
    for each in found:
        assert each["dark"] is dark
        assert each["passes"] > 20
        assert each["violations"] == []
