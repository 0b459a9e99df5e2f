package dev.linnet.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * What happens to one target, drawn from a seed: the same seed, name and faults give the same steps for ever. Each kind comes before
 * any comes again, so that a short schedule leaves none out.
 */
final class Schedule {
    private static final long LEAST_PEACE_MILLIS = 1_000;

    private Schedule() {}

    static List<Step> draw(long seed, Target target, Duration length) {
        Random random = new Random(seed * 31 + target.name().hashCode());
        List<Step> steps = new ArrayList<>();
        List<Fault> bag = new ArrayList<>();
        Duration at = Duration.ZERO;
        while (true) {
            if (bag.isEmpty()) {
                bag.addAll(target.faults());
                Collections.shuffle(bag, random);
            }
            Fault fault = bag.removeLast();
            Duration peace = between(random, LEAST_PEACE_MILLIS, target.peace().toMillis());
            Duration lasts =
                    between(random, fault.least().toMillis(), fault.most().toMillis());
            double chance = random.nextDouble();
            Duration left = length.minus(at).minus(peace);
            if (left.compareTo(lasts) <= 0) {
                if (left.compareTo(fault.least()) >= 0) {
                    steps.add(new Step(peace, fault, left, chance));
                }
                return steps;
            }
            steps.add(new Step(peace, fault, lasts, chance));
            at = at.plus(peace).plus(lasts);
        }
    }

    private static Duration between(Random random, long least, long most) {
        return Duration.ofMillis(random.nextLong(least, most + 1));
    }
}
