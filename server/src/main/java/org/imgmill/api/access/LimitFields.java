package org.imgmill.api.access;

import java.util.TreeSet;
import org.imgmill.auth.OwnLimits;
import org.imgmill.refusals.ProblemType;
import org.imgmill.refusals.Refused;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads what somebody says of the limits of one key, or refuses it by the name of a field.
final class LimitFields {

    private static final String BATCHES = "concurrent_batches";
    private static final String IMAGES = "images_per_day";
    private static final String UPLOADS = "uploads_per_minute";

    private LimitFields() {}

    /// What is not named stays as it is, and null is what the settings say, as in a JSON merge
    /// patch.
    ///
    /// @param given null: nothing was
    /// @throws Refused naming what is wrong
    static OwnLimits over(OwnLimits before, @Nullable JsonNode given) {
        if (given == null) {
            return before;
        }
        if (given.isNull()) {
            return OwnLimits.NONE;
        }
        if (!given.isObject()) {
            throw new Refused(
                    ProblemType.INVALID_FIELD,
                    "limits is an object such as {\"%s\": 30}.".formatted(UPLOADS));
        }
        var unknown = new TreeSet<>(given.propertyNames());
        unknown.removeIf(
                name -> name.equals(BATCHES) || name.equals(IMAGES) || name.equals(UPLOADS));
        if (!unknown.isEmpty()) {
            throw new Refused(
                    ProblemType.INVALID_FIELD,
                    "limits has no \"%s\"; it has %s, %s and %s."
                            .formatted(unknown.first(), BATCHES, IMAGES, UPLOADS));
        }
        return new OwnLimits(
                whole(given, BATCHES, before.concurrentBatches()),
                count(given, IMAGES, before.imagesPerDay()),
                whole(given, UPLOADS, before.uploadsPerMinute()));
    }

    private static @Nullable Integer whole(
            JsonNode given, String name, @Nullable Integer otherwise) {
        var count = count(given, name, otherwise == null ? null : Long.valueOf(otherwise));
        if (count != null && count > Integer.MAX_VALUE) {
            throw wrong(name, given.get(name));
        }
        return count == null ? null : Integer.valueOf(Math.toIntExact(count));
    }

    private static @Nullable Long count(JsonNode given, String name, @Nullable Long otherwise) {
        var value = given.get(name);
        if (value == null) {
            return otherwise;
        }
        if (value.isNull()) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.asLong() < 0) {
            throw wrong(name, value);
        }
        return value.asLong();
    }

    private static Refused wrong(String name, JsonNode value) {
        return new Refused(
                ProblemType.INVALID_FIELD,
                "%s is a whole number, 0 for no limit, or null for what the settings say, not %s."
                        .formatted(name, value));
    }
}
