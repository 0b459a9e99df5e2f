package dev.linnet.sensors.fake;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.extension.Plugin;
import com.pi4j.extension.PluginService;
import com.pi4j.io.gpio.digital.DigitalState;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A board in memory. Its lines float until pulled or driven; {@link #drive} plays the outside world, {@link #breakLine}
 * the cut wire. Electrically clean: it keeps a requested debounce time but never bounces. Safe for use by any thread.
 */
public final class FakeBoard implements Plugin {
    /** Lines in use, by chip and pin. */
    private final Map<String, FakeLine> lines = new ConcurrentHashMap<>();

    /** Starts Pi4J with this board as its only provider. */
    public Context start() {
        return Pi4J.newContextBuilder()
                .noAutoDetect()
                .disableShutdownHook()
                .add(new FakeInputProvider(this), new FakeOutputProvider(this))
                .build();
    }

    @Override
    public void initialize(PluginService service) {
        service.register(new FakeInputProvider(this), new FakeOutputProvider(this));
    }

    @Override
    public boolean isMock() {
        return true;
    }

    /** Puts a level on a line from outside; inputs on it see an edge if it changes. */
    public void drive(int chip, int pin, DigitalState level) {
        line(chip, pin).drive(level);
    }

    /** The level on the line. */
    public DigitalState level(int chip, int pin) {
        return line(chip, pin).level();
    }

    /** From now on, using that line fails with this reason; an empty one mends it. */
    public void breakLine(int chip, int pin, String reason) {
        line(chip, pin).breakWith(reason);
    }

    FakeLine line(int chip, int pin) {
        return lines.computeIfAbsent(chip + "/" + pin, key -> new FakeLine());
    }
}
