"""Writes the list of everything that the program is built from, as CycloneDX 1.6 (cyclonedx.org).

Names, versions, licences and the checksums of Cargo.lock, and who needs whom. The same sources give
the same bytes: no time and no serial number is in it. Argument: the file to write.
"""

import json
import sys
import tomllib
from pathlib import Path

from check_dependencies import metadata_of


def purl(package):
    """The package's name all over the world."""
    return f"pkg:cargo/{package['name']}@{package['version']}"


def component(package, checksums):
    """One package as CycloneDX describes it."""
    ours = package["source"] is None
    described = {
        "type": "application" if package["name"] == "server" else "library",
        "bom-ref": purl(package),
        "name": package["name"],
        "version": package["version"],
        "purl": purl(package),
        "licenses": [{"expression": package["license"].replace("/", " OR ")}],
    }
    if not ours:
        hashed = checksums[package["name"], package["version"]]
        described["hashes"] = [{"alg": "SHA-256", "content": hashed}]
    return described


def bom(targets):
    """The whole list."""
    lock = tomllib.loads(Path("Cargo.lock").read_text(encoding="utf-8"))
    checksums = {(one["name"], one["version"]): one.get("checksum") for one in lock["package"]}
    found, needs = {}, {}
    for target in targets:
        metadata = metadata_of(target)
        by_id = {one["id"]: one for one in metadata["packages"]}
        for node in metadata["resolve"]["nodes"]:
            package = by_id[node["id"]]
            found[purl(package)] = package
            needed = needs.setdefault(purl(package), set())
            needed.update(purl(by_id[one]) for one in node["dependencies"])
    program = next(ref for ref, one in found.items() if one["name"] == "server")
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": component(found[program], checksums) | {"name": "aldia"}},
        "components": [
            component(found[ref], checksums) for ref in sorted(found) if ref != program
        ],
        "dependencies": [
            {"ref": ref, "dependsOn": sorted(needs[ref])} for ref in sorted(needs)
        ],
    }


def main(path):
    rules = tomllib.loads(Path("deny.toml").read_text(encoding="utf-8"))
    written = bom(rules["graph"]["targets"])
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(written, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{len(written['components'])} components.")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
