"""Makes virtual environments for the tests, once per machine, and prints the Python of each.

Run: python3 home.py CACHE_FOLDER REQUIREMENTS_FILE...

An environment is keyed by a hash of its requirements and of the Python that makes it. Two runs at once wait for each other on a file
lock; the lock goes with the process. An environment without its marker is half made and is made again.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path


def make(cache, requirements):
    text = Path(requirements).read_text() + sys.version + sys.executable
    home = cache / hashlib.sha256(text.encode()).hexdigest()[:16]
    python, marker = home / "bin" / "python", home / "made"
    cache.mkdir(parents=True, exist_ok=True)
    with open(cache / f"{home.name}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not marker.exists() or subprocess.call([python, "-c", "import openenv"]) != 0:
            shutil.rmtree(home, ignore_errors=True)
            run([sys.executable, "-m", "venv", str(home)])
            run([str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", str(requirements)])
            fresh = home / "made.new"
            fresh.write_text(text)
            os.replace(fresh, marker)
    return python


def run(command):
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(command[:4])} ended with {done.returncode}: {done.stdout[-1500:]}")


if __name__ == "__main__":
    if sys.version_info < (3, 10):
        sys.exit(f"Python 3.10 or newer is needed, this is {sys.version.split()[0]}")
    for file in sys.argv[2:]:
        print(make(Path(sys.argv[1]).expanduser().absolute(), file), flush=True)
