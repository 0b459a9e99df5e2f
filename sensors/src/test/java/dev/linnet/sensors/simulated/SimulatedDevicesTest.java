package dev.linnet.sensors.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.linnet.sensors.Actuator;
import dev.linnet.sensors.ChannelSpec;
import dev.linnet.sensors.Machines;
import dev.linnet.sensors.OptionValues;
import dev.linnet.sensors.Quantity;
import dev.linnet.sensors.Recorded;
import dev.linnet.sensors.Sample;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SimulatedDevicesTest {
    @Test
    void aSwitchChangesAfterEachPeriod() {
        AtomicLong clock = new AtomicLong(123);
        SwitchSensor door = new SwitchSensor(ChannelSpec.flag("", Quantity.DOOR), Duration.ofNanos(1000), clock::get);
        Recorded recorded = new Recorded();
        for (int i = 0; i < 5; i++) {
            door.sample(recorded);
            clock.addAndGet(500);
        }
        assertThat(recorded.samples())
                .containsExactly(
                        Sample.of(false), Sample.of(false), Sample.of(true), Sample.of(true), Sample.of(false));
    }

    @Test
    void aRelayStartsAsToldAndReadsBackWhatItWasSetTo() throws Exception {
        Actuator relay = new RelayDriver().create(Machines.files(Path.of("/")), OptionValues.none());
        assertThatIOException().isThrownBy(relay::read).withMessage("the simulated actuator is not open");
        relay.open(Sample.of(true));
        assertThat(relay.read()).isEqualTo(Sample.of(true));
        relay.write(Sample.of(false));
        assertThat(relay.read()).isEqualTo(Sample.of(false));
        relay.close();
        relay.close();
        assertThatIOException().isThrownBy(() -> relay.write(Sample.of(true)));
    }

    @Test
    void aDimmerTakesPercent() throws Exception {
        DimmerDriver driver = new DimmerDriver();
        assertThat(driver.channel(OptionValues.none())).isEqualTo(ChannelSpec.number("", Quantity.BRIGHTNESS, 0, 100));
        Actuator dimmer = driver.create(Machines.files(Path.of("/")), OptionValues.none());
        dimmer.open(driver.rest(OptionValues.none()));
        dimmer.write(new Sample.Numeric(42));
        assertThat(dimmer.read()).isEqualTo(new Sample.Numeric(42));
    }
}
