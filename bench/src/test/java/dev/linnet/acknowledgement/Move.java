package dev.linnet.acknowledgement;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * One step of a schedule; a schedule is nothing but its moves, so that one which fails can be repeated and shortened.
 *
 * @param amount from 0 to 99; what it means is the kind's
 */
record Move(Kind kind, int amount) {
    /** What can happen. Those that stand for much are drawn rarely. */
    enum Kind {
        /** So many readings are sampled. */
        SAMPLE(20),
        /** The agent's time passes: at most seconds. */
        PASS(20),
        /** Some messages arrive at the hub, over any connection that it still has. */
        TO_HUB(25),
        /** Some messages arrive at the agent. */
        TO_AGENT(25),
        /** The history commits what is queued. */
        COMMIT(10),
        /** The agent finds its connection dead; the hub may hear what was on the way, and does not know. */
        AGENT_CUT(4),
        /** The hub finds one dead; the agent does not know, and what it sends is lost. */
        HUB_CUT(3),
        /** The hub is killed and started again. */
        HUB_KILLED(2),
        /** The hub's history is backed up. */
        BACKUP(1),
        /** The hub goes on with the history of its last backup, or with none. */
        SET_BACK(1),
        /** The agent is stopped and started again. */
        AGENT_STOPPED(2),
        /** The agent is killed and started again. */
        AGENT_KILLED(2);

        private final int weight;

        Kind(int weight) {
            this.weight = weight;
        }
    }

    private static final List<Kind> WEIGHTED = weighted();

    private static List<Kind> weighted() {
        List<Kind> kinds = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            for (int i = 0; i < kind.weight; i++) {
                kinds.add(kind);
            }
        }
        return kinds;
    }

    static List<Move> draw(long seed, int count) {
        Random random = new Random(seed);
        List<Move> moves = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            moves.add(new Move(WEIGHTED.get(random.nextInt(WEIGHTED.size())), random.nextInt(100)));
        }
        return moves;
    }

    @Override
    public String toString() {
        return kind + "(" + amount + ")";
    }
}
