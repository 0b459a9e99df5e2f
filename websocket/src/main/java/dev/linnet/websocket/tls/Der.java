package dev.linnet.websocket.tls;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** The few pieces of ASN.1's distinguished encoding (X.690) that turn older private keys into PKCS#8. */
final class Der {
    static final int INTEGER = 0x02;
    static final int OCTET_STRING = 0x04;
    static final int SEQUENCE = 0x30;
    private static final int PARAMETERS = 0xA0;

    private static final byte[] VERSION_0 = {INTEGER, 1, 0};
    /** rsaEncryption 1.2.840.113549.1.1.1, with NULL for its parameters (RFC 8017 A.1). */
    private static final byte[] RSA = {
        SEQUENCE, 13, 6, 9, 42, (byte) 0x86, 72, (byte) 0x86, (byte) 0xF7, 13, 1, 1, 1, 5, 0
    };
    /** id-ecPublicKey 1.2.840.10045.2.1 (RFC 5480 §2.1.1). */
    private static final byte[] EC = {6, 7, 42, (byte) 0x86, 72, (byte) 0xCE, 61, 2, 1};

    private Der() {}

    /** PKCS#8 (RFC 5958) around a PKCS#1 RSA key (RFC 8017 A.1.2). */
    static byte[] fromPkcs1(byte[] key) {
        return value(SEQUENCE, VERSION_0, RSA, value(OCTET_STRING, key));
    }

    /**
     * PKCS#8 around a SEC 1 key (RFC 5915), whose curve moves to where PKCS#8 wants it.
     *
     * @throws IllegalArgumentException when it names no curve
     */
    static byte[] fromSec1(byte[] key) {
        byte[] algorithm = value(SEQUENCE, EC, curve(key));
        return value(SEQUENCE, VERSION_0, algorithm, value(OCTET_STRING, key));
    }

    private static byte[] curve(byte[] key) {
        int[] outer = content(key, 0);
        for (int at = outer[0]; at < outer[1]; ) {
            int[] part = content(key, at);
            if ((key[at] & 0xFF) == PARAMETERS) {
                return Arrays.copyOfRange(key, part[0], part[1]);
            }
            at = part[1];
        }
        throw new IllegalArgumentException("the elliptic-curve key does not name its curve");
    }

    /** Where the content of the value at {@code at} starts and ends. */
    private static int[] content(byte[] der, int at) {
        if (at + 2 > der.length) {
            throw new IllegalArgumentException("the key ends too early");
        }
        int length = der[at + 1] & 0xFF;
        int start = at + 2;
        if (length > 0x80) {
            int bytes = length - 0x80;
            length = 0;
            for (int i = 0; i < bytes && start < der.length; i++) {
                length = (length << 8) | (der[start++] & 0xFF);
            }
        }
        if (length < 0 || length > der.length - start) {
            throw new IllegalArgumentException("the key ends too early");
        }
        return new int[] {start, start + length};
    }

    private static byte[] value(int tag, byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(length + 4);
        out.write(tag);
        if (length < 0x80) {
            out.write(length);
        } else if (length < 0x100) {
            out.write(0x81);
            out.write(length);
        } else {
            out.write(0x82);
            out.write(length >> 8);
            out.write(length);
        }
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
