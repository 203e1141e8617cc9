"""Writes what ships: a bill of materials (CycloneDX 1.6, JSON) and all licences in one file.

    python .ci/bill.py REQUIREMENTS.lock FOLDER

Run by the Python that has the locked packages installed; the hashes are those of the lock. The same
lock gives the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from importlib import metadata
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).resolve().parents[1]
_PIN = re.compile(r"^([A-Za-z0-9_.-]+)==(\S+)")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_TEXTS = re.compile(r"(^|/)(LICEN[CS]E|COPYING|NOTICE|AUTHORS)[^/]*$", re.IGNORECASE)
_RULE = "=" * 78


def pins(lock: str) -> dict[str, tuple[str, list[str]]]:
    """Return version and SHA-256 sums of each package of a lock, by name."""
    found: dict[str, tuple[str, list[str]]] = {}
    name = ""
    for line in lock.splitlines():
        pin = _PIN.match(line)
        if pin:
            name = pin[1].lower()
            found[name] = (pin[2], [])
        found.get(name, ("", []))[1].extend(_HASH.findall(line))
    return found


def _licence(package: metadata.PackageMetadata) -> str:
    """Return a licence as the package says it: its expression, its classifiers, its own words."""
    expression = package.get("License-Expression")
    if expression:
        return str(expression)
    told = [c for c in package.get_all("Classifier") or [] if c.startswith("License ::")]
    if told:
        return " AND ".join(sorted({c.rpartition(" :: ")[2] for c in told}))
    texts = _texts_of(str(package["Name"]))
    first = next((line.strip() for line in texts.splitlines() if line.strip()), "")
    return str(package.get("License") or first or "not said").splitlines()[0]


def _texts_of(name: str) -> str:
    """Return the texts of licences that a package ships."""
    files = sorted(metadata.files(name) or [])
    found = [f for f in files if _TEXTS.search(str(f)) and f.suffix != ".py"]
    return "\n\n".join(Path(str(f.locate())).read_text(errors="replace") for f in found)


def _component(name: str, version: str, sums: list[str]) -> dict[str, Any]:
    said = _licence(metadata.metadata(name))
    return {
        "type": "library",
        "bom-ref": f"pkg:pypi/{name}@{version}",
        "name": name,
        "version": version,
        "purl": f"pkg:pypi/{name}@{version}",
        "licenses": [{"license": {"name": said}}],
        "hashes": [{"alg": "SHA-256", "content": each} for each in sorted(sums)],
    }


def bill(lock: str, version: str) -> dict[str, Any]:
    """Return the bill of materials; the serial number follows from the lock."""
    digest = hashlib.sha256(lock.encode()).hexdigest()
    serial = f"{digest[:8]}-{digest[8:12]}-5{digest[13:16]}-8{digest[17:20]}-{digest[20:32]}"
    parts = [_component(name, *told) for name, told in sorted(pins(lock).items()) if _has(name)]
    own = {"type": "application", "bom-ref": "csplanner", "name": "csplanner", "version": version}
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{serial}",
        "version": 1,
        "metadata": {"component": own | {"licenses": [{"license": {"id": "MIT"}}]}},
        "components": parts,
        "dependencies": [{"ref": "csplanner", "dependsOn": [p["bom-ref"] for p in parts]}],
    }


def _has(name: str) -> bool:
    """Say whether a pin is installed: some are for other systems only."""
    try:
        metadata.version(name)
    except metadata.PackageNotFoundError:
        return False
    return True


def licences(lock: str) -> str:
    """Return the texts of all licences: our own, those of the fonts, those of each package."""
    texts = [("csplanner", "MIT", (_ROOT / "LICENSE").read_text(encoding="utf-8"))]
    fonts = sorted((_ROOT / "resources" / "fonts").rglob("*.txt"))
    texts += [(f"font: {f.name}", "see below", f.read_text(encoding="utf-8")) for f in fonts]
    missing = "The package ships no text; its licence is named above."
    texts += [
        (name, _licence(metadata.metadata(name)), _texts_of(name) or missing)
        for name in sorted(pins(lock))
        if _has(name)
    ]
    return "\n".join(f"{_RULE}\n{n} ({kind})\n{_RULE}\n{text.strip()}\n" for n, kind, text in texts)


def main(arguments: list[str]) -> None:
    """Write both files."""
    lock, folder = Path(arguments[0]).read_text(encoding="utf-8"), Path(arguments[1])
    project = (_ROOT / "pyproject.toml").read_text(encoding="utf-8")
    version = re.search(r'^version = "(.+)"$', project, re.MULTILINE)
    made = bill(lock, version[1] if version else "")
    target = folder / f"csplanner-{made['metadata']['component']['version']}.cdx.json"
    target.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")
    (folder / "LICENSES.txt").write_text(licences(lock), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
