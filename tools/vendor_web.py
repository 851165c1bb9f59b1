"""Fetch what the web interface ships of other projects, and write it to its place.

    python -m tools.vendor_web [--check]

Needs npm and the network. `--check` fails if the tree differs from what comes out.
"""

import base64
import hashlib
import itertools
import json
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__)
STATIC = HERE.parents[1] / "src/detente/web/static"
WIDTH, HEIGHT = 960.0, 480.0


def main() -> int:
    """Write the files, or compare them."""
    checked = "--check" in sys.argv[1:]
    wrong = []
    for name, content in made():
        target = STATIC / name
        if checked:
            if not target.exists() or target.read_bytes() != content:
                wrong.append(name)
        else:
            target.write_bytes(content)
            print(f"{name}: {len(content):,} bytes")
    if wrong:
        print(f"not what the pinned packages give: {', '.join(wrong)}", file=sys.stderr)
    return 1 if wrong else 0


def made() -> Iterator[tuple[str, bytes]]:
    """Each file's name under static/, and what it holds."""
    table = tomllib.loads(HERE.with_suffix(".toml").read_text("utf-8"))
    rows = {row["name"]: row for row in table["package"]}
    with tempfile.TemporaryDirectory() as folder:
        htmx = unpacked(rows["htmx.org"], Path(folder))
        yield "htmx.min.js", htmx["package/dist/htmx.min.js"]
        atlas = unpacked(rows["world-atlas"], Path(folder))
        outlines = json.loads(atlas["package/countries-110m.json"])
        yield "world.svg", world_svg(outlines).encode()


def unpacked(row: dict[str, str], folder: Path) -> dict[str, bytes]:
    """The files of a package, after its hash was found right."""
    wanted = f"{row['name']}@{row['version']}"
    command = ["npm", "pack", wanted, "--silent", "--pack-destination", str(folder)]
    name = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    archive = folder / name.strip().splitlines()[-1]
    digest = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if f"sha512-{digest}" != row["integrity"]:
        msg = f"{wanted}: expected {row['integrity']}, got sha512-{digest}"
        raise SystemExit(msg)
    found = {}
    with tarfile.open(archive) as tar:
        for member in tar:
            if member.isfile() and (file := tar.extractfile(member)) is not None:
                found[member.name] = file.read()
    return found


def world_svg(topology: dict[str, Any]) -> str:
    """Countries as one path, plate carrée: x = longitude, y = latitude, 8/3 px a degree."""
    arcs = [list(points(topology, arc)) for arc in topology["arcs"]]
    paths: list[str] = []
    for country in topology["objects"]["countries"]["geometries"]:
        rings = country["arcs"]
        polygons = [rings] if country["type"] == "Polygon" else rings
        for polygon in polygons:
            for ring in polygon:
                paths.extend(path_of(one) for one in flat(joined(ring, arcs)))
    size = f'viewBox="0 0 {WIDTH:g} {HEIGHT:g}"'
    look = 'fill="#8a93a1" stroke="#ffffff" stroke-width="0.35" fill-rule="evenodd"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}>'
        f'<path {look} d="{"".join(paths)}"/></svg>\n'
    )


def points(
    topology: dict[str, Any], arc: list[list[int]]
) -> Iterator[tuple[float, float]]:
    """An arc's delta-encoded points in degrees (TopoJSON 1.0, section 2.1.3)."""
    (sx, sy), (tx, ty) = (
        topology["transform"]["scale"],
        topology["transform"]["translate"],
    )
    x = y = 0
    for dx, dy in arc:
        x, y = x + dx, y + dy
        yield x * sx + tx, y * sy + ty


def joined(
    ring: list[int], arcs: list[list[tuple[float, float]]]
) -> list[tuple[float, float]]:
    """A ring's arcs end to end; ~i is arc i backwards."""
    found: list[tuple[float, float]] = []
    for index in ring:
        part = arcs[index] if index >= 0 else arcs[~index][::-1]
        found.extend(part[1:] if found else part)
    return found


def flat(ring: list[tuple[float, float]]) -> Iterator[list[tuple[float, float]]]:
    """A ring of the globe on the sheet: once, or at both edges if it crosses 180°.

    One that goes around a pole (Antarctica) is closed along the sheet's lower edge.
    """
    turn = 0.0
    found = [ring[0]]
    for (before, _), (lon, lat) in itertools.pairwise(ring):
        if abs(lon - before) > 180.0:
            turn += 360.0 if lon < before else -360.0
        found.append((lon + turn, lat))
    if abs(found[-1][0] - found[0][0]) > 180.0:
        found += [(found[-1][0], -90.0), (found[0][0], -90.0)]
    yield found
    for shift in (-360.0, 360.0):
        moved = [(lon + shift, lat) for lon, lat in found]
        if any(-180.0 < lon < 180.0 for lon, _ in moved):
            yield moved


def path_of(ring: list[tuple[float, float]]) -> str:
    """SVG path data, to a tenth of a pixel, points on one spot left out."""
    spots: list[str] = []
    for lon, lat in ring:
        x = (lon + 180.0) / 360.0 * WIDTH
        y = (90.0 - lat) / 180.0 * HEIGHT
        spot = f"{x:.1f},{y:.1f}"
        if not spots or spots[-1] != spot:
            spots.append(spot)
    return f"M{'L'.join(spots)}Z" if len(spots) > 2 else ""


if __name__ == "__main__":
    sys.exit(main())
