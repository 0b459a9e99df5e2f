package dev.linnet.demo;

import dev.linnet.site.SiteException;
import io.moquette.broker.Server;
import io.moquette.broker.config.IConfig;
import io.moquette.broker.config.MemoryConfig;
import java.io.IOException;
import java.util.Properties;

/** An MQTT broker in this process, open to this machine only and for as long as the demo runs. */
final class EmbeddedBroker implements AutoCloseable {
    private final Server server = new Server();

    EmbeddedBroker(int port) throws SiteException {
        Properties properties = new Properties();
        properties.setProperty(IConfig.HOST_PROPERTY_NAME, "127.0.0.1");
        properties.setProperty(IConfig.PORT_PROPERTY_NAME, Integer.toString(port));
        properties.setProperty(IConfig.ALLOW_ANONYMOUS_PROPERTY_NAME, "true");
        properties.setProperty(IConfig.PERSISTENCE_ENABLED_PROPERTY_NAME, "false");
        properties.setProperty(IConfig.ENABLE_TELEMETRY_NAME, "false");
        try {
            server.startServer(new MemoryConfig(properties));
        } catch (IOException e) {
            throw new SiteException("the MQTT broker cannot start on port " + port + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        server.stopServer();
    }
}
