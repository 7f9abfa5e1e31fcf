package org.imgmill.cli;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.imgmill.auth.OwnLimits;
import org.jspecify.annotations.Nullable;

/// What a command line says of the limits of a key.
///
/// @param said by the names of the options; empty: as the settings say; what is missing stays
record LimitOptions(Map<String, Optional<Long>> said) {

    private static final Pattern WHOLE = Pattern.compile("[0-9]+");

    /// @throws BadInput naming the option that is wrong
    static LimitOptions of(Arguments arguments) {
        var said = new LinkedHashMap<String, Optional<Long>>();
        for (var limit : Grammar.LIMITS) {
            arguments
                    .option(limit.name())
                    .ifPresent(text -> said.put(limit.name(), count(limit.name(), text.strip())));
        }
        return new LimitOptions(said);
    }

    private static Optional<Long> count(String name, String text) {
        if (text.equals(Grammar.AS_SET)) {
            return Optional.empty();
        }
        long most = name.equals("images-per-day") ? Long.MAX_VALUE : Integer.MAX_VALUE;
        if (!WHOLE.matcher(text).matches()) {
            throw new BadInput(
                    "--%s is a whole number, 0 for no limit, or %s for what the settings say, not \"%s\"."
                            .formatted(name, Grammar.AS_SET, text));
        }
        if (new BigInteger(text).compareTo(BigInteger.valueOf(most)) > 0) {
            throw new BadInput("--%s is %d at most, not %s.".formatted(name, most, text));
        }
        return Optional.of(Long.valueOf(text));
    }

    /// As a merge patch has it.
    Map<String, @Nullable Long> json() {
        var json = new LinkedHashMap<String, @Nullable Long>();
        said.forEach((name, limit) -> json.put(name.replace('-', '_'), limit.orElse(null)));
        return json;
    }

    OwnLimits over(OwnLimits before) {
        return new OwnLimits(
                whole("concurrent-batches", before.concurrentBatches()),
                said("images-per-day", before.imagesPerDay()),
                whole("uploads-per-minute", before.uploadsPerMinute()));
    }

    private @Nullable Integer whole(String name, @Nullable Integer before) {
        var limit = said(name, before == null ? null : Long.valueOf(before));
        return limit == null ? null : Integer.valueOf(Math.toIntExact(limit));
    }

    private @Nullable Long said(String name, @Nullable Long before) {
        var limit = said.get(name);
        return limit == null ? before : limit.orElse(null);
    }
}
