#!/bin/sh
# setup.sh run|dev|build: make .venv hold what requirements/NAME.lock says, and detente.
# Does nothing when it already does. Needs python3 (3.11 to 3.14) and the package index.
set -eu
cd "$(dirname "$0")/.."
name=$1
export UV_PYTHON_DOWNLOADS=never # an interpreter is the user's to choose
python=${PYTHON:-python3}
stamp=.venv/.has-$name

# What is installed stays good while the lock is no newer and the checkout has not moved.
if [ -e "$stamp" ] && [ ! "requirements/$name.lock" -nt "$stamp" ] &&
    [ "$(cat "$stamp")" = "$(pwd)" ]; then
    exit 0
fi
"$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' || {
    echo "detente needs Python 3.11 to 3.14; '$python' is $("$python" --version 2>&1)." >&2
    echo "Name another one with: make PYTHON=/path/to/python3.12 ..." >&2
    exit 1
}
if [ ! -x .boot/bin/uv ]; then
    echo "setting up the installer (uv) in .boot ..." >&2
    rm -rf .boot
    "$python" -m venv .boot || {
        echo "python3 cannot make virtual environments here (Debian: python3-venv)." >&2
        exit 1
    }
    .boot/bin/python -m pip install --quiet --disable-pip-version-check \
        --require-hashes --requirement requirements/boot.lock
fi
[ -x .venv/bin/python ] || .boot/bin/uv venv --quiet --python "$python" .venv
echo "installing what requirements/$name.lock pins into .venv ..." >&2
.boot/bin/uv pip install --quiet --compile-bytecode --python .venv/bin/python \
    --require-hashes --requirement "requirements/$name.lock"
# The tree itself is put on the path: nothing is built, edits count at once.
site=$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
printf '%s\n' "$(pwd)/src" >"$site/detente-tree.pth"
cat >.venv/bin/detente <<END
#!$(pwd)/.venv/bin/python
from detente.cli import main

if __name__ == "__main__":
    main()
END
chmod +x .venv/bin/detente
pwd >"$stamp"
