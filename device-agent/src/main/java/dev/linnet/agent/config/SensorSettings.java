package dev.linnet.agent.config;

import dev.linnet.sensors.OptionValues;
import dev.linnet.sensors.SensorDriver;
import java.time.Duration;

/**
 * One entry under {@code sensors}.
 *
 * @param id the device-wide id; the channels' ids begin with it
 * @param driver what kind it is
 * @param options what the driver asked for
 * @param every how often it is read
 */
public record SensorSettings(String id, SensorDriver driver, OptionValues options, Duration every) {}
