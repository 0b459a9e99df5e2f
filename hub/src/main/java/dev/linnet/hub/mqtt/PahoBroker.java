package dev.linnet.hub.mqtt;

import dev.linnet.websocket.tls.TlsTrust;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import javax.net.SocketFactory;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttSecurityException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.jspecify.annotations.Nullable;

/** Connects by way of Eclipse Paho: a new client each time, so that nothing of a connection that died lives on. */
final class PahoBroker implements Broker {
    private final BrokerSettings settings;

    PahoBroker(BrokerSettings settings) {
        this.settings = settings;
    }

    @Override
    public BrokerConnection connect(Inbox inbox) throws BrokerException {
        SocketTap tap = new SocketTap();
        MqttConnectOptions options = options(tap);
        try {
            MqttAsyncClient client =
                    new MqttAsyncClient(settings.url().toString(), settings.clientId(), new MemoryPersistence());
            PahoConnection connection = new PahoConnection(client, tap, settings, inbox);
            try {
                IMqttToken connecting = client.connect(options);
                connecting.waitForCompletion(settings.patience().toMillis());
            } catch (MqttException | RuntimeException e) {
                connection.abort();
                throw e;
            }
            return connection;
        } catch (MqttException e) {
            throw explained(e);
        }
    }

    private MqttConnectOptions options(SocketTap tap) throws BrokerException {
        MqttConnectOptions options = new MqttConnectOptions();
        options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
        // Nothing is to wait at the broker while the bridge is away: a stale command never switches a relay.
        options.setCleanSession(true);
        options.setAutomaticReconnect(false);
        options.setConnectionTimeout((int) settings.patience().toSeconds());
        options.setKeepAliveInterval((int) settings.keepAlive().toSeconds());
        options.setMaxInflight(2 * BrokerSession.BATCH);
        options.setWill(settings.will(), Publication.utf8("offline"), 1, true);
        if (settings.username() != null) {
            options.setUserName(settings.username());
        }
        if (settings.passwordFile() != null) {
            options.setPassword(password(settings.passwordFile()).toCharArray());
        }
        options.setSocketFactory(settings.url().getScheme().equals("ssl") ? tls(tap) : tap.plain());
        return options;
    }

    private static String password(Path file) throws BrokerException {
        try {
            return Files.readString(file, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new BrokerException(
                    BrokerException.Cause.REFUSED, "the broker's password cannot be read from " + file + ": " + e, e);
        }
    }

    private SocketFactory tls(SocketTap tap) throws BrokerException {
        Path file = settings.caFile();
        try {
            TlsTrust trust = file == null ? TlsTrust.system() : TlsTrust.authorities(file);
            return tap.tls(trust.clientContext(null).getSocketFactory());
        } catch (IOException e) {
            throw new BrokerException(
                    BrokerException.Cause.REFUSED,
                    "the certificates that vouch for the broker cannot be read from " + file + ": " + e.getMessage(),
                    e);
        }
    }

    private BrokerException explained(MqttException e) {
        String broker = "broker " + settings.url();
        int reason = e.getReasonCode();
        if (e instanceof MqttSecurityException
                || reason == MqttException.REASON_CODE_FAILED_AUTHENTICATION
                || reason == MqttException.REASON_CODE_NOT_AUTHORIZED) {
            String who = settings.username() == null
                    ? "a client without user name: set mqtt.username and mqtt.password-file"
                    : "user '" + settings.username() + "': check mqtt.username, and the password in "
                            + settings.passwordFile();
            return new BrokerException(BrokerException.Cause.REFUSED, broker + " refuses " + who, e);
        }
        if (reason == MqttException.REASON_CODE_INVALID_CLIENT_ID) {
            return new BrokerException(
                    BrokerException.Cause.REFUSED, broker + " refuses client id '" + settings.clientId() + "'", e);
        }
        CertificateException distrust = distrust(e);
        if (distrust != null) {
            return new BrokerException(
                    BrokerException.Cause.REFUSED,
                    broker + " is not to be trusted: " + distrust.getMessage()
                            + "; mqtt.ca-file names the certificates that vouch for it",
                    e);
        }
        String why = reason == MqttException.REASON_CODE_CLIENT_TIMEOUT
                ? "it did not answer within " + settings.patience().toSeconds() + " s"
                : PahoConnection.rootMessage(e);
        return new BrokerException(BrokerException.Cause.UNREACHABLE, broker + " cannot be reached: " + why, e);
    }

    private static @Nullable CertificateException distrust(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException distrust) {
                return distrust;
            }
        }
        return null;
    }
}
