package org.imgmill.batch;

import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.imgmill.attempt.FailureCode;
import org.jspecify.annotations.Nullable;

/// What a check found of one image.
///
/// @param detail what it was found by, in words
/// @param of the image that this one is a double of
public record Finding(Check check, String detail, @Nullable ImageId of) {

    /// Sides may differ by one part in a hundred: a square that was scaled is still one.
    private static final double SQUARE = 0.01;

    /// All that was found of an image, in the order of the checks.
    ///
    /// @param by whose wishes count; null: anybody's
    public static List<Finding> all(Image image, @Nullable Marketplace by) {
        var markets = by == null ? EnumSet.allOf(Marketplace.class) : EnumSet.of(by);
        return checks(image, markets).stream().map(check -> of(check, image, markets)).toList();
    }

    /// The checks that find something of an image: the same as all of it, without the words.
    ///
    /// @param markets whose wishes count
    static Set<Check> checks(Image image, Set<Marketplace> markets) {
        var checks = EnumSet.noneOf(Check.class);
        switch (image.state()) {
            case Image.Pending() -> {}
            case Image.Failed failed -> {
                if (isDead(failed.code())) {
                    checks.add(Check.DEAD);
                }
            }
            case Image.Stored stored -> {
                if (markets.stream().anyMatch(market -> isTooSmall(stored, market))) {
                    checks.add(Check.TOO_SMALL);
                }
                var alike = stored.alike();
                if (alike != null && alike.products() >= Check.PLACEHOLDER_PRODUCTS) {
                    checks.add(Check.PLACEHOLDER);
                } else if (alike != null && alike.of() != null) {
                    checks.add(alike.near() ? Check.NEAR_DOUBLE : Check.DOUBLE);
                }
                if (isOblong(stored.width(), stored.height())) {
                    checks.add(Check.NOT_SQUARE);
                }
                if (markets.stream().anyMatch(market -> hasWhiteBorder(stored, market))) {
                    checks.add(Check.WHITE_BORDER);
                }
            }
        }
        return checks;
    }

    private static Finding of(Check check, Image image, Set<Marketplace> markets) {
        return switch (image.state()) {
            case Image.Pending() -> throw new IllegalStateException("nothing is known of it yet");
            case Image.Failed failed -> new Finding(check, failed.message(), null);
            case Image.Stored stored ->
                    new Finding(check, detail(check, stored, markets), original(check, stored));
        };
    }

    private static String detail(Check check, Image.Stored stored, Set<Marketplace> markets) {
        return switch (check) {
            case TOO_SMALL ->
                    size(stored)
                            + ": "
                            + markets.stream()
                                    .filter(market -> isTooSmall(stored, market))
                                    .map(Marketplace::wants)
                                    .collect(Collectors.joining(", "));
            case PLACEHOLDER ->
                    "on %d products".formatted(Objects.requireNonNull(stored.alike()).products());
            case DOUBLE, NEAR_DOUBLE, DEAD -> "";
            case NOT_SQUARE -> size(stored);
            case WHITE_BORDER ->
                    "the product fills %d %%: %s"
                            .formatted(
                                    filled(stored),
                                    markets.stream()
                                            .filter(market -> hasWhiteBorder(stored, market))
                                            .map(Finding::wantsFilled)
                                            .collect(Collectors.joining(", ")));
        };
    }

    private static @Nullable ImageId original(Check check, Image.Stored stored) {
        return switch (check) {
            case PLACEHOLDER, DOUBLE, NEAR_DOUBLE -> Objects.requireNonNull(stored.alike()).of();
            case TOO_SMALL, NOT_SQUARE, WHITE_BORDER, DEAD -> null;
        };
    }

    private static boolean isTooSmall(Image.Stored stored, Marketplace market) {
        return !market.takes(stored.width(), stored.height());
    }

    private static boolean hasWhiteBorder(Image.Stored stored, Marketplace market) {
        return filled(stored) < market.fills();
    }

    /// How much of the picture the product takes, in percent; 100 if nobody looked.
    private static int filled(Image.Stored stored) {
        var traits = stored.traits();
        return traits == null ? 100 : traits.glance().margins().filled();
    }

    private static String wantsFilled(Marketplace market) {
        return "%s wants %d %%".formatted(market.title(), market.fills());
    }

    private static boolean isOblong(int width, int height) {
        return Math.abs(width - height) > SQUARE * Math.max(width, height);
    }

    private static String size(Image.Stored stored) {
        return "%d x %d pixels".formatted(stored.width(), stored.height());
    }

    /// Whether nothing that could be a picture came from where the URL points.
    private static boolean isDead(FailureCode code) {
        return switch (code) {
            case INVALID_URL,
                    BLOCKED_ADDRESS,
                    DNS,
                    CONNECT,
                    TLS,
                    TIMEOUT,
                    HTTP_STATUS,
                    TOO_MANY_REDIRECTS,
                    NOT_AN_IMAGE ->
                    true;
            case TOO_LARGE,
                    TRUNCATED,
                    UNSUPPORTED_FORMAT,
                    CORRUPT,
                    TOO_MANY_PIXELS,
                    TRANSCODE_TIMEOUT,
                    TRANSCODER_CRASH,
                    CANCELLED,
                    INTERNAL,
                    MAX_BYTES ->
                    false;
        };
    }
}
