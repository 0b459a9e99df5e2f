package dev.linnet.sensors.mcp9808;

import dev.linnet.sensors.bus.Chip;
import dev.linnet.sensors.bus.Registers;
import java.io.IOException;

/** The chip measures all the time (Microchip DS25095A §5.1). */
final class Mcp9808 implements Chip {
    private static final int CONFIGURATION = 0x01;
    private static final int TEMPERATURE = 0x05;
    private static final int MANUFACTURER = 0x06;
    private static final int MICROCHIP = 0x0054;
    private static final int SIGN = 0x1000;
    private static final int MAGNITUDE = 0x0FFF;

    private final Registers registers;

    Mcp9808(Registers registers) {
        this.registers = registers;
    }

    @Override
    public void initialise() throws IOException {
        int manufacturer = registers.readWord(MANUFACTURER);
        if (manufacturer != MICROCHIP) {
            throw new IOException(String.format("manufacturer id 0x%04x is not an MCP9808's", manufacturer));
        }
        registers.writeWord(CONFIGURATION, 0);
    }

    /** Thirteen bits of two's complement in 1/16 °C; the three above tell of alarms (register 5-4). */
    @Override
    public double[] read() throws IOException {
        int word = registers.readWord(TEMPERATURE);
        int sixteenths = (word & MAGNITUDE) - (word & SIGN);
        return new double[] {sixteenths / 16.0};
    }
}
