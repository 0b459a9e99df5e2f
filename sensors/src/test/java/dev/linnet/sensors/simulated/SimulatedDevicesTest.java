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
import dev.linnet.sensors.Sensor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    @Test
    void aCounterTellsItsLogFirstAndCountsOnFromThere(@TempDir Path folder) throws Exception {
        Path log = folder.resolve("count.log");
        AtomicLong clock = new AtomicLong(7);
        Recorded recorded = new Recorded();
        for (int run = 0; run < 2; run++) {
            CounterSensor counter = new CounterSensor(
                    ChannelSpec.number("", Quantity.COUNT), new TruthLog(log.toString()), clock::getAndIncrement);
            counter.open(recorded);
            counter.sample(recorded);
            counter.sample(recorded);
            counter.close();
        }
        assertThat(recorded.samples()).containsExactly(Sample.of(1.0), Sample.of(2.0), Sample.of(3.0), Sample.of(4.0));
        assertThat(log).hasContent("1.0 7\n2.0 8\n3.0 9\n4.0 10\n");
    }

    @Test
    void aCounterWithoutALogCountsFromOne() throws Exception {
        Recorded recorded = new Recorded();
        Sensor counter = new CounterDriver().create(Machines.files(Path.of("/")), OptionValues.none());
        counter.open(recorded);
        counter.sample(recorded);
        assertThat(recorded.samples()).containsExactly(Sample.of(1.0));
    }

    @Test
    void aCounterThatCannotTellItsLogReadsNothing(@TempDir Path folder) throws Exception {
        Recorded recorded = new Recorded();
        CounterSensor counter = new CounterSensor(
                ChannelSpec.number("", Quantity.COUNT),
                new TruthLog(folder.resolve("missing/count.log").toString()),
                () -> 1);
        counter.open(recorded);
        assertThatIOException().isThrownBy(() -> counter.sample(recorded));
        assertThat(recorded.samples()).isEmpty();
    }

    @Test
    void aDimmerTellsEachLevel(@TempDir Path folder) throws Exception {
        Path log = folder.resolve("lamp.log");
        Actuator dimmer = new DimmerDriver()
                .create(
                        Machines.files(Path.of("/")),
                        new OptionValues.Builder()
                                .put(DimmerDriver.LOG, log.toString())
                                .build());
        dimmer.open(new Sample.Numeric(0));
        dimmer.write(new Sample.Numeric(1.5));
        dimmer.close();
        assertThat(log).content().matches("1\\.5 \\d+\n");
    }
}
