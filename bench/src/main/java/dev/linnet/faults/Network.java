package dev.linnet.faults;

import dev.linnet.site.SiteException;
import java.util.List;

/**
 * A cable between this network namespace and one of an agent's own. Packets are dropped by the receiver's packet filter, so their sender
 * hears nothing of it: a half-open link.
 */
final class Network {
    private final int number;
    private final String name;

    /** @param number from 1; makes its addresses */
    Network(int number) {
        this.number = number;
        this.name = "faults" + number;
    }

    /** This side's address. */
    String address() {
        return "10.77." + number + ".1";
    }

    /** What stands before a command that is to run on the other side. */
    List<String> within() {
        return List.of("nsenter", "--net=/run/netns/" + name);
    }

    void open() throws SiteException, InterruptedException {
        Shell.run("ip", "netns", "add", name);
        Shell.run("ip", "link", "add", name, "type", "veth", "peer", "name", "eth0", "netns", name);
        Shell.run("ip", "addr", "add", address() + "/30", "dev", name);
        Shell.run("ip", "link", "set", name, "up");
        Shell.run("ip", "-n", name, "addr", "add", "10.77." + number + ".2/30", "dev", "eth0");
        Shell.run("ip", "-n", name, "link", "set", "eth0", "up");
        Shell.run("ip", "-n", name, "link", "set", "lo", "up");
    }

    /** Drops what goes to the agent, and maybe what comes from it, until {@link #restore}. */
    void drop(boolean bothWays) throws SiteException, InterruptedException {
        towardsAgent("drop");
        if (bothWays) {
            fromAgent("drop");
        }
    }

    /** Drops each packet with that probability. */
    void lose(long percent) throws SiteException, InterruptedException {
        String rule = "numgen random mod 100 < " + percent + " drop";
        towardsAgent(rule);
        fromAgent(rule);
    }

    void restore() throws SiteException, InterruptedException {
        Shell.run("ip", "netns", "exec", name, "nft", "flush ruleset");
        Shell.run("nft", "add table inet " + name + "; delete table inet " + name); // whether or not it was there
    }

    private void towardsAgent(String rule) throws SiteException, InterruptedException {
        Shell.run("ip", "netns", "exec", name, "nft", rules(rule, "eth0"));
    }

    private void fromAgent(String rule) throws SiteException, InterruptedException {
        Shell.run("nft", rules(rule, name));
    }

    private String rules(String rule, String device) {
        return "add table inet " + name
                + "; add chain inet " + name + " in { type filter hook input priority 0 ; }"
                + "; add rule inet " + name + " in iifname " + device + " " + rule;
    }
}
