package dev.linnet.site;

import dev.linnet.protocol.JsonCodec;
import dev.linnet.protocol.MalformedMessageException;
import dev.linnet.protocol.Result;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.paho.client.mqttv3.IMqttMessageListener;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.jspecify.annotations.Nullable;

/** Sees at the broker what any other program there would see. */
public final class Subscriber implements AutoCloseable {
    private static final long TIMEOUT_MILLIS = 10_000;

    private final MqttClient client;
    private final JsonCodec codec = new JsonCodec();
    private final AtomicLong messages = new AtomicLong();
    private final Map<String, String> latest = new ConcurrentHashMap<>();

    public Subscriber(String url, String clientId) throws SiteException {
        try {
            client = new MqttClient(url, clientId, new MemoryPersistence());
            client.setTimeToWait(TIMEOUT_MILLIS);
            MqttConnectOptions options = new MqttConnectOptions();
            options.setCleanSession(true);
            client.connect(options);
            IMqttMessageListener listener = this::arrived;
            client.subscribe("linnet/#", 1, listener);
        } catch (MqttException e) {
            throw new SiteException("the MQTT broker at " + url + " cannot be used: " + e.getMessage(), e);
        }
    }

    private void arrived(String topic, MqttMessage message) {
        messages.incrementAndGet();
        latest.put(topic, new String(message.getPayload(), StandardCharsets.UTF_8));
    }

    public void publish(String topic, String payload) throws SiteException {
        try {
            client.publish(topic, payload.getBytes(StandardCharsets.UTF_8), 1, false);
        } catch (MqttException e) {
            throw new SiteException("cannot publish " + topic + ": " + e.getMessage(), e);
        }
    }

    /** The newest message of that topic; null when none has come. */
    public @Nullable String latest(String topic) {
        return latest.get(topic);
    }

    /** The result that stands on that topic, if it is the one of that command. */
    public @Nullable Result result(String topic, String commandId) throws SiteException {
        String json = latest.get(topic);
        if (json == null) {
            return null;
        }
        try {
            return codec.decodeFromAgent(ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8)))
                                    instanceof Result result
                            && result.id().equals(commandId)
                    ? result
                    : null;
        } catch (MalformedMessageException e) {
            throw new SiteException("what stands on " + topic + " is no result: " + json, e);
        }
    }

    public long messages() {
        return messages.get();
    }

    @Override
    public void close() throws SiteException {
        try {
            client.disconnectForcibly(1_000, 1_000);
            client.close();
        } catch (MqttException e) {
            throw new SiteException("the connection to the MQTT broker does not end: " + e.getMessage(), e);
        }
    }
}
