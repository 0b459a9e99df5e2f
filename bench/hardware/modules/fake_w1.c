// SPDX-License-Identifier: MIT OR GPL-2.0
/*
 * A 1-Wire bus with one DS18B20 on it, for tests of the kernel's w1_therm and of what reads it. The sensor's state is the module's
 * parameters: its temperature in sixteenths of a degree, whether it is there, whether its checksum is wrong.
 */
#include <linux/module.h>
#include <linux/w1.h>

static int sixteenths = 336; /* 21 degrees */
module_param(sixteenths, int, 0644);
static bool present = true;
module_param(present, bool, 0644);
static bool garbled;
module_param(garbled, bool, 0644);

enum { MATCH_ROM = 0x55, SKIP_ROM = 0xcc, READ_SCRATCHPAD = 0xbe };

static u8 scratchpad[9];
static int expect; /* address bytes still to come */
static int next; /* of the scratchpad; -1: not being read */

static u8 reset_bus(void *data)
{
	expect = 0;
	next = -1;
	return present ? 0 : 1; /* 0: somebody pulled the line low */
}

static void write_byte(void *data, u8 byte)
{
	if (expect > 0) {
		expect--;
	} else if (byte == MATCH_ROM) {
		expect = 8;
	} else if (byte == READ_SCRATCHPAD) {
		scratchpad[0] = sixteenths & 0xff;
		scratchpad[1] = (sixteenths >> 8) & 0xff;
		scratchpad[4] = 0x7f; /* 12 bits */
		scratchpad[8] = w1_calc_crc8(scratchpad, 8) ^ (garbled ? 0x01 : 0);
		next = 0;
	}
}

static u8 read_byte(void *data)
{
	return present && next >= 0 && next < 9 ? scratchpad[next++] : 0xff;
}

static u8 touch_bit(void *data, u8 bit)
{
	return 1; /* powered, conversion done */
}

static void search(void *data, struct w1_master *master, u8 type, w1_slave_found_callback found)
{
	u64 address = 0x0000051698cd4528ull; /* family 0x28, serial number, its checksum on top */
	u8 bytes[8];
	int i;

	for (i = 0; i < 7; i++)
		bytes[i] = address >> (8 * i);
	if (present)
		found(master, address | (u64)w1_calc_crc8(bytes, 7) << 56);
}

static struct w1_bus_master bus = {
	.reset_bus = reset_bus,
	.write_byte = write_byte,
	.read_byte = read_byte,
	.touch_bit = touch_bit,
	.search = search,
};

static int __init fake_w1_init(void)
{
	return w1_add_master_device(&bus);
}

static void __exit fake_w1_exit(void)
{
	w1_remove_master_device(&bus);
}

module_init(fake_w1_init);
module_exit(fake_w1_exit);
MODULE_DESCRIPTION("1-Wire bus with a DS18B20, for tests");
MODULE_LICENSE("Dual MIT/GPL");
