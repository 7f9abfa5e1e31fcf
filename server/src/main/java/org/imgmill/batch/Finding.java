package org.imgmill.batch;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
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
        return switch (image.state()) {
            case Image.Pending() -> List.of();
            case Image.Stored stored -> ofStored(stored, by);
            case Image.Failed failed ->
                    isDead(failed.code())
                            ? List.of(new Finding(Check.DEAD, failed.message(), null))
                            : List.of();
        };
    }

    private static List<Finding> ofStored(Image.Stored stored, @Nullable Marketplace by) {
        var markets = by == null ? EnumSet.allOf(Marketplace.class) : EnumSet.of(by);
        var found = new ArrayList<Finding>();
        tooSmall(stored, markets, found);
        alike(stored.alike(), found);
        if (isOblong(stored.width(), stored.height())) {
            found.add(new Finding(Check.NOT_SQUARE, size(stored), null));
        }
        whiteBorder(stored, markets, found);
        return found;
    }

    private static void tooSmall(
            Image.Stored stored, Set<Marketplace> markets, List<Finding> found) {
        var wants =
                markets.stream()
                        .filter(market -> !market.takes(stored.width(), stored.height()))
                        .map(Marketplace::wants)
                        .collect(Collectors.joining(", "));
        if (!wants.isEmpty()) {
            found.add(new Finding(Check.TOO_SMALL, size(stored) + ": " + wants, null));
        }
    }

    private static void alike(@Nullable Alike alike, List<Finding> found) {
        if (alike == null) {
            return;
        }
        if (alike.products() >= Check.PLACEHOLDER_PRODUCTS) {
            found.add(
                    new Finding(
                            Check.PLACEHOLDER,
                            "on %d products".formatted(alike.products()),
                            alike.of()));
        } else if (alike.of() != null) {
            found.add(new Finding(alike.near() ? Check.NEAR_DOUBLE : Check.DOUBLE, "", alike.of()));
        }
    }

    private static void whiteBorder(
            Image.Stored stored, Set<Marketplace> markets, List<Finding> found) {
        var traits = stored.traits();
        if (traits == null) {
            return;
        }
        int filled = traits.glance().margins().filled();
        var wants =
                markets.stream()
                        .filter(market -> filled < market.fills())
                        .map(market -> "%s wants %d %%".formatted(market.title(), market.fills()))
                        .collect(Collectors.joining(", "));
        if (!wants.isEmpty()) {
            found.add(
                    new Finding(
                            Check.WHITE_BORDER,
                            "the product fills %d %%: %s".formatted(filled, wants),
                            null));
        }
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
