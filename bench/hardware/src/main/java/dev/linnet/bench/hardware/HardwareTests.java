package dev.linnet.bench.hardware;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs every test of this package, or of the classes or methods (CLASS#METHOD) named, and prints what came of each, and the counts at the end. */
public final class HardwareTests implements TestExecutionListener {
    // Only the launcher's thread touches these.
    private int passed;
    private int failed;
    private long started;

    private HardwareTests() {}

    @SuppressWarnings("SystemOut") // The console is how the machine talks to the world.
    public static void main(String[] arguments) {
        String here = HardwareTests.class.getPackageName();
        List<? extends DiscoverySelector> selected = arguments.length == 0
                ? List.of(selectPackage(here))
                : Stream.of(arguments)
                        .map(name ->
                                name.contains("#") ? selectMethod(here + "." + name) : selectClass(here + "." + name))
                        .toList();
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selected)
                .configurationParameter("junit.jupiter.execution.timeout.default", "180 s")
                .configurationParameter("junit.jupiter.execution.timeout.lifecycle.method.default", "600 s")
                .build();
        HardwareTests tests = new HardwareTests();
        Launcher launcher = LauncherFactory.create();
        launcher.execute(request, tests);
        System.out.println("hardware: " + tests.passed + " passed, " + tests.failed + " failed");
        System.exit(tests.failed == 0 && tests.passed > 0 ? 0 : 1);
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        started = System.nanoTime();
    }

    @Override
    @SuppressWarnings("SystemOut") // See above.
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        boolean good = result.getStatus() == TestExecutionResult.Status.SUCCESSFUL;
        if (!test.isTest() && good) {
            return;
        }
        if (good) {
            passed++;
        } else {
            failed++;
        }
        long millis = Duration.ofNanos(System.nanoTime() - started).toMillis();
        System.out.println((good ? "passed " : "FAILED ") + test.getLegacyReportingName() + " of "
                + test.getUniqueIdObject().getSegments().get(1).getValue() + " (" + millis + " ms)");
        result.getThrowable().ifPresent(failure -> failure.printStackTrace(System.out));
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        failed++;
    }
}
