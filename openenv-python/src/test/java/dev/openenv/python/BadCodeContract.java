package dev.openenv.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openenv.code.CodeExecutor;
import dev.openenv.code.CodeLimits;
import dev.openenv.tools.CodeErrorKind;
import dev.openenv.tools.CodeReply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What code must not do, whoever runs it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
public abstract class BadCodeContract {

    private static final Duration LIMIT = Duration.ofMillis(1000);

    /** For code that imports much before it is bad. */
    private static final Duration PATIENT = Duration.ofSeconds(20);

    /** The issue of stopping in time is measured in a benchmark; here, other work may take the processors. */
    private static final Duration SLACK = Duration.ofSeconds(4);

    private CodeExecutor executor;
    private PythonWorld world;

    /**
     * Makes an executor that can keep four sessions and leaves no more than 256 MB to each.
     *
     * @param limits what it has to keep
     * @return the executor, which the suite closes
     */
    protected abstract CodeExecutor executor(CodeLimits limits);

    /**
     * Files of this machine that code could find by name.
     *
     * @return paths that code cannot read
     */
    protected List<String> systemFiles() {
        return List.of("/etc/passwd", "/etc/shadow", "/proc/1/environ", "/proc/version");
    }

    @BeforeAll
    void start() {
        executor = executor(CodeLimits.defaults().withOutput(10_000));
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

    private CodeReply run(String code) {
        return run(LIMIT, code);
    }

    private CodeReply run(Duration limit, String code) {
        world.run("kept = 1");
        var start = System.nanoTime();
        var reply = world.run(limit, code);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(limit.plus(SLACK));
        var lost = reply.error().isPresent() && reply.error().get().variablesLost();
        assertThat(world.run("'kept' in globals()").value()).contains(!lost);
        assertThat(world.value("add(1, 2)")).isEqualTo(3L);
        return reply;
    }

    private static CodeErrorKind kind(CodeReply reply) {
        return reply.error()
                .orElseThrow(() -> new AssertionError(reply.toString()))
                .kind();
    }

    static Stream<String> endless() {
        return Stream.of(
                "while True: pass",
                "while True:\n  try:\n    while True: pass\n  except BaseException: pass",
                "def f():\n  try:\n    while True: pass\n  finally:\n    f()\nf()",
                "while True: print('x' * 100)",
                "while True:\n  try: print('x' * 100000)\n  except BaseException: pass",
                "import time\nwhile True:\n  try: time.sleep(100)\n  except BaseException: pass",
                "10 ** 10 ** 8",
                "sum(range(10 ** 12))",
                "import re\nre.match('(a+)+$', 'a' * 50 + 'b')",
                "max(iter(int, 1))",
                "while True:\n  try: hang()\n  except BaseException: pass",
                "while True:\n  try: add(1, 1)\n  except BaseException: pass",
                "while True:\n  try: fail('x' * 100000)\n  except BaseException: pass");
    }

    @ParameterizedTest
    @MethodSource
    void endless(String code) {
        assertThat(kind(run(code))).isEqualTo(CodeErrorKind.TIMEOUT);
    }

    static Stream<String> greedy() {
        return Stream.of(
                "x = 'a' * (1 << 30)",
                "x = 'a' * (1 << 31)",
                "x = bytearray(1 << 40)",
                "x = []\nwhile True: x.append(bytearray(1 << 20))",
                "x = [0]\nwhile True: x += x",
                "x = 'a'\nwhile True: x += x",
                "def f(): f()\nf()",
                "def f(n): return [f(n + 1)]\nf(0)",
                "class A:\n  def __repr__(self): return repr(self)\nrepr(A())",
                "class A:\n  def __add__(self, other): return self + other\nA() + A()",
                "f = lambda x: sorted([1, 2], key=f)\nf(1)",
                "x = '(' * 5000 + ')' * 5000\neval(x)",
                "import sys\nsys.setrecursionlimit(10 ** 7)\ndef f(): f()\nf()",
                "x = None\nfor i in range(10 ** 6): x = (x,)\nhash(x)",
                "import json\njson.loads('[' * 10 ** 6)");
    }

    @ParameterizedTest
    @MethodSource
    void greedy(String code) {
        assertThat(kind(run(code))).isIn(CodeErrorKind.EXCEPTION, CodeErrorKind.CRASHED, CodeErrorKind.TIMEOUT);
    }

    static Stream<String> processes() {
        return Stream.of(
                "import os\nwhile True: os.fork()",
                "import subprocess\nsubprocess.run(['sleep', '1000'])",
                "import subprocess\nsubprocess.Popen('sleep 1000', shell=True)",
                "import os\nos.system('sleep 1000') == 0 and 'ran'  or 1 / 0",
                "import os\nos.execv('/bin/sh', ['sh'])",
                "import multiprocessing\np = multiprocessing.Process(target=print)\np.start()",
                "import os\nos.posix_spawn('/bin/sleep', ['sleep', '1000'], {})",
                "import os\nos.kill(os.getppid(), 9)",
                "import os\nos.kill(1, 9) if os.getpid() != 1 else 1 / 0",
                "import os\nos.killpg(0, 9)",
                "import ctypes\nctypes.CDLL(None).fork() >= 0 or 1 / 0");
    }

    @ParameterizedTest
    @MethodSource
    void processes(String code) {
        var before = processNames();

        assertThat(kind(run(code))).isIn(CodeErrorKind.EXCEPTION, CodeErrorKind.CRASHED);
        assertThat(processNames()).isSubsetOf(before);
    }

    private static Set<String> processNames() {
        return ProcessHandle.allProcesses()
                .flatMap(process -> process.info().commandLine().stream())
                .filter(command -> command.contains("sleep 1000"))
                .collect(Collectors.toSet());
    }

    @Test
    void threadsEndWithTheSession() {
        var reply = run("import threading\ndef f():\n  while True: pass\n"
                + "for i in range(20): threading.Thread(target=f, daemon=True).start()");

        assertThat(reply.error().map(error -> error.kind()).orElse(CodeErrorKind.EXCEPTION))
                .isIn(CodeErrorKind.EXCEPTION, CodeErrorKind.TIMEOUT);
    }

    static Stream<String> leavings() {
        return Stream.of(
                "import os\nos._exit(0)",
                "import os\nos.abort()",
                "import os\nos.closerange(0, 1000)",
                "import ctypes\nctypes.string_at(8)",
                "import sys\nsys.settrace(lambda *a: 1 / 0)\nx = 1");
    }

    @ParameterizedTest
    @MethodSource
    void leavings(String code) {
        run(code);
    }

    @Test
    void filesOfTheHostAreNotThere(@TempDir Path folder) throws IOException {
        var secret = Files.writeString(folder.resolve("secret.txt"), CodeDesk.SECRET);
        for (var file : Stream.concat(Stream.of(secret.toString()), systemFiles().stream())
                .toList()) {
            assertThat(kind(run("import io\nio.open('" + file + "').read()"))).isEqualTo(CodeErrorKind.EXCEPTION);
        }
        run("import io\nio.open('" + folder.resolve("new.txt") + "', 'w').write('x')");
        run("import os\nos.remove('" + secret + "')");
        run("import shutil\nshutil.rmtree('/', ignore_errors=True)");
        run(
                "import os\nfor place, folders, files in os.walk('/'):\n  for f in files:\n    try: os.remove(place + '/' + f)\n"
                        + "    except OSError: pass");

        assertThat(folder).isDirectoryContaining(file -> file.equals(secret));
        assertThat(folder.resolve("new.txt")).doesNotExist();
        assertThat(secret).hasContent(CodeDesk.SECRET);
    }

    @Test
    void whatTheHostKnowsIsNotThere() {
        var user = System.getProperty("user.name");
        var environment = run("import os\nsorted(os.environ.items())")
                .value()
                .map(Object::toString)
                .orElse("");

        assertThat(environment).doesNotContain("JAVA", "java", "maven", "/home/" + user);
        System.getenv().forEach((name, value) -> {
            if (!List.of("LANG", "LC_ALL", "LC_CTYPE", "HOME", "PWD", "PATH").contains(name)) {
                assertThat(environment).doesNotContain("'" + name + "'");
            }
        });
        assertThat(run("import os\n[p for p in os.listdir('/proc') if p.isdigit()]")
                        .value())
                .satisfiesAnyOf(
                        none -> assertThat(none).isEmpty(),
                        few -> assertThat(few.orElseThrow().toString()).hasSizeLessThan(20));
    }

    @Test
    void portsOfTheHostAreOutOfReach() throws IOException {
        try (var port = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            for (var host :
                    List.of("127.0.0.1", "localhost", InetAddress.getLocalHost().getHostAddress())) {
                var reply = run(
                        PATIENT,
                        "import socket\nsocket.create_connection(('" + host + "', " + port.getLocalPort() + "), 0.5)");
                assertThat(kind(reply)).isEqualTo(CodeErrorKind.EXCEPTION);
            }
            assertThat(kind(run(
                            PATIENT,
                            "import urllib.request\nurllib.request.urlopen('http://127.0.0.1:" + port.getLocalPort()
                                    + "', timeout=0.5)")))
                    .isEqualTo(CodeErrorKind.EXCEPTION);
            port.setSoTimeout(50);
            assertThatThrownBy(port::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void nothingBehindTheToolsCanBeReached() {
        var seen = run(
                PATIENT,
                "import gc, sys\n"
                        + "things = [str(o)[:200] for o in gc.get_objects()[:100000] if isinstance(o, (str, dict))]\n"
                        + "[t for t in things if 'desk\\'s secret' in t]");
        assertThat(seen.value().orElseThrow().toString()).isEqualTo("[]");
        for (var name :
                List.of("reset", "step", "state", "close", "secret", "reward", "done", "toString", "getClass")) {
            assertThat(kind(run("call_tool('" + name + "')"))).isEqualTo(CodeErrorKind.EXCEPTION);
        }
        assertThat(kind(run("add.__self__"))).isEqualTo(CodeErrorKind.EXCEPTION);
        run("g = call_tool.__self__._host\ng.send('\"done\": true, \"value\": 1, \"reward\": 5, \"calls\": [1]')");
        assertThat(world.environment.state().values().integer("opened")).hasValue(0);
    }

    static Stream<String> fakes() {
        return Stream.of(
                "import os\nfor fd in range(64):\n  try: os.write(fd, b'{\"id\": 1, \"result\": 5}\\n')\n  except OSError: pass",
                "import os\nfor fd in range(64):\n"
                        + "  try: os.write(fd, b'{\"id\": 1, \"call\": \"open\", \"arguments\": {\"title\": \"faked\"}}\\n')\n"
                        + "  except OSError: pass",
                "import os\nfor fd in range(64):\n  try: os.write(fd, b'\\xff\\xfe not JSON \\n')\n  except OSError: pass",
                "import os\nfor fd in range(64):\n  try: os.write(fd, b'{' * 100000)\n  except OSError: pass",
                "h = call_tool.__self__._host\nh.send('\"call\": 5')",
                "h = call_tool.__self__._host\nwhile True: h.send('\"out\": \"x\"')",
                "h = call_tool.__self__._host\nwhile True: h.send('\"call\": \"add\", \"arguments\": {}')",
                "h = call_tool.__self__._host\nh.send('x' * (30 << 20))",
                "import json\njson.dumps = None\njson.loads = None\nadd(1, 1)",
                "import builtins\nfor n in dir(builtins):\n  if n.islower(): setattr(builtins, n, None)");
    }

    @ParameterizedTest
    @MethodSource
    void fakes(String code) {
        var reply = world.run(LIMIT, code);

        for (var call : reply.calls()) {
            assertThat(call.tool().name()).isIn("open", "add");
        }
        var opened = world.environment.state().values().integer("opened").orElseThrow();
        var made = reply.calls().stream()
                .filter(call -> call.tool().name().equals("open")
                        && call.reply().error().isEmpty());
        assertThat(opened).isEqualTo(made.count());
        world.environment.reset();
        assertThat(world.value("add(1, 2)")).isEqualTo(3L);
    }

    @Test
    void aToolThatTakesTooLongIsAnExceptionAndTheCodeGoesOn() {
        var reply = run("try:\n  late()\nexcept ToolError as e:\n  print(e.error_type)\n'on'");

        assertThat(reply.output()).isEqualTo("timeout\n");
        assertThat(reply.value()).contains("on");
    }

    @Test
    void whatWasPrintedBeforeTheEndIsTold() {
        var reply = run("print('before')\nadd(1, 2)\nwhile True: pass");

        assertThat(reply.output()).startsWith("before");
        assertThat(reply.calls()).hasSize(1);
    }

    @Test
    void othersAreNotDisturbed() throws Exception {
        try (var other = new PythonWorld(executor)) {
            other.run("x = 1");
            var bad = new Thread(() -> world.run(LIMIT, "while True: pass"));
            bad.start();
            for (var i = 0; i < 20; i++) {
                assertThat(other.value("x = add(x, 1)", "x")).isEqualTo(i + 2L);
            }
            bad.join();
        }
    }

    @Test
    void closingInTheMiddleEndsTheCode() throws Exception {
        var session = executor.open();
        var code = new Thread(() -> session.run("while True: pass", new NoTools(Duration.ofSeconds(100))));
        code.start();
        session.close();
        code.join(20_000);

        assertThat(code.isAlive()).isFalse();
    }
}
