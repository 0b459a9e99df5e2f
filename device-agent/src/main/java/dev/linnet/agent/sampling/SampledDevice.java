package dev.linnet.agent.sampling;

import dev.linnet.sensors.Sensor;
import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * A sensor with its place in the agent.
 *
 * @param id of the device
 * @param sensor to read
 * @param every how often
 * @param executor runs what touches the sensor, one thing at a time for one device
 */
public record SampledDevice(String id, Sensor sensor, Duration every, Executor executor) {}
