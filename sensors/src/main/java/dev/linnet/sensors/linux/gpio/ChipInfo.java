package dev.linnet.sensors.linux.gpio;

/**
 * What a gpiochip says of itself.
 *
 * @param name the kernel's name, such as {@code gpiochip0}; its number changes between boards and kernels
 * @param label what the chip is, such as {@code pinctrl-bcm2711}; this stays
 * @param lines how many lines it has, numbered from 0
 */
public record ChipInfo(String name, String label, int lines) {
    @Override
    public String toString() {
        return name + " [" + label + "] (" + lines + " lines)";
    }
}
