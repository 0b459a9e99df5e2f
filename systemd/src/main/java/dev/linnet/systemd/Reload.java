package dev.linnet.systemd;

import java.lang.reflect.Proxy;

/**
 * SIGHUP, which {@code systemctl reload} sends. A JVM left to itself takes it for a wish to end. There is no standard way to hear
 * a signal in Java; {@code sun.misc.Signal} is the one that the JDK keeps open on purpose (module {@code jdk.unsupported}, JEP
 * 260) until there is. It is looked up by name because javac warns of it in a way that nothing silences, and here a
 * warning is an error.
 */
public final class Reload {
    private Reload() {}

    /**
     * Has that run at each SIGHUP from now on, on a thread of its own.
     *
     * @throws IllegalStateException when the JVM has no such class, was told to leave signals alone ({@code -Xrs}), or was
     *     started with the signal ignored ({@code nohup}), which it then keeps to
     */
    public static void onEach(Runnable reload) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object handling = Proxy.newProxyInstance(
                    handler.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        if (method.getDeclaringClass() == handler) {
                            reload.run();
                            return null;
                        }
                        return method.invoke(reload, arguments); // equals, hashCode, toString
                    });
            Object before = signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance("HUP"), handling);
            if (handler.getField("SIG_IGN").get(null).equals(before)) {
                throw new IllegalStateException("it was started with SIGHUP ignored, as nohup does");
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("SIGHUP cannot be heard in this JVM", e);
        }
    }
}
