package dev.linnet.agent;

import com.pi4j.extension.Plugin;
import com.pi4j.extension.PluginService;
import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalInputConfig;
import com.pi4j.io.gpio.digital.DigitalInputProviderBase;

/** A plug-in as upstream's is: with a higher priority than Linnet's own. */
public final class StrangersPlugin implements Plugin {
    static final String INPUTS = "strangers-digital-input";

    @Override
    public void initialize(PluginService service) {
        service.register(new Inputs());
    }

    static final class Inputs extends DigitalInputProviderBase {
        Inputs() {
            super(INPUTS, "somebody else's inputs");
        }

        @Override
        public int getPriority() {
            return 200;
        }

        @Override
        public DigitalInput create(DigitalInputConfig config) {
            throw new UnsupportedOperationException("no line is asked for");
        }
    }
}
