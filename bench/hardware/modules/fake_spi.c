// SPDX-License-Identifier: MIT OR GPL-2.0
/* An SPI bus with one chip that answers each byte, in the same moment, with its complement. It is there as /dev/spidev0.0. */
#include <linux/module.h>
#include <linux/platform_device.h>
#include <linux/spi/spi.h>

static struct platform_device *platform;
static struct spi_controller *controller;

static int transfer_one(struct spi_controller *c, struct spi_device *device, struct spi_transfer *transfer)
{
	const u8 *out = transfer->tx_buf;
	u8 *in = transfer->rx_buf;
	unsigned int i;

	for (i = 0; in && i < transfer->len; i++)
		in[i] = ~(out ? out[i] : 0);
	return 0;
}

static int __init fake_spi_init(void)
{
	/* A name that spidev takes; the chip behind it plays no part. */
	struct spi_board_info chip = { .modalias = "dh2228fv", .max_speed_hz = 10000000, .chip_select = 0 };
	int error;

	platform = platform_device_register_simple("fake-spi", -1, NULL, 0);
	if (IS_ERR(platform))
		return PTR_ERR(platform);
	controller = spi_alloc_master(&platform->dev, 0);
	if (!controller) {
		error = -ENOMEM;
		goto unregister;
	}
	controller->bus_num = 0;
	controller->num_chipselect = 1;
	controller->mode_bits = SPI_CPOL | SPI_CPHA | SPI_LSB_FIRST;
	controller->transfer_one = transfer_one;
	error = spi_register_controller(controller);
	if (error) {
		spi_controller_put(controller);
		goto unregister;
	}
	if (!spi_new_device(controller, &chip)) {
		spi_unregister_controller(controller);
		error = -ENODEV;
		goto unregister;
	}
	return 0;

unregister:
	platform_device_unregister(platform);
	return error;
}

static void __exit fake_spi_exit(void)
{
	spi_unregister_controller(controller);
	platform_device_unregister(platform);
}

module_init(fake_spi_init);
module_exit(fake_spi_exit);
MODULE_DESCRIPTION("SPI bus with a chip that answers, for tests");
MODULE_LICENSE("Dual MIT/GPL");
