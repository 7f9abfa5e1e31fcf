package org.imgmill.api.batches;

import org.imgmill.batch.Image;
import org.imgmill.batch.ImageId;
import org.imgmill.batch.Images;
import org.imgmill.refusals.ProblemType;
import org.imgmill.refusals.Refused;

/// The words of an order of images, and where in it a page ended: the place and the image.
final class SortedPages {

    private SortedPages() {}

    static Images.Order order(String word) {
        return switch (word) {
            case "look" -> Images.Order.WORST_LOOK;
            case "saved" -> Images.Order.LEAST_SAVED;
            default ->
                    throw new Refused(
                            ProblemType.INVALID_FIELD,
                            "sort is one of look, saved, not \"%s\".".formatted(word));
        };
    }

    static String cursor(Images.Order order, Image image) {
        return order.place(image) + "_" + image.id().pack();
    }

    static Images.After after(String cursor) {
        var parts = cursor.split("_", -1);
        if (parts.length != 2) {
            throw Page.wrongCursor();
        }
        try {
            return new Images.After(
                    Double.parseDouble(parts[0]), ImageId.unpack(Long.parseLong(parts[1])));
        } catch (NumberFormatException e) {
            throw Page.wrongCursor();
        }
    }
}
