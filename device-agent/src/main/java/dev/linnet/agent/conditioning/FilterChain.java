package dev.linnet.agent.conditioning;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/**
 * A channel's filters, in order. A gate does not hide a value from those behind it, it marks it as held: so a median behind a dead
 * band still sees every value, and a heartbeat can let one pass. Not safe for several threads.
 */
public final class FilterChain {
    private final List<Supplier<Filter>> makers;
    private List<Filter> filters;

    public FilterChain(List<Supplier<Filter>> makers) {
        this.makers = List.copyOf(makers);
        this.filters = fresh();
    }

    private List<Filter> fresh() {
        return makers.stream().map(Supplier::get).toList();
    }

    /** What is to be sent in this value's place; empty when nothing is. */
    public OptionalDouble accept(double value, long nanoTime) {
        double[] seen = new double[filters.size()];
        double current = value;
        boolean held = false;
        for (int i = 0; i < seen.length; i++) {
            Filter filter = filters.get(i);
            if (filter instanceof Filter.Transform transform) {
                current = transform.apply(current);
            } else {
                held = ((Filter.Gate) filter).holds(current, nanoTime, held);
            }
            seen[i] = current;
        }
        if (held || !Double.isFinite(current)) {
            return OptionalDouble.empty();
        }
        for (int i = 0; i < seen.length; i++) {
            if (filters.get(i) instanceof Filter.Gate gate) {
                gate.passed(seen[i], nanoTime);
            }
        }
        return OptionalDouble.of(current);
    }

    /** Forgets all that came before: the channel had no value for a while. */
    public void reset() {
        filters = fresh();
    }
}
