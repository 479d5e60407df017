"""Checks sizes, names and words of the source, as CONTRIBUTING.md promises them.

Prints one line for each fault and ends with 1 if there is any. A limit that somebody had a reason to
break stands in EXCEPTIONS, with the reason.
"""

import re
import subprocess
import sys
from pathlib import Path

FILE_LINES = 350  # without its unit tests
FILE_WITH_TESTS = 500  # beyond, the tests move to a file of their own
FUNCTION_LINES = 70
PARAMETERS = 5
DOC_LINES = 300

# (path, what): reason. `what` is the word that the fault's line begins with.
EXCEPTIONS = {
    ("domain/src/tone/structure.rs", "word"): "looked for in texts, however a creditor spells it",
    ("server/src/stripe/simulator/api.rs", "parameters"): "axum hands each extractor over by itself",
    ("server/src/use_cases/payment/leaving.rs", "parameters"): "portal and transaction come before what it is about",
}

# Words that the glossary of product.md replaces, and what that says.
WORDS = {
    r"\binstallments?\b": "instalment",
    r"\bdebtor'?s? accounts?\b": "case",
    r"\bdebtor_accounts?\b": "case",
    r"\bborrowers?\b": "debtor",
    r"\blenders?\b": "creditor",
    r"\bmagic[ _-]links?\b": "access link",
    r"\bpayment_attempts?\b": "attempt",
}

SHUNNED_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "types", "manager"}

# Tests that do not run, and code that is not there.
LEFT_OUT = [
    (r"#\[\s*ignore\b", "a test that is ignored"),
    (r"\b(?:test|it|describe|suite)\.(?:skip|only|todo|fixme)\b", "a test that is skipped or alone"),
    (r"\bx(?:it|describe)\(", "a test that is skipped"),
    (r"@(?:pytest|unittest)\S*\.skip", "a test that is skipped"),
    (r"\b(?:todo|unimplemented)!\s*\(", "code that is not there"),
    (r"(?://|#|--|/\*|<!--).*\b(?:TODO|FIXME|XXX|HACK)\b", "something unfinished"),
]

# Written apart so that this file does not find itself.
HOSTS = [a + "." + b for a, b in [
    ("crates", "io"), ("pypi", "org"), ("registry.npmjs", "org"), ("deb.debian", "org"),
    ("files.pythonhosted", "org"), ("static.rust-lang", "org"), ("index.crates", "io"),
]]
HOST = re.compile("|".join(re.escape(host) for host in HOSTS))
MACHINE_PATH = re.compile(r"(?<![\w.-])/(?:work|home|root|Users|mnt|opt)/[\w.-]+")

TEXT = {".rs", ".toml", ".md", ".sql", ".css", ".ftl", ".mjs", ".js", ".json", ".py", ".sh", ""}
LOCKS = {"Cargo.lock", "package-lock.json"}


def tracked():
    """All files of the repository, those not yet added included."""
    out = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        capture_output=True, text=True, check=True,
    ).stdout
    return [Path(line) for line in out.splitlines() if Path(line).is_file()]


def masked(code):
    """The code with comments, strings and characters blanked, line for line."""
    token = re.compile(
        r'//[^\n]*|/\*.*?\*/|b?r(#*)".*?"\1|b?"(?:\\.|[^"\\])*"|b?\'(?:\\[^\n]+?|[^\\\'\n])\'',
        re.DOTALL,
    )
    return token.sub(lambda m: re.sub(r"[^\n]", " ", m.group()), code)


def closing(code, at, opening, end):
    """Where the bracket that opens at `at` closes."""
    depth = 0
    for i in range(at, len(code)):
        if code[i] == opening:
            depth += 1
        elif code[i] == end:
            depth -= 1
            if depth == 0:
                return i
    return len(code)


def parameters(text):
    """The parameters between the brackets, without `self`."""
    parts, depth, start = [], 0, 0
    for i, c in enumerate(text.replace("->", "  ")):
        if c in "([{<":
            depth += 1
        elif c in ")]}>":
            depth -= 1
        elif c == "," and depth == 0:
            parts.append(text[start:i])
            start = i + 1
    parts.append(text[start:])
    parts = [part.strip() for part in parts]
    return [p for p in parts if p and not re.match(r"(&\s*('\w+\s+)?)?(mut\s+)?self\b", p)]


FUNCTION = re.compile(
    r"(?P<attributes>(?:#\[[^\]]*\]\s*)*)(?P<pub>pub(?:\([^)]*\))?\s+)?"
    r"(?:const\s+|async\s+|unsafe\s+)*fn\s+(?P<name>\w+)"
)


def functions(code):
    """Name, first line, length, parameters, whether public, whether a component."""
    for found in FUNCTION.finditer(code):
        opening = code.find("(", found.end())
        end = closing(code, opening, "(", ")")
        body = re.compile(r"[{;]").search(code, end)
        if not body:
            continue
        last = closing(code, body.start(), "{", "}") if body.group() == "{" else body.start()
        head = found.start("pub") if found["pub"] else found.start("name")
        yield (
            found["name"],
            code.count("\n", 0, head) + 1,
            code.count("\n", head, last) + 1,
            parameters(code[opening + 1:end]),
            (found["pub"] or "").strip() == "pub",
            "component" in found["attributes"],
        )


def is_test(path):
    return path.name == "tests.rs" or "tests" in path.parts or path.parts[0] == "end2end"


UNIT_TESTS = re.compile(r"^#\[cfg\(test\)\]\n(?:#\[[^\n]*\n)*(?:pub(?:\(\w+\))? )?mod \w+ \{", re.M)


def check_rust(path, text):
    whole = text.count("\n")
    code = text if is_test(path) else UNIT_TESTS.split(text)[0]
    lines = code.count("\n")
    if is_test(path) or lines != whole:
        if whole > FILE_WITH_TESTS:
            yield f"file has {whole} lines with its tests, at most {FILE_WITH_TESTS}"
    if is_test(path):
        return
    if lines > FILE_LINES:
        yield f"file has {lines} lines, at most {FILE_LINES}"
    for name, line, length, given, public, component in functions(masked(code)):
        if length > FUNCTION_LINES:
            yield f"function `{name}` (line {line}) has {length} lines, at most {FUNCTION_LINES}"
        # The props of a component are named where it is used.
        if len(given) > PARAMETERS and not component:
            yield f"parameters of `{name}` (line {line}): {len(given)}, at most {PARAMETERS}"
        if public and any(re.search(r":\s*bool$", one) for one in given):
            yield f"bool parameter in the public `{name}` (line {line}): name the two cases"


def check_words(path, text):
    """What may stand in no file."""
    mine = path == Path("scripts/check_style.py")
    foreign = path.parts[:3] == ("server", "src", "stripe")  # Stripe has names of its own
    for number, line in enumerate(text.splitlines(), 1):
        for pattern, why in LEFT_OUT:
            if not mine and path.suffix != ".md" and re.search(pattern, line):
                yield f"left out (line {number}): {why}"
        if HOST.search(line):
            yield f"registry host (line {number})"
        if MACHINE_PATH.search(line) and not mine:
            yield f"machine path (line {number}): {MACHINE_PATH.search(line).group()}"
        for pattern, word in WORDS.items():
            if not mine and not foreign and re.search(pattern, line, re.I):
                yield f"word (line {number}): the glossary says `{word}`"


def check(path):
    if set(path.with_suffix("").parts) & SHUNNED_NAMES:
        yield "name that attracts everything"
    if path.name in LOCKS or path.suffix not in TEXT:
        return
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        yield "encoding is not UTF-8"
        return
    if path.suffix == ".rs":
        yield from check_rust(path, text)
    if path.suffix == ".md" and path.parts[0] == "docs" and text.count("\n") > DOC_LINES:
        yield f"file has {text.count(chr(10))} lines, at most {DOC_LINES}"
    if path.name not in {"LICENSE-MIT", "LICENSE-APACHE"}:
        yield from check_words(path, text)


def main():
    faults, used = [], set()
    for path in tracked():
        for fault in check(path):
            key = (str(path), fault.split()[0])
            if key in EXCEPTIONS:
                used.add(key)
            else:
                faults.append(f"{path}: {fault}")
    faults += [f"{path}: exception for `{what}` is not needed" for path, what in EXCEPTIONS.keys() - used]
    print("\n".join(sorted(faults)) or "Nothing to say.")
    return 1 if faults else 0


sys.exit(main())
