package org.imgmill.catalogue;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// How to read a catalogue. `urlSeparator` is null to split URL cells by what they hold; `scratch`
/// is the directory where a workbook that arrives as a stream is put while it is read.
public record CatalogueOptions(
        OnBadRow onBadRow, @Nullable String urlSeparator, CatalogueLimits limits, Path scratch) {

    public CatalogueOptions {
        if (urlSeparator != null && urlSeparator.isEmpty()) {
            throw new IllegalArgumentException("an empty URL separator");
        }
    }

    /// The usual reading: any bad row refuses the catalogue.
    public static CatalogueOptions standard() {
        return new CatalogueOptions(
                OnBadRow.REJECT,
                null,
                CatalogueLimits.DEFAULT,
                Path.of(System.getProperty("java.io.tmpdir")));
    }

    public CatalogueOptions with(OnBadRow choice) {
        return new CatalogueOptions(choice, urlSeparator, limits, scratch);
    }

    public CatalogueOptions with(CatalogueLimits narrower) {
        return new CatalogueOptions(onBadRow, urlSeparator, narrower, scratch);
    }

    public CatalogueOptions withUrlSeparator(@Nullable String separator) {
        return new CatalogueOptions(onBadRow, separator, limits, scratch);
    }
}
