"""The package's local Docker provider starts an image of ours, and a typed client plays in it.

Run: python local_docker.py IMAGE GUESS...
"""

import sys

from openenv.core.containers.runtime.providers import LocalDockerProvider

import typed_client

if __name__ == "__main__":
    provider = LocalDockerProvider()
    url = provider.start_container(sys.argv[1])
    try:
        provider.wait_for_ready(url, 60)
        typed_client.main(url, sys.argv[2:])
    finally:
        provider.stop_container()
