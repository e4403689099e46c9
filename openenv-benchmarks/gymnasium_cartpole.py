"""Steps of Gymnasium's CartPole-v1 per second of CPU time, as CartPoleSpeed measures ours."""

import statistics
import sys
import time

import gymnasium

steps = int(sys.argv[1])
env = gymnasium.make("CartPole-v1")
rates = []
for round_number in range(-1, 5):
    start = time.process_time()
    seed = 0
    done = True
    for i in range(steps):
        if done:
            env.reset(seed=seed)
            seed += 1
        _, _, terminated, truncated, _ = env.step(i & 1)
        done = terminated or truncated
    rate = steps / (time.process_time() - start)
    print(f"gymnasium round {round_number}: {rate:.0f} steps per CPU second")
    if round_number >= 0:
        rates.append(rate)
print(f"gymnasium median {statistics.median(rates):.0f}")
