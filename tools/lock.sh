#!/bin/sh
# Resolve every requirement anew and write the hash-locked files. Needs the network.
set -eu
cd "$(dirname "$0")/.."
uv=${UV:-.boot/bin/uv}
lock() {
    "$uv" pip compile --quiet --generate-hashes --universal --python-version 3.11 \
        --no-annotate --no-emit-index-url --custom-compile-command tools/lock.sh "$@"
}
lock requirements/boot.in --output-file requirements/boot.lock
lock pyproject.toml --output-file requirements/run.lock
lock pyproject.toml --group dev --constraints requirements/run.lock \
    --output-file requirements/dev.lock
lock pyproject.toml --group build --constraints requirements/run.lock \
    --output-file requirements/build.lock
lock pyproject.toml --group train --output-file requirements/train.lock
