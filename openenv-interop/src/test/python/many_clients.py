"""Many clients at once against an echo world: each has its own world, and none gets another's answer.

Run: python many_clients.py URL CLIENTS STEPS
"""

import asyncio
import sys

from openenv.core import GenericEnvClient


async def play(url, name, steps, gate):
    async with GenericEnvClient(base_url=url) as env:
        await env.reset(episode_id=name)
        await gate.wait()
        for n in range(1, steps + 1):
            result = await env.step({"message": f"{name}-{n}"})
            assert (result.observation["echoed"], result.observation["n"]) == (f"{name}-{n}", n), result
        state = await env.state()
        assert (state["episode_id"], state["step_count"]) == (name, steps), state


class Gate:
    """Opens when all have come; asyncio.Barrier is not in Python 3.10."""

    def __init__(self, count):
        self.left, self.open = count, asyncio.Event()

    async def wait(self):
        self.left -= 1
        if not self.left:
            self.open.set()
        await self.open.wait()


async def main(url, clients, steps):
    gate = Gate(clients)
    await asyncio.gather(*(play(url, f"client-{i}", steps, gate) for i in range(clients)))
    print(f"{clients} clients played {steps} steps each")


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
