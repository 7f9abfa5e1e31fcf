package org.imgmill.catalogue;

import java.io.InputStream;

/// Counts bytes on their way in and refuses the catalogue with the first one too many.
final class LimitedBytes extends CountingBytes {

    private final long limit;
    private long seen;

    LimitedBytes(InputStream in, long limit) {
        super(in);
        this.limit = limit;
    }

    @Override
    void count(long more) throws Refusal {
        seen += more;
        if (seen > limit) {
            throw new Refusal(
                    Problem.ofFile(
                            ProblemCode.TOO_MANY_BYTES,
                            "The catalogue is larger than "
                                    + Words.size(limit)
                                    + " (unpacked). Split it into several."));
        }
    }
}
