package dev.linnet.hub.history.piece;

import dev.linnet.protocol.Value;
import java.nio.charset.StandardCharsets;

/** A column of values: mostly all of one kind, which is then said once. Of each kind its values follow, in order. */
final class Values {
    private static final int NUMBER = 0;
    private static final int FLAG = 1;
    private static final int TEXT = 2;
    private static final int MIXED = 3;

    private Values() {}

    static void write(Samples samples, ByteSink sink) {
        int size = samples.size();
        int[] kinds = new int[size];
        int[] counts = new int[MIXED];
        for (int i = 0; i < size; i++) {
            kinds[i] = kind(samples.value(i));
            counts[kinds[i]]++;
        }
        boolean alike = counts[kinds[0]] == size;
        sink.put(alike ? kinds[0] : MIXED);
        if (!alike) {
            for (int kind : kinds) {
                sink.put(kind);
            }
        }
        double[] numbers = new double[counts[NUMBER]];
        byte[] flags = new byte[(counts[FLAG] + 7) / 8];
        ByteSink texts = new ByteSink();
        int number = 0;
        int flag = 0;
        for (int i = 0; i < size; i++) {
            switch (samples.value(i)) {
                case Value.Numeric numeric -> numbers[number++] = numeric.value();
                case Value.Bool bool -> {
                    flags[flag / 8] |= (byte) (bool.value() ? 1 << flag % 8 : 0);
                    flag++;
                }
                case Value.Text text -> {
                    byte[] utf8 = text.value().getBytes(StandardCharsets.UTF_8);
                    texts.varint(utf8.length);
                    texts.put(utf8);
                }
            }
        }
        if (number > 0) {
            Numbers.write(numbers, sink);
        }
        sink.put(flags);
        sink.put(texts.toBytes());
    }

    static Value[] read(int size, byte[] body, ByteSource source) throws MalformedPieceException {
        int[] kinds = new int[size];
        int[] counts = new int[MIXED];
        int common = source.take();
        for (int i = 0; i < size; i++) {
            kinds[i] = common == MIXED ? source.take() : common;
            if (kinds[i] >= MIXED) {
                throw new MalformedPieceException("a value of the unknown kind " + kinds[i]);
            }
            counts[kinds[i]]++;
        }
        double[] numbers = counts[NUMBER] == 0 ? new double[0] : Numbers.read(counts[NUMBER], source);
        int flags = source.skip((counts[FLAG] + 7) / 8);
        Value[] values = new Value[size];
        int number = 0;
        int flag = 0;
        for (int i = 0; i < size; i++) {
            if (kinds[i] == NUMBER) {
                values[i] = number(numbers[number++]);
            } else if (kinds[i] == FLAG) {
                values[i] = Value.of((body[flags + flag / 8] >> flag % 8 & 1) != 0);
                flag++;
            } else {
                int length = source.count();
                values[i] = Value.of(new String(body, source.skip(length), length, StandardCharsets.UTF_8));
            }
        }
        return values;
    }

    private static Value number(double number) throws MalformedPieceException {
        try {
            return Value.of(number);
        } catch (IllegalArgumentException e) {
            throw new MalformedPieceException("a number that no reading can have: " + number, e);
        }
    }

    private static int kind(Value value) {
        return switch (value) {
            case Value.Numeric number -> NUMBER;
            case Value.Bool bool -> FLAG;
            case Value.Text text -> TEXT;
        };
    }
}
