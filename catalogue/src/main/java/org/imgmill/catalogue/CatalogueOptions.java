package org.imgmill.catalogue;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// How to read a catalogue.
///
/// @param urlSeparator null: URL cells are split by what they hold
/// @param scratch the directory where a workbook that arrives as a stream is put while it is read
/// @param mapping what is what, as far as a person said so; null: the three documented columns must
///   be there, named in the first line, and every row needs a whole number, a name and a URL
/// @param urlsOnly a strict reading needs neither number nor name in a row, and no row at all
/// @param keep sees a workbook before it is deleted
public record CatalogueOptions(
        OnBadRow onBadRow,
        @Nullable String urlSeparator,
        CatalogueLimits limits,
        Path scratch,
        @Nullable Mapping mapping,
        boolean urlsOnly,
        Keep keep) {

    /// Sees the file of an .xlsx workbook, unpacked, while it is opened; the file is deleted
    /// afterwards.
    public interface Keep {

        /// Keeps nothing.
        Keep NOTHING = workbook -> {};

        void workbook(Path workbook) throws IOException;
    }

    public CatalogueOptions {
        if (urlSeparator != null && urlSeparator.isEmpty()) {
            throw new IllegalArgumentException("an empty URL separator");
        }
    }

    /// A reading that is either strict in all or takes any catalogue.
    public CatalogueOptions(
            OnBadRow onBadRow,
            @Nullable String urlSeparator,
            CatalogueLimits limits,
            Path scratch,
            @Nullable Mapping mapping) {
        this(onBadRow, urlSeparator, limits, scratch, mapping, false, Keep.NOTHING);
    }

    /// The strict reading: three documented columns, and any bad row refuses the catalogue.
    public static CatalogueOptions standard() {
        return new CatalogueOptions(
                OnBadRow.REJECT,
                null,
                CatalogueLimits.DEFAULT,
                Path.of(System.getProperty("java.io.tmpdir")),
                null);
    }

    /// The reading of any catalogue: columns are found, and only image URLs are needed.
    public static CatalogueOptions open() {
        return standard().with(Mapping.NONE);
    }

    public CatalogueOptions with(OnBadRow choice) {
        return new CatalogueOptions(choice, urlSeparator, limits, scratch, mapping, urlsOnly, keep);
    }

    public CatalogueOptions with(CatalogueLimits narrower) {
        return new CatalogueOptions(
                onBadRow, urlSeparator, narrower, scratch, mapping, urlsOnly, keep);
    }

    public CatalogueOptions with(@Nullable Mapping said) {
        return new CatalogueOptions(onBadRow, urlSeparator, limits, scratch, said, urlsOnly, keep);
    }

    public CatalogueOptions withUrlSeparator(@Nullable String separator) {
        return new CatalogueOptions(onBadRow, separator, limits, scratch, mapping, urlsOnly, keep);
    }

    /// A strict reading that looks at the three columns' names and the URLs, and at nothing else.
    public CatalogueOptions needingUrlsOnly() {
        return new CatalogueOptions(onBadRow, urlSeparator, limits, scratch, mapping, true, keep);
    }

    /// Shows a workbook to somebody who may want it.
    public CatalogueOptions with(Keep choice) {
        return new CatalogueOptions(
                onBadRow, urlSeparator, limits, scratch, mapping, urlsOnly, choice);
    }
}
