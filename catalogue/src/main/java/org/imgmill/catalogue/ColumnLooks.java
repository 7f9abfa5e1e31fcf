package org.imgmill.catalogue;

import java.util.List;
import java.util.regex.Pattern;

/// What the cells of one column look like, over the first rows of a catalogue.
final class ColumnLooks {

    /// Endings of pictures, wherever the path of an address or a parameter ends.
    private static final Pattern PICTURE =
            Pattern.compile(
                    "(?i)\\.(jpe?g|jpe|jfif|png|gif|webp|avif|hei[cf]|bmp|tiff?|svg|jxl)(?![\\w.-])"
                            + "|[?&](fm|format|auto|f)=(jpe?g|png|webp|avif|format|auto)\\b"
                            + "|[/._-](images?|imgs?|photos?|pictures?|pics?|gallery|thumbnails?)[/._\\d-]"
                            + "|//(images?|imgs?|photos?|pictures?|pics?|cdn|media|static|assets)[\\w-]*\\.");

    private int filled;
    private int addresses;
    private int pictures;
    private String example = "";

    static ColumnLooks of(List<Sample.Row> rows, int column) {
        var looks = new ColumnLooks();
        for (Sample.Row row : rows) {
            looks.see(row.address(column));
        }
        return looks;
    }

    private void see(String cell) {
        if (Blank.is(cell) || NoImage.isSaidBy(cell)) {
            return;
        }
        filled++;
        if (example.isEmpty()) {
            example = Blank.strip(cell);
        }
        boolean address = false;
        boolean picture = false;
        for (String url : UrlCell.split(cell)) {
            if (UrlCell.isAddress(url)) {
                address = true;
                picture |= isPicture(url);
            }
        }
        addresses += address ? 1 : 0;
        pictures += picture ? 1 : 0;
    }

    static boolean isPicture(String url) {
        return PICTURE.matcher(url).find();
    }

    boolean isEmpty() {
        return filled == 0;
    }

    /// Whether most of its cells hold addresses.
    boolean holdsAddresses() {
        return addresses > 0 && addresses * 2 >= filled;
    }

    boolean holdsAnyAddress() {
        return addresses > 0;
    }

    /// Whether most of its addresses are those of pictures.
    boolean holdsPictures() {
        return holdsAddresses() && pictures * 2 >= addresses;
    }

    /// The first cell that is not empty.
    String example() {
        return example;
    }
}
