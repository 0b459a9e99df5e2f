/** Hardware PWM through the kernel's sysfs interface (/sys/class/pwm/pwmchipN). */
@NullMarked
package dev.linnet.sensors.linux.pwm;

import org.jspecify.annotations.NullMarked;
