package org.imgmill.batch;

import java.util.List;
import java.util.UUID;
import org.imgmill.transcode.ImageFormat;
import org.jspecify.annotations.Nullable;

/// Endings turned on their side: one array per column, as `unnest` takes them.
final class EndingColumns {

    private final Integer[] lane;
    private final Integer[] number;
    private final Short[] status;
    private final @Nullable Short[] code;
    private final @Nullable Short[] httpStatus;
    private final @Nullable String[] detail;
    private final @Nullable Short[] format;
    private final @Nullable Integer[] width;
    private final @Nullable Integer[] height;
    private final @Nullable Integer[] bytesIn;
    private final @Nullable Integer[] bytesOut;
    private final @Nullable Double[] look;
    private final Integer[] ms;
    private final @Nullable String[] outputs;
    private final @Nullable String[] keptAs;
    private final byte[] @Nullable [] glance;

    EndingColumns(List<Outcome.Ended> endings) {
        int n = endings.size();
        lane = new Integer[n];
        number = new Integer[n];
        status = new Short[n];
        code = new @Nullable Short[n];
        httpStatus = new @Nullable Short[n];
        detail = new @Nullable String[n];
        format = new @Nullable Short[n];
        width = new @Nullable Integer[n];
        height = new @Nullable Integer[n];
        bytesIn = new @Nullable Integer[n];
        bytesOut = new @Nullable Integer[n];
        look = new @Nullable Double[n];
        ms = new Integer[n];
        outputs = new @Nullable String[n];
        keptAs = new @Nullable String[n];
        glance = new byte[n] @Nullable [];
        for (int i = 0; i < n; i++) {
            set(i, endings.get(i));
        }
    }

    private void set(int i, Outcome.Ended ending) {
        lane[i] = ending.image().lane();
        number[i] = ending.image().number();
        switch (ending) {
            case Outcome.Stored stored -> {
                status[i] = ImageStatus.STORED.number();
                format[i] = formatNumber(stored.format());
                width[i] = stored.width();
                height[i] = stored.height();
                bytesIn[i] = stored.bytesIn();
                bytesOut[i] = stored.bytesOut();
                look[i] = stored.look();
                detail[i] = stored.detail();
                ms[i] = stored.ms();
                outputs[i] = MadeJson.write(stored.outputs());
                keptAs[i] = stored.keptAs();
                glance[i] = Traits.bytes(stored.traits());
            }
            case Outcome.Failed failed -> {
                status[i] = ImageStatus.FAILED.number();
                code[i] = failed.code().number();
                httpStatus[i] =
                        failed.httpStatus() == null ? null : failed.httpStatus().shortValue();
                detail[i] = failed.detail();
                ms[i] = failed.ms();
                outputs[i] = MadeJson.write(failed.outputs());
            }
        }
    }

    Object[] params(UUID batch) {
        return new Object[] {
            batch,
            lane,
            number,
            status,
            code,
            httpStatus,
            detail,
            format,
            width,
            height,
            bytesIn,
            bytesOut,
            look,
            ms,
            outputs,
            keptAs,
            glance,
            batch
        };
    }

    static short formatNumber(ImageFormat format) {
        return switch (format) {
            case JPEG -> 1;
            case PNG -> 2;
            case WEBP -> 3;
            case AVIF -> 4;
            case GIF -> 5;
        };
    }

    static ImageFormat format(int number) {
        for (var format : ImageFormat.values()) {
            if (formatNumber(format) == number) {
                return format;
            }
        }
        throw new IllegalArgumentException("no format has the number " + number);
    }
}
