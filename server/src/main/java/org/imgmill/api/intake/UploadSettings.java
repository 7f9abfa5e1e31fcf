package org.imgmill.api.intake;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// How large a catalogue may be.
///
/// @param keepWorkbook the largest workbook that is kept for results in its own kind
@ConfigurationProperties("imgmill.csv")
record UploadSettings(
        @DefaultValue("1000000") int maxRows,
        @DefaultValue("5000000") int maxImages,
        @DefaultValue("1GB") DataSize maxBytes,
        @DefaultValue("100MB") DataSize keepWorkbook) {

    UploadSettings {
        if (maxRows < 1) {
            throw new IllegalArgumentException("imgmill.csv.max-rows is 1 or more, not " + maxRows);
        }
        if (maxImages < 1) {
            throw new IllegalArgumentException(
                    "imgmill.csv.max-images is 1 or more, not " + maxImages);
        }
        if (keepWorkbook.isNegative()) {
            throw new IllegalArgumentException(
                    "imgmill.csv.keep-workbook is a size such as 100MB, or 0, not " + keepWorkbook);
        }
        if (maxBytes.toBytes() < 1024) {
            throw new IllegalArgumentException(
                    "imgmill.csv.max-bytes is 1KB or more, not " + maxBytes);
        }
    }
}
