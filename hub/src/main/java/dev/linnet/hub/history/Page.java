package dev.linnet.hub.history;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of readings.
 *
 * @param points newest last
 * @param older where to go on, with older readings; null when there are none
 */
public record Page(List<Point> points, @Nullable Position older) {
    public Page {
        points = List.copyOf(points);
    }
}
