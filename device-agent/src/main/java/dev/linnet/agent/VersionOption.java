package dev.linnet.agent;

import picocli.CommandLine.IVersionProvider;

/** What {@code linnet-agent --version} says. Apart from {@link Version}, for a service that starts needs no command line parser. */
final class VersionOption implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"linnet-agent " + Version.number()};
    }
}
