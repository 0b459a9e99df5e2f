package dev.linnet.protocol;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Constants as words on the wire: {@code UNKNOWN_TYPE} is {@code unknown-type}. */
final class Words {
    private Words() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static <E extends Enum<E>> @Nullable E parse(Class<E> words, String text) {
        for (E constant : words.getEnumConstants()) {
            if (of(constant).equals(text)) {
                return constant;
            }
        }
        return null;
    }

    static <E extends Enum<E>> String list(Class<E> words) {
        return Arrays.stream(words.getEnumConstants()).map(Words::of).collect(Collectors.joining(", "));
    }
}
