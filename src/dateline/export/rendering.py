"""Rendering: templates put into pages that need nothing else.

A page fetches nothing: style and script are inside, and a policy that names
them by hash forbids all else, so that even a report that smuggled markup past
the escaping could neither run nor send anything.

In: values for a template.  Out: HTML text.
"""

import base64
import functools
import hashlib
from importlib.metadata import version
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined

STYLES = {"report": ("page.css", "figures.css"), "index": ("page.css",)}
SCRIPTS = {"report": ("report.js", "figures.js"), "index": ("index.js",)}


def render(name: str, **values: object) -> str:
    """The page of a template, with its own style and script and a policy that names them."""
    css = "".join(_asset(part) for part in STYLES[name])
    script = "".join(_asset(part) for part in SCRIPTS[name])
    policy = (
        f"default-src 'none'; style-src {_hash(css)}; script-src {_hash(script)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    return (
        _environment()
        .get_template(f"{name}.html.jinja")
        .render(
            # our own files, which the templates do not escape; the policy holds them to their hash
            css=css,
            script=script,
            policy=policy,
            version=version("dateline"),
            **values,
        )
    )


@functools.cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("dateline", "data/page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@functools.cache
def _asset(name: str) -> str:
    return files("dateline").joinpath("data", "page", name).read_text("utf-8")


def _hash(content: str) -> str:
    digest = hashlib.sha256(content.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
