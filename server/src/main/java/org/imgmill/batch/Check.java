package org.imgmill.batch;

import java.util.Locale;

/// What a shop wants to know of an image, stored or not; no finding makes an image fail.
public enum Check {
    TOO_SMALL("Fewer pixels than the marketplace takes."),
    PLACEHOLDER("One picture for many products."),
    DOUBLE("The same file under another address."),
    NEAR_DOUBLE("The same picture at another size or quality."),
    NOT_SQUARE("Marketplaces show pictures in squares."),
    WHITE_BORDER("More white round the product than the marketplace wants."),
    DEAD("No picture came from the address.");

    /// A picture on this many products is a placeholder, and not shared by a few variants.
    public static final int PLACEHOLDER_PRODUCTS = 10;

    private final String sentence;

    Check(String sentence) {
        this.sentence = sentence;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String sentence() {
        return sentence;
    }
}
