package dev.linnet.websocket.handshake;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One extension that was offered or agreed, with its parameters in order (RFC 6455 §9.1). */
public record Extension(String name, List<Parameter> parameters) {
    /**
     * One parameter of it.
     *
     * @param value null for a parameter that is only a name
     */
    public record Parameter(String name, @Nullable String value) {
        public Parameter {
            Objects.requireNonNull(name, "name");
        }

        @Override
        public String toString() {
            return value == null ? name : name + "=" + value;
        }
    }

    public Extension {
        Objects.requireNonNull(name, "name");
        parameters = List.copyOf(parameters);
    }

    /** As it stands in {@code Sec-WebSocket-Extensions}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(name);
        parameters.forEach(parameter -> text.append("; ").append(parameter));
        return text.toString();
    }
}
