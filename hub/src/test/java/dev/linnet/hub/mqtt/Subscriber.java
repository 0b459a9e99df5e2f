package dev.linnet.hub.mqtt;

import dev.linnet.websocket.tls.TlsTrust;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** Another client of the broker, as users have them: hears everything, and publishes. */
final class Subscriber implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(15);

    /** A message as it arrived. */
    record Message(String topic, String payload, boolean retained) {}

    private final MqttClient client;
    private final List<Message> messages = new ArrayList<>(); // guarded by itself

    private Subscriber(MqttClient client) {
        this.client = client;
    }

    static Subscriber everything(Mosquitto broker) {
        return to(broker.url(), new MqttConnectOptions());
    }

    /** To a broker that speaks TLS, with that certificate. */
    static Subscriber everything(Mosquitto broker, Path certificate) throws IOException {
        MqttConnectOptions options = new MqttConnectOptions();
        options.setSocketFactory(
                TlsTrust.authorities(certificate).clientContext(null).getSocketFactory());
        return to(URI.create("ssl://localhost:" + broker.port()), options);
    }

    private static Subscriber to(URI url, MqttConnectOptions options) {
        try {
            MqttClient client = new MqttClient(url.toString(), "test-" + UUID.randomUUID(), new MemoryPersistence());
            Subscriber subscriber = new Subscriber(client);
            client.setCallback(subscriber.new Callback());
            client.connect(options);
            client.subscribe("#", 1);
            return subscriber;
        } catch (MqttException e) {
            throw new IllegalStateException(e);
        }
    }

    void publish(String topic, String payload) {
        publish(topic, payload, false);
    }

    void publish(String topic, String payload, boolean retained) {
        try {
            client.publish(topic, payload.getBytes(StandardCharsets.UTF_8), 1, retained);
        } catch (MqttException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits for that payload on that topic. */
    Message await(String topic, String payload) {
        return await(message -> message.topic.equals(topic) && message.payload.equals(payload), topic + " " + payload);
    }

    /** Waits for a message of that topic whose payload holds all of these. */
    Message awaitContaining(String topic, String... parts) {
        return await(
                message ->
                        message.topic.equals(topic) && List.of(parts).stream().allMatch(message.payload::contains),
                topic + " with " + List.of(parts));
    }

    Message await(Predicate<Message> wanted, String description) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        synchronized (messages) {
            while (true) {
                for (Message message : messages) {
                    if (wanted.test(message)) {
                        return message;
                    }
                }
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    throw new AssertionError("no message came: " + description + "; there were " + messages);
                }
                try {
                    messages.wait(left);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    List<Message> messages(String topic) {
        synchronized (messages) {
            return messages.stream()
                    .filter(message -> message.topic.equals(topic))
                    .toList();
        }
    }

    /** The topics of all messages, in order. */
    List<String> topics() {
        synchronized (messages) {
            return messages.stream().map(Message::topic).toList();
        }
    }

    void forget() {
        synchronized (messages) {
            messages.clear();
        }
    }

    @Override
    public void close() {
        try {
            client.disconnectForcibly(0, 0, false);
        } catch (MqttException e) {
            throw new IllegalStateException(e);
        }
    }

    private final class Callback implements MqttCallback {
        @Override
        public void connectionLost(Throwable cause) {
            // The broker was stopped by the test.
        }

        @Override
        public void messageArrived(String topic, MqttMessage message) {
            synchronized (messages) {
                messages.add(new Message(
                        topic, new String(message.getPayload(), StandardCharsets.UTF_8), message.isRetained()));
                messages.notifyAll();
            }
        }

        @Override
        public void deliveryComplete(IMqttDeliveryToken token) {
            // Nothing waits for it.
        }
    }
}
