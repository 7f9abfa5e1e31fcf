package org.imgmill.batch;

import java.util.Locale;

/// Where products are sold, and what it publishes about pictures; docs/api.md names the sources.
public enum Marketplace {
    /// Warned of from April 2026 on, refused from 31 January 2027 on; 75 to 90 % of the picture.
    GOOGLE_MERCHANT("Google Merchant", 500, 500, 75),
    /// From 1,000 pixels on it zooms; below 500 it refuses.
    AMAZON("Amazon", 1000, 1, 85),
    /// It says nothing of how much a product is to fill.
    EBAY("eBay", 500, 1, 75);

    private final String title;
    private final int longest;
    private final int shortest;
    private final int fills;

    Marketplace(String title, int longest, int shortest, int fills) {
        this.title = title;
        this.longest = longest;
        this.shortest = shortest;
        this.fills = fills;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String title() {
        return title;
    }

    /// The fewest pixels of the longer side.
    public int longest() {
        return longest;
    }

    /// The fewest pixels of the shorter side.
    public int shortest() {
        return shortest;
    }

    /// The least part of its width or height that a product is to take, in percent.
    public int fills() {
        return fills;
    }

    boolean takes(int width, int height) {
        return Math.max(width, height) >= longest && Math.min(width, height) >= shortest;
    }

    String wants() {
        return shortest > 1
                ? "%s wants %d x %d".formatted(title, longest, shortest)
                : "%s wants %d on the longer side".formatted(title, longest);
    }
}
