package org.imgmill.batch;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the checks of a batch found, in images.
///
/// @param images that were looked at
/// @param compared of these, those that were compared with each other
/// @param found of any marketplace
/// @param by of each
public record Checks(
        int images,
        int compared,
        Map<Check, Integer> found,
        Map<Marketplace, Map<Check, Integer>> by) {

    /// @param marketplace null: any
    public int found(Check check, @Nullable Marketplace marketplace) {
        var counts = marketplace == null ? found : by.getOrDefault(marketplace, Map.of());
        return counts.getOrDefault(check, 0);
    }

    /// Counts as images come by.
    static final class Count {

        private static final Set<Marketplace> ANYBODY = EnumSet.allOf(Marketplace.class);

        private int images;
        private final Map<Check, Integer> found = new EnumMap<>(Check.class);
        private final Map<Marketplace, Map<Check, Integer>> by = new EnumMap<>(Marketplace.class);

        void add(Image image) {
            images++;
            add(image, ANYBODY, found);
            for (var market : ANYBODY) {
                add(
                        image,
                        EnumSet.of(market),
                        by.computeIfAbsent(market, _ -> new EnumMap<>(Check.class)));
            }
        }

        private static void add(Image image, Set<Marketplace> markets, Map<Check, Integer> counts) {
            for (var check : Finding.checks(image, markets)) {
                counts.merge(check, 1, Integer::sum);
            }
        }

        Checks of(int compared) {
            return new Checks(images, compared, found, by);
        }
    }
}
