package dev.linnet.agent.host;

import java.util.random.RandomGenerator;

/** Names for runs of the agent. */
public final class Boot {
    /** Of 32^16, so that a device never draws one twice. */
    private static final int CHARS = 16;

    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

    private Boot() {}

    /** A name that this device has never used. */
    public static String random(RandomGenerator random) {
        StringBuilder name = new StringBuilder(CHARS);
        for (int i = 0; i < CHARS; i++) {
            name.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return name.toString();
    }
}
