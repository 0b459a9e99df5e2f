package dev.linnet.sensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ChannelSpecTest {
    @Test
    void theOnlyChannelHasTheDevicesId() {
        assertThat(ChannelSpec.flag("", Quantity.DOOR).idWithin("door")).isEqualTo("door");
        assertThat(ChannelSpec.number("load", Quantity.LOAD).idWithin("pi")).isEqualTo("pi-load");
    }

    @Test
    void aUnitOutsideTheRegistryIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChannelSpec("t", ValueType.NUMBER, Quantity.TEMPERATURE, "°C", null))
                .withMessageStartingWith("'°C' is no unit of SenML's registry");
    }

    @Test
    void onlyNumbersHaveARange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChannelSpec("t", ValueType.BOOLEAN, Quantity.DOOR, "", new Range(0, 1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Range(2, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Range(Double.NaN, 1));
        assertThat(new Range(0, 1).contains(1)).isTrue();
        assertThat(new Range(0, 1).contains(1.1)).isFalse();
    }

    @Test
    void aNumberThatIsNoneIsNoValue() {
        assertThat(Sample.of(0.0 / 0.0)).isEqualTo(new Sample.Unavailable("the sensor gave no number but NaN"));
        assertThat(Sample.of(1.5)).isEqualTo(new Sample.Numeric(1.5));
        assertThat(Sample.of(true).is(ValueType.BOOLEAN)).isTrue();
        assertThat(Sample.of("x").is(ValueType.NUMBER)).isFalse();
    }
}
