package org.imgmill.processing;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/// A meter for each constant of an enum, found once and not per image.
final class MeterPerWord<E extends Enum<E>, M> {

    private final Map<E, M> meters;

    /// @param find given the constant's word, as operators know it
    MeterPerWord(Class<E> constants, Function<String, M> find) {
        meters = new EnumMap<>(constants);
        for (var constant : constants.getEnumConstants()) {
            meters.put(constant, find.apply(constant.name().toLowerCase(Locale.ROOT)));
        }
    }

    M of(E constant) {
        return Objects.requireNonNull(meters.get(constant));
    }
}
