"""The Python package's local Docker provider, timed: for each line on standard input one container is started, asked to reset
and stopped; the milliseconds until the reset was answered are printed.

usage: local_docker_provider.py IMAGE
"""

import sys
import time

from openenv.core import GenericEnvClient
from openenv.core.containers.runtime.providers import LocalDockerProvider

for _ in sys.stdin:
    provider = LocalDockerProvider()
    begin = time.perf_counter()
    url = provider.start_container(sys.argv[1])
    try:
        provider.wait_for_ready(url, 60)
        with GenericEnvClient(base_url=url).sync() as env:
            env.reset()
            print((time.perf_counter() - begin) * 1000, flush=True)
    finally:
        provider.stop_container()
