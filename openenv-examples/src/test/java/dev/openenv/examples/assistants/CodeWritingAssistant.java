package dev.openenv.examples.assistants;

import dev.openenv.Agent;
import dev.openenv.Episode;
import dev.openenv.tools.CodeAct;
import dev.openenv.tools.ToolAction;
import dev.openenv.tools.ToolObservation;

/** An assistant whose model writes Python that calls the tools. Its key is for the model, and for nobody else. */
class CodeWritingAssistant implements Agent<ToolAction, ToolObservation> {

    /** A model behind HTTP. */
    interface Model {

        /** The text of its answer. */
        String answer(String apiKey, String prompt);
    }

    final String apiKey;
    private final Model model;

    CodeWritingAssistant(String apiKey, Model model) {
        this.apiKey = apiKey;
        this.model = model;
    }

    @Override
    public void play(Episode<ToolAction, ToolObservation> episode) {
        var answer = model.answer(
                apiKey, "Write Python that calls the tools. " + episode.task().instruction());
        episode.step(CodeAct.python(program(answer)));
    }

    /** The answer without what models put around programs. */
    String program(String answer) {
        return answer.replace("```python\n", "").replace("```", "");
    }
}
