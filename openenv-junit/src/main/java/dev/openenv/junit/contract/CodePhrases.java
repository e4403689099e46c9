package dev.openenv.junit.contract;

import java.util.Locale;

/**
 * What {@link CodeExecutorContract} has to say, in the language of an executor. A value is what the last line is.
 */
public interface CodePhrases {

    /**
     * Prints a text of letters.
     *
     * @param text what is printed, with a line break after it
     * @return code without a value
     */
    String print(String text);

    /**
     * Keeps a number.
     *
     * @param variable a name
     * @param value the number
     * @return code without a value
     */
    String assign(String variable, int value);

    /**
     * Tells a number that was kept.
     *
     * @param variable a name; when there is no such variable the code fails
     * @return code whose value is the number
     */
    String read(String variable);

    /**
     * Calls a tool that takes a number {@code n}.
     *
     * @param tool the tool
     * @param n the number
     * @return code whose value is the tool's result
     */
    String call(String tool, int n);

    /**
     * Fails.
     *
     * @param message letters
     * @return code that ends with an error that has this message
     */
    String fail(String message);

    /**
     * Goes on for ever, without calling anything.
     *
     * @return code that does not end
     */
    String loop();

    /**
     * What the language cannot read.
     *
     * @return no code
     */
    String wrong();

    /**
     * The phrases in Python.
     *
     * @return for executors of Python
     */
    static CodePhrases python() {
        return PythonPhrases.INSTANCE;
    }

    /** As a Python programmer says it. */
    enum PythonPhrases implements CodePhrases {
        /** There is one Python. */
        INSTANCE;

        @Override
        public String print(String text) {
            return "print('" + text + "')";
        }

        @Override
        public String assign(String variable, int value) {
            return variable + " = " + value;
        }

        @Override
        public String read(String variable) {
            return variable;
        }

        @Override
        public String call(String tool, int n) {
            return String.format(Locale.ROOT, "%s(n=%d)", tool, n);
        }

        @Override
        public String fail(String message) {
            return "raise ValueError('" + message + "')";
        }

        @Override
        public String loop() {
            return "while True: pass";
        }

        @Override
        public String wrong() {
            return "if if";
        }
    }
}
