// SPDX-License-Identifier: MIT OR GPL-2.0
/*
 * An adapter that speaks plain I2C (i2c-stub speaks SMBus only), with one chip of 256 registers at 0x40 that counts its register number
 * up. Where nobody is, it answers as most adapters do: -EREMOTEIO.
 */
#include <linux/i2c.h>
#include <linux/module.h>

enum { CHIP = 0x40 };

static u8 registers[256];
static u8 pointer;
static bool present = true;
module_param(present, bool, 0644);

static int transfer(struct i2c_adapter *adapter, struct i2c_msg *messages, int count)
{
	int i, j;

	for (i = 0; i < count; i++) {
		struct i2c_msg *message = &messages[i];

		if (message->addr != CHIP || !present)
			return -EREMOTEIO;
		for (j = 0; j < message->len; j++) {
			if (message->flags & I2C_M_RD)
				message->buf[j] = registers[pointer++];
			else if (j == 0)
				pointer = message->buf[0];
			else
				registers[pointer++] = message->buf[j];
		}
	}
	return count;
}

static u32 functionality(struct i2c_adapter *adapter)
{
	return I2C_FUNC_I2C | I2C_FUNC_SMBUS_EMUL;
}

static const struct i2c_algorithm algorithm = {
	.master_xfer = transfer,
	.functionality = functionality,
};

static struct i2c_adapter adapter = {
	.owner = THIS_MODULE,
	.name = "fake I2C",
	.algo = &algorithm,
};

static int __init fake_i2c_init(void)
{
	return i2c_add_adapter(&adapter);
}

static void __exit fake_i2c_exit(void)
{
	i2c_del_adapter(&adapter);
}

module_init(fake_i2c_init);
module_exit(fake_i2c_exit);
MODULE_DESCRIPTION("I2C adapter with a register chip, for tests");
MODULE_LICENSE("Dual MIT/GPL");
