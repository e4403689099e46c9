package dev.openenv.python;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.code.CodeExecutor;
import dev.openenv.code.CodeLimits;
import dev.openenv.json.JsonObject;
import dev.openenv.tools.CallTool;
import dev.openenv.tools.CodeAct;
import dev.openenv.tools.CodeError;
import dev.openenv.tools.CodeErrorKind;
import dev.openenv.tools.CodeReply;
import dev.openenv.tools.ToolErrorKind;
import dev.openenv.tools.ToolPolicy;
import dev.openenv.tools.ToolReply;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** What code in Python can do, the same in every executor. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
public abstract class PythonExecutorContract {

    private CodeExecutor executor;
    private PythonWorld world;

    /**
     * Makes an executor that can keep four sessions.
     *
     * @param limits what it has to keep
     * @return the executor, which the suite closes
     */
    protected abstract CodeExecutor executor(CodeLimits limits);

    @BeforeAll
    void start() {
        executor = executor(CodeLimits.defaults().withOutput(10_000).withCalls(50));
    }

    @AfterAll
    void stop() {
        if (executor != null) {
            executor.close();
        }
    }

    @BeforeEach
    void open() {
        world = new PythonWorld(executor);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void theLastExpressionIsTheValue() {
        assertThat(world.value("x = 20", "x + 1")).isEqualTo(21L);
        assertThat(world.run("x = 5").value()).isEmpty();
        assertThat(world.run("None")).isEqualTo(CodeReply.empty());
        assertThat(world.run("")).isEqualTo(CodeReply.empty());
        assertThat(world.value("(1, [2.5, 'three'], {'four': None, 'five': True})"))
                .isEqualTo(JsonObject.of(
                                "list",
                                Arrays.asList(1L, List.of(2.5, "three"), JsonObject.of("four", null, "five", true)))
                        .get("list"));
    }

    @Test
    void whatJsonCannotHoldIsShown() {
        assertThat(world.value("{1}")).isEqualTo("{1}");
        assertThat(world.value("float('nan')")).isEqualTo("nan");
        assertThat(world.value("b'x'")).isEqualTo("b'x'");
        assertThat(world.value("[len]")).isEqualTo("[<built-in function len>]");
        assertThat(world.value("add")).isEqualTo("<tool add(a, b)>");
        assertThat(world.value("10 ** 2000")).isEqualTo("1" + "0".repeat(2000));
        assertThat((String) world.value("x = []", "for i in range(500): x = [x]", "x"))
                .startsWith("[[[");
        assertThat((String) world.value("x = []", "x.append(x)", "x")).isEqualTo("[[...]]");
        assertThat((String) world.value("class Bad:", "  def __repr__(self): raise SystemExit('no')", "Bad()"))
                .contains("Bad object");
        assertThat((String) world.value("'x' * 20_000")).hasSizeBetween(9_000, 11_000);
    }

    @Test
    void textOfEveryKindComesBack() {
        assertThat(world.value("'\\u00e9\\u4e16\\U0001F600\\n\\x00'")).isEqualTo("\u00e9\u4e16\ud83d\ude00\n\0");
        assertThat(world.run("print('\\u00e9\\u4e16\\U0001F600')").output()).isEqualTo("\u00e9\u4e16\ud83d\ude00\n");
        assertThat(world.value("'\u00e9\u4e16\ud83d\ude00'[-1]")).isEqualTo("\ud83d\ude00");
        assertThat(world.run("import sys", "n = sys.stdout.buffer.write(b'a\\xffb')")
                        .output())
                .isEqualTo("a\ufffdb");
    }

    @Test
    void outputIsGatheredInOrder() {
        var reply = world.run("import sys", "print('one', end=' ')", "print('two', file=sys.stderr)", "print('three')");

        assertThat(reply.output()).isEqualTo("one two\nthree\n");
        assertThat(reply.cut()).isFalse();
    }

    @Test
    void tooMuchOutputIsCut() {
        var reply = world.run("print('x' * 9_990)", "print('0123456789')", "'end'");

        assertThat(reply.output()).hasSize(10_000).endsWith("x\n012345678");
        assertThat(reply.cut()).isTrue();
        assertThat(reply.value()).contains("end");
        assertThat(world.run("print('again')").output()).isEqualTo("again\n");
    }

    @Test
    void variablesStayUntilTheReset() {
        world.run("import math", "def area(r):", "  return math.pi * r * r", "radius = 2");
        assertThat(world.value("round(area(radius), 2)")).isEqualTo(12.57);

        world.environment.reset();
        assertThat(world.error("radius")).startsWith("NameError: name 'radius' is not defined");
    }

    @Test
    void anErrorKeepsTheVariables() {
        world.run("x = 1", "y = 1 / 0");

        assertThat(world.value("x")).isEqualTo(1L);
    }

    @Test
    void errorsHaveTheirLine() {
        var error = world.run("def half(x):", "  return x / 0", "", "print('start')", "half(3)");

        assertThat(error.output()).isEqualTo("start\n");
        assertThat(error.error())
                .contains(CodeError.of(CodeErrorKind.EXCEPTION, "ZeroDivisionError: division by zero")
                        .withLine(2)
                        .withTrace("line 5: half(3)\nline 2, in half: return x / 0"));
        assertThat(world.run("", "half(3)").error())
                .contains(CodeError.of(CodeErrorKind.EXCEPTION, "ZeroDivisionError: division by zero")
                        .withLine(2)
                        .withTrace("line 2: half(3)\naction 1, line 2, in half: return x / 0"));
    }

    @Test
    void whatIsNoPythonRunsNothing() {
        var reply = world.run("print('start')", "x = = 1");

        assertThat(reply.output()).isEmpty();
        assertThat(reply.error())
                .contains(CodeError.of(CodeErrorKind.SYNTAX, "SyntaxError: invalid syntax")
                        .withLine(2));
    }

    @Test
    void everyExceptionIsToldAndHarmsNothing() {
        assertThat(world.error("import sys", "sys.exit(3)")).isEqualTo("SystemExit: 3");
        assertThat(world.error("raise KeyboardInterrupt")).isEqualTo("KeyboardInterrupt");
        assertThat(world.error("class Odd(BaseException):", "  def __str__(self): raise ValueError", "raise Odd"))
                .isEqualTo("Odd");
        assertThat(world.error("assert 1 == 2, 'no'")).isEqualTo("AssertionError: no");
        assertThat(world.value("1")).isEqualTo(1L);
    }

    @Test
    void toolsAreFunctionsWithNamedOrOrderedArguments() {
        assertThat(world.value("add(a=1, b=2) + add(3, 4) + add(5, b=6)")).isEqualTo(21L);
        assertThat(world.value("[t['title'] for t in find(word='printer')]"))
                .isEqualTo(List.of("printer 0", "printer 1"));
        assertThat(world.run("nothing()").value()).isEmpty();
        assertThat(world.value("open('VPN down')")).isEqualTo(1L);
        assertThat(world.value("call_tool('add', a=1, b=1)")).isEqualTo(2L);
        assertThat(world.error("add(1, 2, 3)")).isEqualTo("TypeError: add() takes at most 2 arguments, got 3");
        assertThat(world.error("add(1, a=2)")).isEqualTo("TypeError: add() got two values for 'a'");
    }

    @Test
    void toolsCanBeListed() {
        assertThat(world.value("[t['name'] for t in list_tools()]"))
                .isEqualTo(List.of("add", "fail", "find", "hang", "late", "length", "nothing", "open", "picture"));
        assertThat(world.value("list_tools()[0]['input_schema']['properties']['b']['maximum']"))
                .isEqualTo(100L);
    }

    @Test
    void failingToolsAreExceptions() {
        var kinds = world.value(
                "seen = []",
                "for attempt in (lambda: fail(why='broken'), lambda: add(a='x', b=1), lambda: call_tool('no')):",
                "  try:",
                "    attempt()",
                "  except ToolError as e:",
                "    seen.append([e.error_type, str(e)])",
                "seen");

        assertThat(kinds)
                .asString()
                .contains("execution_error", "broken")
                .contains("invalid_args", "/a: expected an integer")
                .contains("tool_not_found", "Unknown tool: 'no'");
        var reply = world.run("fail('broken')");
        assertThat(reply.error().orElseThrow().message())
                .startsWith("ToolError: ")
                .contains("broken");
        assertThat(reply.error().orElseThrow().line()).hasValue(1);
    }

    @Test
    void callsAreRecordedAsIfMadeAlone() {
        var reply = world.run("find('vpn')", "add(1, 200) if False else None", "picture()", "fail('x')");
        var names = reply.calls().stream().map(call -> call.tool().name()).toList();

        assertThat(names).containsExactly("find", "picture", "fail");
        for (var call : reply.calls()) {
            assertThat(call.reply())
                    .isEqualTo((ToolReply) world.environment.step(call.tool()).observation());
        }
        assertThat(reply.calls().get(0).tool()).isEqualTo(CallTool.of("find", JsonObject.of("word", "vpn")));
    }

    @Test
    void argumentsThatJsonCannotHoldAreNotSent() {
        for (var bad : List.of("{1, 2}", "float('inf')", "b'x'", "object()", "10 ** 2000", "deep", "round_")) {
            var reply = world.run(
                    "deep = []",
                    "for i in range(300): deep = [deep]",
                    "round_ = []",
                    "round_.append(round_)",
                    "add(" + bad + ", 1)");

            assertThat(reply.calls()).as(bad).isEmpty();
            assertThat(reply.error().orElseThrow().kind()).as(bad).isEqualTo(CodeErrorKind.EXCEPTION);
        }
    }

    @Test
    void fiveMegabytesAreAnArgument() {
        assertThat(world.value("length('x' * 5_000_000)")).isEqualTo(5_000_000L);
        assertThat(world.error("length('x' * 9_000_000)")).startsWith("ValueError: more than");
    }

    @Test
    void tooManyCallsAreRefused() {
        var reply = world.run(
                "for i in range(60):",
                "  try:",
                "    add(i, 1)",
                "  except ToolError as e:",
                "    print(e.error_type)",
                "    break",
                "i");

        assertThat(reply.value()).contains(50L);
        assertThat(reply.output()).isEqualTo(ToolErrorKind.REFUSED.wireName() + "\n");
        assertThat(reply.calls()).hasSize(50);
    }

    @Test
    void rewardAndStateAreThoseOfTheTools() {
        var result = world.environment.step(CodeAct.python("open('a')\nopen('b')"));

        assertThat(result.reward()).hasValue(2);
        assertThat(world.environment.state().values().integer("opened")).hasValue(2);
        assertThat(world.environment.state().stepCount()).isEqualTo(1);
    }

    @Test
    void theStandardLibraryIsThere() {
        assertThat(world.value(
                        "import collections, datetime, functools, itertools, json, math, re, statistics, string",
                        "[collections.Counter('aab')['a'], datetime.date(2026, 2, 28).isoformat(),",
                        " functools.reduce(lambda a, b: a * b, range(1, 6)), len(list(itertools.permutations('abc'))),",
                        " json.loads('{\"a\": [1]}')['a'], math.gcd(12, 18), re.sub(r'\\d', '#', 'a1'),",
                        " statistics.median([3, 1, 2]), string.ascii_lowercase[:3]]"))
                .isEqualTo(List.of(2L, "2026-02-28", 120L, 6L, List.of(1L), 6L, "a#", 2L, "abc"));
    }

    @Test
    void chanceDiffersFromSessionToSession() {
        var program = "import random\n[random.random() for i in range(3)]";
        try (var other = new PythonWorld(executor)) {
            assertThat(world.value(program)).isNotEqualTo(other.value(program));
        }
    }

    @Test
    void aPolicyHoldsInCode() {
        var policy = ToolPolicy.allowingAll().without("length").withAtMost("add", 2);
        try (var mine = new PythonWorld(executor, policy)) {
            var reply = mine.run("add(1, 1)", "add(1, 1)", "add(1, 1)");
            assertThat(reply.calls()).hasSize(3);
            assertThat(reply.calls().get(2).reply().error().orElseThrow().kind())
                    .isEqualTo(ToolErrorKind.REFUSED);
            assertThat(reply.error().orElseThrow().message())
                    .contains("Tool 'add' was called 2 times, which is all that is allowed");
            assertThat(mine.error("length('x')")).contains("NameError");
        }
    }

    @Test
    void sessionsKnowNothingOfEachOther() throws Exception {
        var threads = Executors.newFixedThreadPool(3);
        try {
            var worlds = IntStream.range(0, 3)
                    .mapToObj(i -> (Callable<Object>) () -> {
                        try (var mine = new PythonWorld(executor)) {
                            mine.run("x = " + i);
                            return mine.value("total = 0", "for i in range(20): total = add(total, x)", "total");
                        }
                    })
                    .toList();
            var totals = threads.invokeAll(worlds).stream()
                    .map(PythonExecutorContract::got)
                    .toList();

            assertThat(totals).containsExactly(0L, 20L, 40L);
        } finally {
            threads.shutdown();
        }
    }

    private static Object got(Future<Object> future) {
        try {
            return future.get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
