"""Runs one program and ends with whoever started it: when standard input closes, this process is gone.

Run: python hosted.py PROGRAM.py ARGUMENT...     or     python hosted.py -m MODULE ARGUMENT...
"""

import os
import runpy
import sys
import threading


def end_with_parent(parent):
    while os.read(parent, 4096):
        pass
    os._exit(3)


if __name__ == "__main__":
    threading.Thread(target=end_with_parent, args=[os.dup(0)], daemon=True).start()
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    as_module = sys.argv[1] == "-m"
    sys.argv = sys.argv[2:] if as_module else sys.argv[1:]
    if as_module:
        runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
    else:
        runpy.run_path(sys.argv[0], run_name="__main__")
