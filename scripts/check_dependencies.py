"""Checks every dependency of Cargo.lock against deny.toml, without the network.

Licences, sources, and crates that are not wanted: the part of cargo-deny that needs no tool but
cargo. Prints one line for each fault and ends with 1 if there is any.
"""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path


def metadata_of(target):
    """What cargo knows of everything that it would build for the target, with every feature."""
    command = ["cargo", "metadata", "--locked", "--format-version=1", "--all-features",
               f"--filter-platform={target}"]
    return json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)


def packages(targets):
    """What cargo would build for the targets."""
    found = {}
    for target in targets:
        metadata = metadata_of(target)
        used = {node["id"] for node in metadata["resolve"]["nodes"]}
        found |= {one["id"]: one for one in metadata["packages"] if one["id"] in used}
    return found.values()


def satisfied(expression, allowed):
    """Whether an SPDX expression can be fulfilled with the allowed licences."""
    words = re.findall(r"[()]|[\w.+-]+(?: WITH [\w.+-]+)?", expression.replace("/", " OR "))

    def alternatives():
        result = conjunction()
        while words and words[0] == "OR":
            words.pop(0)
            result = conjunction() or result
        return result

    def conjunction():
        result = one()
        while words and words[0] == "AND":
            words.pop(0)
            result = one() and result
        return result

    def one():
        word = words.pop(0)
        if word != "(":
            return word in allowed
        result = alternatives()
        words.pop(0)
        return result

    return alternatives()


def faults(rules):
    """One line for each dependency that breaks a rule."""
    allowed = set(rules["licenses"]["allow"])
    banned = {one["crate"]: one["reason"] for one in rules["bans"]["deny"]}
    for package in packages(rules["graph"]["targets"]):
        name = f"{package['name']} {package['version']}"
        source = package["source"]
        if source is None:  # our own
            for needed in package["dependencies"]:
                if needed["req"] == "*" and needed["path"] is None:
                    yield f"{name}: any version of {needed['name']} would do"
            continue
        if not source.startswith("registry+"):
            yield f"{name}: comes from {source}"
        if package["name"] in banned:
            yield f"{name}: {banned[package['name']]}"
        if not package["license"]:
            yield f"{name}: has no licence"
        elif not satisfied(package["license"], allowed):
            yield f"{name}: its licence, {package['license']}, is not in deny.toml"


def main():
    found = sorted(faults(tomllib.loads(Path("deny.toml").read_text(encoding="utf-8"))))
    print("\n".join(found) or "Nothing to say.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
