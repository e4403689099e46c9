"""Task world on the real `openenv` package: the reference for the Task API routes.

Run: python serve.py tasks_app
Splits: train (3 tasks), test (2 tasks), plus odd descriptors. `broken` raises, `later` is not implemented.
"""

import os

from pydantic import BaseModel

from openenv.core.env_server.http_server import create_app
from openenv.core.env_server.interfaces import Environment
from openenv.core.env_server.types import Action, Observation, State

SIZES = {"train": 3, "test": 2}


class Split(BaseModel):
    name: str
    type: str
    size: int


class Task(BaseModel):
    id: str
    prompt: str
    index: int


class TaskAction(Action):
    answer: str


class TaskObservation(Observation):
    prompt: str = ""


def make(split, index):
    return Task(id=f"{split}-{index}", prompt=f"question {index}", index=index)


class TaskWorld(Environment[TaskAction, TaskObservation, State]):
    def __init__(self):
        super().__init__()
        self._state = State()

    def list_splits(self):
        odd = [{"name": "dev", "type": "validation", "note": "from a dict"}, Split(name="gold", type="test", size=9), 7]
        return ["train", "validation", "test", "other", *odd]

    async def list_tasks(self, split):
        self._guard(split)
        return [make(split, i) for i in range(SIZES[split])]

    def num_tasks(self, split):
        self._guard(split)
        return SIZES[split]

    def get_task(self, split, index):
        self._guard(split)
        if not -SIZES[split] <= index < SIZES[split]:
            raise IndexError(index)
        return make(split, range(SIZES[split])[index])

    def get_task_range(self, split, start=None, stop=None):
        self._guard(split)
        return [make(split, i) for i in list(range(SIZES[split]))[start:stop]]

    def _guard(self, split):
        if split == "later":
            raise NotImplementedError
        if split == "broken":
            raise ValueError("bad split")

    def reset(self, seed=None, episode_id=None, split="train", index=0):
        self._state = State(episode_id=episode_id, step_count=0)
        return TaskObservation(prompt=make(split, index).prompt)

    def step(self, action, timeout_s=None):
        self._state.step_count += 1
        return TaskObservation(prompt="", done=True, reward=1.0 if action.answer == "yes" else 0.0)

    @property
    def state(self):
        return self._state


app = create_app(TaskWorld, TaskAction, TaskObservation, env_name=os.environ.get("TASKS_ENV_NAME", "Tasks_Env"))
