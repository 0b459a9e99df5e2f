package dev.linnet.hub.mqtt;

import java.util.Arrays;
import java.util.List;
import org.eclipse.paho.client.mqttv3.IMqttActionListener;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/** A connection of Paho's, with a time limit on every wait and a way out of every hang. */
final class PahoConnection implements BrokerConnection {
    /** MQTT 3.1.1 §3.9.3: the broker's word for a filter that it does not grant. */
    private static final int SUBSCRIPTION_FAILED = 0x80;

    private static final long GOODBYE_MILLIS = 2_000;

    private final MqttAsyncClient client;
    private final SocketTap tap;
    private final BrokerSettings settings;

    PahoConnection(MqttAsyncClient client, SocketTap tap, BrokerSettings settings, Broker.Inbox inbox) {
        this.client = client;
        this.tap = tap;
        this.settings = settings;
        client.setCallback(new Callback(inbox));
    }

    @Override
    public void subscribe(List<String> filters) throws BrokerException {
        int[] qos = new int[filters.size()];
        Arrays.fill(qos, 1);
        try {
            IMqttToken token = client.subscribe(filters.toArray(String[]::new), qos);
            token.waitForCompletion(settings.patience().toMillis());
            int[] granted = token.getGrantedQos();
            for (int i = 0; i < granted.length; i++) {
                if (granted[i] == SUBSCRIPTION_FAILED) {
                    Logger.warn(
                            "broker {} does not let this user subscribe to {}: what is sent there does not arrive;"
                                    + " allow it in the broker's access list",
                            settings.url(),
                            filters.get(i));
                }
            }
        } catch (MqttException e) {
            throw new BrokerException(
                    BrokerException.Cause.UNREACHABLE,
                    "broker " + settings.url() + " did not take the subscriptions: " + e.getMessage(),
                    e);
        }
    }

    @Override
    public void publish(Batch batch) throws BrokerException {
        List<Batch.Item> items = batch.items();
        int lastState = lastState(items);
        tap.announce(items.size());
        try {
            for (int i = 0; i < items.size(); i++) {
                Publication publication = items.get(i).publication();
                client.publish(
                        publication.topic(),
                        publication.payload().get(),
                        publication.kind().qos(),
                        publication.kind().retained(),
                        null,
                        confirmation(batch, i, publication.kind(), lastState));
            }
        } catch (MqttException e) {
            throw new BrokerException(
                    BrokerException.Cause.UNREACHABLE,
                    "broker " + settings.url() + " cannot be published to: " + e.getMessage(),
                    e);
        }
    }

    private static int lastState(List<Batch.Item> items) {
        int last = items.size() - 1;
        while (last >= 0 && items.get(last).publication().kind() != Publication.Kind.STATE) {
            last--;
        }
        return last;
    }

    /** Of the states only the last one's sending is told: each one's would cost a hand-over between threads. */
    private static @Nullable IMqttActionListener confirmation(
            Batch batch, int index, Publication.Kind kind, int lastState) {
        return switch (kind) {
            case STATE -> index == lastState ? new Confirmation(batch, () -> batch.confirmStates(index)) : null;
            case RESULT, TELEMETRY -> new Confirmation(batch, () -> batch.confirm(index));
        };
    }

    @Override
    public void disconnect() {
        try {
            client.disconnect(GOODBYE_MILLIS).waitForCompletion(GOODBYE_MILLIS);
        } catch (MqttException e) {
            abort();
        }
    }

    @Override
    public void abort() {
        tap.cut();
        // What is left is to end the library's threads, which may take it seconds, or for ever.
        Thread.ofVirtual().name("mqtt-disposal").start(() -> {
            try {
                // Not close(): it takes fields away under threads that still run, and frees nothing more.
                client.disconnectForcibly(0, 0, false);
            } catch (MqttException e) {
                Logger.debug(e, "the MQTT client library did not end its connection cleanly");
            }
        });
    }

    /** What happened below the library, in the words of whoever noticed. */
    static String rootMessage(Throwable failure) {
        Throwable root = failure.getCause() == null ? failure : failure.getCause();
        String message = root.getMessage();
        return message == null ? root.toString() : message;
    }

    private record Confirmation(Batch batch, Runnable confirm) implements IMqttActionListener {
        @Override
        public void onSuccess(IMqttToken token) {
            confirm.run();
        }

        @Override
        public void onFailure(IMqttToken token, Throwable reason) {
            batch.end(rootMessage(reason));
        }
    }

    /** Runs on Paho's threads. */
    private record Callback(Broker.Inbox inbox) implements MqttCallback {
        @Override
        public void connectionLost(Throwable cause) {
            inbox.lost(rootMessage(cause));
        }

        @Override
        public void messageArrived(String topic, MqttMessage message) {
            inbox.message(topic, message.getPayload(), message.isRetained());
        }

        @Override
        public void deliveryComplete(IMqttDeliveryToken token) {
            // Confirmation has heard it.
        }
    }
}
