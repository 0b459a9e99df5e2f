// SPDX-License-Identifier: MIT OR GPL-2.0
/* A PWM chip with two channels that do nothing; the kernel's own rules about period and duty cycle are what is of interest. */
#include <linux/module.h>
#include <linux/platform_device.h>
#include <linux/pwm.h>

static struct platform_device *platform;

static int apply(struct pwm_chip *chip, struct pwm_device *pwm, const struct pwm_state *state)
{
	return 0;
}

static const struct pwm_ops operations = { .owner = THIS_MODULE, .apply = apply };
static struct pwm_chip chip = { .ops = &operations, .npwm = 2 };

static int __init fake_pwm_init(void)
{
	int error;

	platform = platform_device_register_simple("fake-pwm", -1, NULL, 0);
	if (IS_ERR(platform))
		return PTR_ERR(platform);
	chip.dev = &platform->dev;
	error = pwmchip_add(&chip);
	if (error)
		platform_device_unregister(platform);
	return error;
}

static void __exit fake_pwm_exit(void)
{
	pwmchip_remove(&chip);
	platform_device_unregister(platform);
}

module_init(fake_pwm_init);
module_exit(fake_pwm_exit);
MODULE_DESCRIPTION("PWM chip, for tests");
MODULE_LICENSE("Dual MIT/GPL");
